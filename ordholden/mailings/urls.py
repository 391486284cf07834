"""Addresses of mailings."""

from django.urls import path

from ordholden.mailings.views import issues, mine, public

urlpatterns = [
    path("mail/", public.subscribe, name="subscribe"),
    path("mail/sent/", public.sent, name="mails_sent"),
    path("mail/confirm/<str:token>/", public.confirm, name="confirm_mails"),
    path("mail/stop/<str:token>/", public.stop, name="stop_mails"),
    path("mail/issues/", issues.issues, name="issues"),
    path("mail/issues/<uuid:pk>/", issues.issue, name="issue"),
    path("my/mails/", mine.my_mails, name="my_mails"),
    path("my/mails/<slug:mail_class>/<slug:way>/", mine.change, name="change_mails"),
]

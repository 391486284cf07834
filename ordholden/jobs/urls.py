"""Addresses of jobs."""

from django.urls import path

from ordholden.jobs.views import desk, public

urlpatterns = [
    path("jobs/", public.jobs, name="jobs"),
    path("jobs/<uuid:pk>/", public.job, name="job"),
    path("jobs/<uuid:pk>/contact/", public.job_contact, name="job_contact"),
    path("desk/ads/", desk.ads, name="ads"),
    path("desk/ads/new/", desk.write_ad, name="write_ad"),
    path("desk/ads/<uuid:pk>/", desk.ad, name="ad"),
    path("desk/ads/<uuid:pk>/change/", desk.change_ad, name="change_ad"),
    path("desk/ads/<uuid:pk>/team/", desk.choose_team, name="choose_team"),
    path("desk/ads/<uuid:pk>/<slug:verb>/", desk.run_ad, name="run_ad"),
]

"""Addresses of dialogues: the company's, and the person's own."""

from django.urls import path

from ordholden.dialogues.views import company, mine, notes

urlpatterns = [
    path("company/cvs/<uuid:key>/contact/", company.ask, name="ask_contact"),
    path("company/cvs/<uuid:key>/notes/", notes.cv_notes, name="cv_notes"),
    path("company/cvs/<uuid:key>/notes/<uuid:pk>/", notes.remove_note, name="remove_note"),
    path("company/requests/", company.asked_people, name="asked_people"),
    path("company/requests/<uuid:pk>/", company.asked_person, name="asked_person"),
    path("my/requests/", mine.my_requests, name="my_requests"),
    path("my/requests/<uuid:pk>/", mine.my_request, name="my_request"),
    path("my/requests/<uuid:pk>/answer/", mine.answer, name="answer_company"),
    path("my/requests/<uuid:pk>/question/", mine.ask_back, name="ask_company_back"),
    path("my/requests/<uuid:pk>/no/", mine.decline, name="decline_company"),
    path("my/requests/<uuid:pk>/message/", mine.write, name="write_to_company"),
    path("my/requests/<uuid:pk>/end/", mine.end, name="end_dialogue"),
]

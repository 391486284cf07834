"""Addresses of candidates."""

from django.urls import path

from ordholden.candidates.views import files, joining, mine, staff

urlpatterns = [
    path("join/", joining.join, name="sign_up"),
    path("join/sent/", joining.sent, name="sign_up_sent"),
    path("join/registered/<str:token>/", joining.registered, name="registered"),
    path("my/", mine.overview, name="my"),
    path("my/profile/", mine.profile, name="my_profile"),
    path("my/documents/<uuid:pk>/", mine.document, name="my_document"),
    path("my/documents/<uuid:pk>/pages/", mine.document_pages, name="my_document_pages"),
    path("my/documents/<uuid:pk>/pages/<int:number>/", mine.document_page, name="my_document_page"),
    path("my/documents/<uuid:pk>/removal/", mine.remove_document, name="remove_my_document"),
    path("my/statistics/", mine.for_statistics, name="for_statistics"),
    path("people/", staff.people, name="people"),
    path("people/new/", staff.enter, name="enter_person"),
    path("people/contacts/", staff.hand_over, name="hand_over_contacts"),
    path("people/<uuid:pk>/", staff.card, name="person"),
    path("my/corrections/", mine.corrections, name="my_corrections"),
    path("people/<uuid:pk>/fields/", staff.fields, name="person_fields"),
    path("people/<uuid:pk>/contact-person/", staff.choose_contact, name="choose_contact"),
    path("people/<uuid:pk>/deletion/", staff.erase, name="erase_person"),
    path("people/<uuid:pk>/protected/", staff.reveal, name="reveal"),
    path("people/<uuid:pk>/files/<uuid:file>/", files.person_document, name="person_document"),
    path(
        "people/<uuid:pk>/files/<uuid:file>/pages/",
        files.person_document_pages,
        name="person_document_pages",
    ),
    path(
        "people/<uuid:pk>/files/<uuid:file>/pages/<int:number>/",
        files.person_document_page,
        name="person_document_page",
    ),
    path("people/<uuid:pk>/<slug:verb>/", staff.note, name="note"),
]

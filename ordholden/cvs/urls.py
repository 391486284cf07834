"""Addresses of CVs."""

from django.urls import path

from ordholden.cvs.views import files, importing, mine, staff

urlpatterns = [
    path("my/cv/", mine.overview, name="my_cv"),
    path("my/cv/new/<slug:kind>/", mine.add, name="add_part"),
    path("my/cv/import/", importing.bring, name="import_cv"),
    path("my/cv/import/save/", importing.save, name="save_import"),
    path("my/cv/file/<slug:form>/", files.take, name="take_cv"),
    path("my/cv/<uuid:pk>/", mine.edit, name="edit_part"),
    path("my/cv/<uuid:pk>/removal/", mine.remove, name="remove_part"),
    path("my/cv/<uuid:pk>/place/", mine.move, name="move_part"),
    path("people/<uuid:pk>/cv/new/<slug:kind>/", staff.add, name="add_their_part"),
    path("people/<uuid:pk>/cv/<uuid:part>/", staff.edit, name="correct_part"),
    path("people/<uuid:pk>/cv/<uuid:part>/removal/", staff.strike, name="strike_part"),
]

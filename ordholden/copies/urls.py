"""Addresses of copies."""

from django.urls import path

from ordholden.copies import views

urlpatterns = [
    path("my/data/copy/", views.my_copy, name="my_copy"),
    path("my/data/copy/file/", views.download, name="my_copy_file"),
    path("copy/<str:code>/", views.copy_by_link, name="copy_by_link"),
]

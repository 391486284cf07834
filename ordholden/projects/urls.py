"""Addresses of companies that look for people."""

from django.urls import path

from ordholden.projects.views import find, gather

urlpatterns = [
    path("company/find/", find.find, name="find_cvs"),
    path("company/find/keep/", find.keep, name="keep_cv_search"),
    path("company/find/ad/", find.for_ad, name="find_for_ad"),
    path("company/searches/", find.kept, name="kept_searches"),
    path("company/searches/<uuid:pk>/", find.change_kept, name="change_kept_search"),
    path("company/cvs/<uuid:key>/like/", find.like, name="like_cv"),
    path("company/cvs/<uuid:key>/gather/", gather.gather, name="gather_cv"),
    path("company/projects/", gather.projects, name="projects"),
    path("company/projects/<uuid:pk>/", gather.project, name="project"),
    path("company/projects/<uuid:pk>/compare/", gather.compare, name="compare_cvs"),
    path("company/projects/<uuid:pk>/end/", gather.end, name="end_project"),
    path("company/projects/<uuid:pk>/<uuid:gathered>/", gather.move, name="move_gathered"),
]

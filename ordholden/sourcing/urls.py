"""Addresses of what a person chooses for their CV, and of CVs as companies see them."""

from django.urls import path

from ordholden.sourcing.views import cvs, following, mine, viewed

urlpatterns = [
    path("my/visibility/", mine.visibility, name="my_visibility"),
    path("my/visibility/online/", mine.choose, {"state": "online"}, name="put_cv_online"),
    path("my/visibility/offline/", mine.choose, {"state": "offline"}, name="take_cv_offline"),
    path("my/visibility/off/", mine.choose, {"state": "off"}, name="take_cv_out"),
    path("my/visibility/personal/", mine.personal_form, name="my_personal_form"),
    path("my/visibility/anonymous/", mine.anonymous_form, name="my_anonymous_form"),
    path("my/visibility/preview/", mine.preview, name="my_preview"),
    path("my/following/", following.following, name="my_following"),
    path("my/following/<uuid:pk>/", following.follow, name="follow_company"),
    path("my/following/<uuid:pk>/end/", following.unfollow, name="unfollow_company"),
    path("my/viewed/", viewed.viewed, name="my_viewed"),
    path("company/followers/", following.followers, name="followers"),
    path("company/cvs/<uuid:key>/", cvs.cv, name="company_cv"),
    path("company/cvs/<uuid:key>/photo/", cvs.photo, name="company_cv_photo"),
    path("company/cvs/<uuid:key>/files/<uuid:file>/", cvs.pages, name="company_cv_pages"),
    path(
        "company/cvs/<uuid:key>/files/<uuid:file>/<int:number>/", cvs.page, name="company_cv_page"
    ),
    path("company/cvs/<uuid:key>/files/<uuid:file>/copy/", cvs.copy, name="company_cv_copy"),
]

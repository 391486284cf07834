"""Addresses of jobs."""

from django.urls import path

from ordholden.jobs.views import desk, embedding, importing, machines, public, saved, search

urlpatterns = [
    path("jobs/", search.jobs, name="jobs"),
    path("jobs/suggest/", search.suggest, name="suggest_jobs"),
    path("jobs/feed.<slug:kind>", machines.feed, name="jobs_feed"),
    path("jobs/all.xml", machines.engines, name="jobs_engines"),
    path("jobs/sitemap.xml", machines.sitemap, name="jobs_sitemap"),
    path("jobs/embedded/", machines.embedded, name="jobs_embedded"),
    path("jobs/<uuid:pk>/", public.job, name="job"),
    path("jobs/<uuid:pk>/picture.png", public.job_picture, name="job_picture"),
    path("jobs/<uuid:pk>/contact/", public.job_contact, name="job_contact"),
    path("jobs/keep/", saved.save_search, name="save_search"),
    path("my/searches/", saved.my_searches, name="my_searches"),
    path("my/searches/mails/", saved.mail_my_searches, name="mail_my_searches"),
    path("my/searches/<uuid:pk>/", saved.forget_search, name="forget_search"),
    path("desk/ads/", desk.ads, name="ads"),
    path("desk/ads/new/", desk.write_ad, name="write_ad"),
    path("desk/ads/import/", importing.import_ads, name="import_ads"),
    path("desk/ads/embedding/", embedding.embedding, name="embedding"),
    path("desk/ads/embedding/<uuid:pk>/", embedding.remove_embedding, name="remove_embedding"),
    path("desk/ads/<uuid:pk>/", desk.ad, name="ad"),
    path("desk/ads/<uuid:pk>/change/", desk.change_ad, name="change_ad"),
    path("desk/ads/<uuid:pk>/company/", desk.write_for, name="write_ad_for"),
    path("desk/ads/<uuid:pk>/team/", desk.choose_team, name="choose_team"),
    path("desk/ads/<uuid:pk>/<slug:verb>/", desk.run_ad, name="run_ad"),
]

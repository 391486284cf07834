"""Addresses of privacy."""

from django.urls import path

from ordholden.privacy.views import erasures, holds, idle, limits, mine, notices, officer, readings

urlpatterns = [
    path("notice/", notices.notice, name="notice"),
    path("notice/versions/", notices.versions, name="notice_versions"),
    path("notice/versions/<int:number>/", notices.version, name="notice_version"),
    path("notice/receipt/", notices.receipt, name="receipt"),
    path(".well-known/privacy-policy.json", notices.machine_copy, name="machine_copy"),
    path("my/data/", mine.my_data, name="my_data"),
    path("my/data/deletion/", mine.delete, name="delete_profile"),
    path("my/readings/", readings.my_readings, name="my_readings"),
    path("my/rights/", limits.mine, name="my_rights"),
    path("my/rights/restriction/", limits.ask_restriction, name="ask_restriction"),
    path("my/rights/objection/", limits.ask_objection, name="ask_objection"),
    path("my/consents/", mine.my_consents, name="my_consents"),
    path("my/consents/<slug:consent>/yes/", mine.give, name="give_consent"),
    path("my/consents/<uuid:pk>/withdrawal/", mine.withdraw, name="withdraw_consent"),
    path("my/approval/", mine.approval, name="approval"),
    path("withdrawal/<str:token>/", mine.withdraw_by_link, name="withdraw_by_link"),
    path("privacy/", officer.control_page, name="control"),
    path("privacy/reviews/", officer.reviews, name="purpose_reviews"),
    path("privacy/reviews/<uuid:pk>/answer/", officer.answer_review, name="answer_review"),
    path("privacy/readings/", readings.readings, name="readings"),
    path("privacy/readings/<uuid:pk>/", readings.readings_of, name="readings_of"),
    path("privacy/alarms/<uuid:pk>/", readings.look_into, name="look_into"),
    path("privacy/not-in-use/", idle.not_in_use, name="not_in_use"),
    path("privacy/limits/", limits.overview, name="limits"),
    path("privacy/limits/on/<uuid:person>/", limits.restrict_for, name="restrict_person"),
    path("privacy/limits/<uuid:pk>/decision/", limits.decision, name="decide_limit"),
    path("privacy/erasures/", erasures.overview, name="erasures"),
    path("privacy/erasures/again/", erasures.again, name="ask_sinks_again"),
    path("privacy/erasures/<uuid:pk>/confirmation/", erasures.confirm, name="confirm_processor"),
    path("privacy/holds/", holds.overview, name="holds"),
    path("privacy/holds/on/<uuid:person>/", holds.new, name="set_hold"),
    path("privacy/holds/<uuid:pk>/renewal/", holds.renew, name="renew_hold"),
    path("privacy/holds/<uuid:pk>/approval/", holds.approve, name="approve_hold"),
    path("privacy/holds/<uuid:pk>/release/", holds.release, name="release_hold"),
    path("privacy/publication/", officer.publish, name="publish_notice"),
]

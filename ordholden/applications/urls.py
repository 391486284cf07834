"""Addresses of applications."""

from django.urls import path

from ordholden.applications.views import (
    apply,
    board,
    files,
    meeting,
    mine,
    numbers,
    referring,
    wording,
)

urlpatterns = [
    path("jobs/<uuid:pk>/apply/", apply.apply, name="apply"),
    path("jobs/<uuid:pk>/apply/draft/", apply.save_draft, name="save_draft"),
    path("my/applications/<uuid:pk>/send/", apply.review, name="review_application"),
    path("my/applications/", mine.my_applications, name="my_applications"),
    path("my/applications/<uuid:pk>/", mine.my_application, name="my_application"),
    path("my/applications/<uuid:pk>/withdraw/", mine.withdraw, name="withdraw_application"),
    path("my/applications/<uuid:pk>/delete/", mine.delete, name="delete_application"),
    path("my/applications/<uuid:pk>/messages/", mine.write, name="write_to_team"),
    path("my/applications/<uuid:pk>/asked/<uuid:asked>/", mine.answer, name="answer_request"),
    path("my/applications/<uuid:pk>/files/<uuid:file>/", mine.my_attachment, name="my_attachment"),
    path(
        "my/applications/<uuid:pk>/interviews/<uuid:interview>/",
        meeting.answer,
        name="answer_interview",
    ),
    path(
        "my/applications/<uuid:pk>/interviews/<uuid:interview>/interview.ics",
        meeting.my_calendar,
        name="my_interview_calendar",
    ),
    path(
        "my/applications/<uuid:pk>/referees/<uuid:asked>/",
        referring.name_referee,
        name="name_referee",
    ),
    path("references/<str:token>/", referring.reference, name="reference"),
    path(
        "my/applications/<uuid:pk>/files/<uuid:file>/pages/",
        mine.my_attachment_pages,
        name="my_attachment_pages",
    ),
    path(
        "my/applications/<uuid:pk>/files/<uuid:file>/pages/<int:number>/",
        mine.my_attachment_page,
        name="my_attachment_page",
    ),
    path("desk/boards/", board.boards, name="boards"),
    path("desk/numbers/", numbers.recruitment_numbers, name="recruitment_numbers"),
    path("desk/wordings/", wording.wordings, name="wordings"),
    path("desk/wordings/<uuid:pk>/", wording.wording, name="wording"),
    path("desk/boards/<uuid:ad>/stages/", wording.stages, name="stages"),
    path("desk/boards/<uuid:ad>/stages/change/", wording.change_stages, name="change_stages"),
    path("desk/boards/<uuid:ad>/", board.board, name="board"),
    path("desk/boards/<uuid:ad>/move/", board.move_many, name="move_many"),
    path("desk/boards/<uuid:ad>/plan/", board.plan, name="plan_recruitment"),
    path("desk/boards/<uuid:ad>/end/", board.end, name="end_recruitment"),
    path("desk/boards/<uuid:ad>/<uuid:pk>/", board.application, name="application"),
    path("desk/boards/<uuid:ad>/<uuid:pk>/move/", board.move, name="move_application"),
    path("desk/boards/<uuid:ad>/<uuid:pk>/note/", board.note, name="note_application"),
    path("desk/boards/<uuid:ad>/<uuid:pk>/ask/", board.ask, name="ask_for_more"),
    path("desk/boards/<uuid:ad>/<uuid:pk>/message/", board.write, name="write_to_candidate"),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/files/<uuid:file>/",
        files.attachment,
        name="application_file",
    ),
    path("desk/boards/<uuid:ad>/<uuid:pk>/interviews/", meeting.propose, name="propose_interview"),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/interviews/<uuid:interview>/off/",
        meeting.call_off,
        name="call_off_interview",
    ),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/interviews/<uuid:interview>/interview.ics",
        meeting.to_calendar,
        name="interview_calendar",
    ),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/references/",
        referring.ask_reference,
        name="ask_reference",
    ),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/files/<uuid:file>/pages/",
        files.attachment_pages,
        name="application_file_pages",
    ),
    path(
        "desk/boards/<uuid:ad>/<uuid:pk>/files/<uuid:file>/pages/<int:number>/",
        files.attachment_page,
        name="application_file_page",
    ),
]

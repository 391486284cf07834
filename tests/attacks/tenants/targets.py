"""Every address that names a row, with a row of the neighbours' in it.

A new address that takes an id needs a line here: `tests/test_permissions.py` asks for it.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, get_resolver, reverse

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import Membership, SignIn
from ordholden.applications.emails import reference_url
from ordholden.applications.models import Interview, Reference, Request, Wording
from ordholden.candidates import emails as registrations
from ordholden.companies.emails import invitation_url
from ordholden.companies.models import Company, Seat, SeatInvitation
from ordholden.cvs.models import Part
from ordholden.dialogues.models import Approach, Dialogue
from ordholden.flags.models import Flag
from ordholden.jobs.models import EmbeddingSite, SavedSearch
from ordholden.kit.models import MailboxMessage
from ordholden.mailings.models import Issue
from ordholden.people import actions as people
from ordholden.privacy.models import Erasure, ErasureCourse, PurposeReview
from ordholden.projects.models import KeptSearch, Project
from ordholden.reading.models import Alarm
from ordholden.sourcing.models import Visibility
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, key_in
from tests.harness.five import noon

Made = dict[str, Any]


def _sign_in(two: Two) -> Made:
    return {"pk": SignIn.objects.create(person=two.liv, session_key="s" * 32).pk}


def _review(two: Two) -> Made:
    days = {"asked_on": noon("2026-11-01"), "answer_by": noon("2027-11-01")}
    return {"pk": PurposeReview.objects.create(person=two.liv, rule="x", **days).pk}


def _alarm(two: Two) -> Made:
    return {"pk": Alarm.objects.create(user=two.boss, kind=Alarm.Kind.MASS, count=600).pk}


def _answer(two: Two) -> Made:
    erasure = Erasure.objects.create(day=noon("2026-11-01"), reason="request", policy_id="x")
    course = ErasureCourse.objects.create(erasure=erasure)
    return {"pk": course.answers.create(sink="processor:x", state="asks").pk}


def _person(two: Two) -> Made:
    return {"pk": two.liv.pk}


def _part(two: Two) -> Made:
    return {"pk": Part.objects.create(person=two.liv, category="profile.skills", title="x").pk}


def _flag(two: Two) -> Made:
    words = {"record_table": "people_detail", "row": two.liv.pk, "column": "value"}
    return {"pk": Flag.objects.create(person=two.liv, kind="health", sure=True, **words).pk}


def _hold(two: Two) -> Made:
    return {"pk": two.hold.pk}


def _company(two: Two) -> Company:
    return Company.objects.create(name="Liv Bergs Byg", privacy_url="https://liv.example/privacy")


def _agreement(two: Two) -> Made:
    day = noon("2026-11-01").date()
    return {"pk": _company(two).agreements.create(service="cv_database", since=day).pk}


def _seat(two: Two) -> Made:
    day = noon("2026-11-01").date()
    taken = {"company": _company(two), "since": day}
    return {"pk": Seat.objects.get_or_create(user=two.boss, defaults=taken)[0].pk}


def _dialogue(two: Two) -> Made:
    asked = {"company": _company(two), "title": "Liv", "lapses_on": noon("2026-11-01")}
    line = Approach.objects.create(**asked, cv_key=uuid4(), text="Kanariegade")
    asked |= {"person": two.liv, "company_name": "Liv Bergs Byg"}
    return {"pk": Dialogue.objects.create(pk=line.pk, **asked).pk}


def _project(two: Two) -> Project:
    return Project.objects.create(company=_company(two), name="Kanariegade")


def _gathered(two: Two) -> Made:
    project = _project(two)
    return {"pk": project.pk, "gathered": project.gathered.create(person=two.liv).pk}


def _kept_search(two: Two) -> Made:
    return {"pk": KeptSearch.objects.create(user=two.boss, query="q=liv").pk}


def _seat_invitation(two: Two) -> SeatInvitation:
    return _company(two).invitations.create(
        email="liv@example.org", expires_at=noon("2027-11-01"), invited_at=noon("2026-11-01")
    )


def _ad(two: Two) -> Made:
    return {"pk": two.ad.pk}


def _application(two: Two) -> Made:
    return {"pk": two.application.pk}


def _on_board(two: Two) -> Made:
    return {"ad": two.ad.pk, "pk": two.application.pk}


def _file_sent(two: Two) -> Made:
    return {"pk": two.application.pk, "file": two.application.attachments.get().pk}


def _interview(two: Two) -> Made:
    at = noon("2027-11-01")
    made = Interview.objects.create(
        person=two.liv, application=two.application, times=[at], starts_at=at, place="Kanariegade"
    )
    return {"pk": two.application.pk, "interview": made.pk}


def _referee_wanted(two: Two) -> Made:
    wanted = Request.objects.create(
        person=two.liv, application=two.application, category="application.references"
    )
    return {"pk": two.application.pk, "asked": wanted.pk}


def _reference(two: Two) -> Made:
    jens = people.register(name="Liv Bergs chef", kind="referee", email="chef@example.org")
    made = Reference.objects.create(person=two.liv, application=two.application, referee=jens)
    return {"token": key_in(reference_url(made))}


def _cv(two: Two) -> Made:
    row, _made = Visibility.objects.get_or_create(person=two.liv, defaults={"state": "online"})
    return {"key": row.key}


TARGETS: dict[str, Callable[[Two], Made]] = {
    "sign_out_there": _sign_in,
    "end_membership": lambda two: {"pk": Membership.objects.filter(user=two.boss).get().pk},
    "withdraw_invitation": lambda two: {
        "pk": accounts.invite("new@example.org", "recruiter", post=False).pk
    },
    "my_document": lambda two: {"pk": two.cv.pk},
    "remove_my_document": lambda two: {"pk": two.cv.pk},
    "my_document_pages": lambda two: {"pk": two.cv.pk},
    "my_document_page": lambda two: {"pk": two.cv.pk, "number": 1},
    "person": _person,
    "person_fields": _person,
    "choose_contact": _person,
    "erase_person": _person,
    "reveal": _person,
    "person_document": lambda two: {"pk": two.liv.pk, "file": two.cv.pk},
    "person_document_pages": lambda two: {"pk": two.liv.pk, "file": two.cv.pk},
    "person_document_page": lambda two: {"pk": two.liv.pk, "file": two.cv.pk, "number": 1},
    "note": lambda two: {"pk": two.liv.pk, "verb": "contact"},
    **dict.fromkeys(
        ("customer", "agree", "invite_to_seat", "end_company"),
        lambda two: {"pk": _company(two).pk},
    ),
    "end_agreement": _agreement,
    **dict.fromkeys(
        (
            *("asked_person", "my_request", "answer_company", "ask_company_back"),
            *("decline_company", "write_to_company", "end_dialogue"),
        ),
        _dialogue,
    ),
    **dict.fromkeys(("end_seat", "end_colleague"), _seat),
    **dict.fromkeys(
        ("withdraw_seat", "withdraw_invited"), lambda two: {"pk": _seat_invitation(two).pk}
    ),
    "seat_invitation": lambda two: {"token": key_in(invitation_url(_seat_invitation(two)))},
    "edit_part": _part,
    "remove_part": _part,
    "move_part": _part,
    "add_their_part": lambda two: {"pk": two.liv.pk, "kind": "skills"},
    "correct_part": lambda two: {"pk": two.liv.pk, "part": _part(two)["pk"]},
    "strike_part": lambda two: {"pk": two.liv.pk, "part": _part(two)["pk"]},
    "issue": lambda two: {"pk": Issue.objects.create(mail_class="newsletter", subject="x").pk},
    "withdraw_consent": lambda two: {"pk": two.consent.pk},
    "answer_review": _review,
    "readings_of": lambda two: {"pk": two.boss.pk},
    "look_into": _alarm,
    "confirm_processor": _answer,
    "restrict_person": lambda two: {"person": two.liv.pk},
    "set_hold": lambda two: {"person": two.liv.pk},
    "decide_limit": lambda two: {"pk": two.limit.pk},
    "renew_hold": _hold,
    "decide_flag": _flag,
    "approve_hold": _hold,
    "release_hold": _hold,
    "demo_message": lambda two: {
        "pk": MailboxMessage.objects.create(to="liv@example.org", subject="Liv Berg").pk
    },
    "job": _ad,
    "job_contact": _ad,
    "job_picture": _ad,
    "ad": _ad,
    "change_ad": _ad,
    "forget_search": lambda two: {
        "pk": SavedSearch.objects.create(person=two.liv, query="q=liv").pk
    },
    "remove_embedding": lambda two: {
        "pk": EmbeddingSite.objects.create(origin="https://liv.example.org").pk
    },
    "choose_team": _ad,
    "write_ad_for": _ad,
    "apply": _ad,
    "save_draft": _ad,
    **dict.fromkeys(
        (
            *("review_application", "my_application", "withdraw_application"),
            *("delete_application", "write_to_team"),
        ),
        _application,
    ),
    "answer_request": lambda two: (
        _application(two) | {"asked": two.application.requests.first().pk}
    ),
    "my_attachment": _file_sent,
    "my_attachment_pages": _file_sent,
    "my_attachment_page": lambda two: _file_sent(two) | {"number": 1},
    **dict.fromkeys(
        (
            *("board", "move_many", "plan_recruitment", "end_recruitment"),
            *("stages", "change_stages"),
        ),
        lambda two: {"ad": two.ad.pk},
    ),
    **dict.fromkeys(
        (
            *("application", "move_application", "note_application"),
            *("ask_for_more", "write_to_candidate", "propose_interview", "ask_reference"),
        ),
        _on_board,
    ),
    **dict.fromkeys(("answer_interview", "my_interview_calendar"), _interview),
    **dict.fromkeys(
        ("call_off_interview", "interview_calendar"),
        lambda two: _interview(two) | {"ad": two.ad.pk},
    ),
    **dict.fromkeys(
        ("company_cv", "company_cv_photo", "ask_contact", "like_cv", "gather_cv", "cv_notes"), _cv
    ),
    **dict.fromkeys(
        ("project", "compare_cvs", "end_project"), lambda two: {"pk": _project(two).pk}
    ),
    "move_gathered": _gathered,
    "change_kept_search": _kept_search,
    **dict.fromkeys(
        ("company_cv_pages", "company_cv_copy"), lambda two: _cv(two) | {"file": two.cv.pk}
    ),
    "remove_note": lambda two: _cv(two) | {"pk": two.liv.pk},
    "company_cv_page": lambda two: _cv(two) | {"file": two.cv.pk, "number": 1},
    **dict.fromkeys(("follow_company", "unfollow_company"), lambda two: {"pk": _company(two).pk}),
    "wording": lambda two: {
        "pk": Wording.objects.create(name="Liv", purpose="placement", text="Kanariegade").pk
    },
    "name_referee": _referee_wanted,
    "reference": _reference,
    "application_file": lambda two: _file_sent(two) | {"ad": two.ad.pk},
    "application_file_pages": lambda two: _file_sent(two) | {"ad": two.ad.pk},
    "application_file_page": lambda two: _file_sent(two) | {"ad": two.ad.pk, "number": 1},
    "run_ad": lambda two: {"pk": two.ad.pk, "verb": "end"},
    "registered": lambda two: {"token": key_in(registrations.confirmation_url(two.liv))},
}
# Addresses that take something else than a row's id, and the file that attacks them.
ELSEWHERE = {
    "invitation": "test_use_their_invitation",
    "account_confirm_email": "test_use_their_confirmation",
    "account_reset_password_from_key": "test_use_their_password_link",
    "mfa_remove_webauthn": "test_use_their_passkey",
    "mfa_edit_webauthn": "test_use_their_passkey",
    "copy_by_link": "test_use_their_copy_link",
    "withdraw_by_link": "test_use_their_withdrawal_link",
    "confirm_mails": "test_use_their_mail_links",
    "stop_mails": "test_use_their_mail_links",
    "notice_version": "test_publish_in_their_name",
    "jobs_feed": "test_ask_for_their_pages: a kind of feed",
    "add_part": "test_ask_for_their_pages: a kind of part",
    "take_cv": "test_ask_for_their_pages: a form of file",
    "give_consent": "test_ask_for_their_pages: a word of one's own notice",
    "change_mails": "test_ask_for_their_pages: a word of one's own notice",
}


def paths(two: Two) -> dict[str, str]:
    """Name of an address -> the address of a row of theirs."""
    with at_home(two.theirs):
        return {name: reverse(name, kwargs=made(two)) for name, made in TARGETS.items()}


def path_of(two: Two, name: str) -> str:
    """One of them."""
    with at_home(two.theirs):
        return reverse(name, kwargs=TARGETS[name](two))


def taking_something() -> set[str]:
    """Names of all addresses of the program that take an argument."""
    found: set[str] = set()

    def walk(patterns: Any) -> None:
        for one in patterns:
            if not isinstance(one, URLPattern):
                walk(one.url_patterns)
            elif one.pattern.regex.groups:
                found.add(str(one.name))

    walk(get_resolver().url_patterns)
    return found

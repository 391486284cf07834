"""Row by row: how long the job board and the portal keep what, as their notices say.

Dates are those the notices lead to, worked out by hand, and others than the printed ones. These
tests read the policies; that the program acts on them is proven where it acts.
"""

from datetime import date

import pytest

from ordholden.policy import dues
from ordholden.policy.document import Cookie, Retain
from ordholden.policy.tests.portals import JI, WW, days, policy, rule


@pytest.mark.parametrize(
    ("last_login", "stopped"), [("2022-02-01", "2024-02-01"), ("2020-02-29", "2022-02-28")]
)
def test_job_mail_stops_two_years_after_the_last_login(last_login: str, stopped: str) -> None:
    """R-10, R-11: two rules, two events; only the proof lives on. WW-78, WW-79, WW-80."""
    assert days(WW, "job_mail", last_login=last_login) == [("stop_mailing", stopped)]
    assert rule(WW, "job_mail").consent == rule(WW, "job_mail_evidence").consent == "job_mails"
    assert rule(WW, "job_mail_evidence").law == "DK:markedsforingsloven"
    assert "cookies" in rule(WW, "job_mail_evidence").reason["da"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("stopped", "gone"),
    [("2024-02-01", "2026-02-01"), ("2022-06-01", "2024-06-01"), ("2023-11-17", "2025-11-17")],
)
def test_proof_of_job_mail_goes_two_years_after_the_stop(stopped: str, gone: str) -> None:
    """R-11: however the mailing stopped. WW-79."""
    evidence = rule(WW, "job_mail_evidence")
    assert days(WW, "job_mail_evidence", mailing_stopped=stopped) == [("erase", gone)]
    assert {"mailing.email", "consent.record"} <= policy(WW).means(evidence.what)


def test_an_account_goes_a_year_after_the_last_login_and_its_mails_do_not() -> None:
    """R-12 and the same event with another scope (B4.4). WW-81."""
    assert days(WW, "account", last_login="2022-02-01") == [("erase", "2023-02-01")]
    assert days(WW, "account", last_login="2024-08-31") == [("erase", "2025-08-31")]
    goes = policy(WW).means(rule(WW, "account").what)
    assert {"person.email", "profile.documents", "application.letter"} <= goes
    assert not goes & {"mailing.email", "consent.record"}


def test_an_ended_ad_is_hidden_at_once_and_its_contact_gone_after_five_years() -> None:
    """R-13, R-14. WW-82, WW-83."""
    hidden_then_gone = [("hide", "2020-09-30"), ("erase", "2025-09-30")]
    assert days(WW, "ad_contact", ad_ended="2020-09-30") == hidden_then_gone
    assert days(WW, "ad_contact", ad_ended="2021-04-12")[1] == ("erase", "2026-04-12")
    assert days(WW, "ad_text", ad_ended="2021-04-12") == [("hide", "2021-04-12")]


@pytest.mark.parametrize(
    ("invoiced", "gone"), [("2020-09-30", "2026-01-01"), ("2021-01-01", "2027-01-01")]
)
def test_billing_is_kept_five_financial_years_because_the_law_says_so(
    invoiced: str, gone: str
) -> None:
    """R-15: the ad with its order, and what was charged, paid and reminded of. WW-84, WW-85."""
    kept = rule(WW, "bookkeeping")
    assert days(WW, "bookkeeping", invoice_issued=invoiced) == [("erase", gone)]
    assert kept.law == "DK:bogforingsloven"
    assert kept.kept_by_law
    assert {"billing.order", "billing.invoice", "billing.payment", "job_ad.text"} <= policy(
        WW
    ).means(kept.what)
    assert "job_ad.contact" not in policy(WW).means(kept.what)


@pytest.mark.parametrize(
    ("sent", "gone"), [("2025-04-30", "2025-10-30"), ("2025-08-31", "2026-02-28")]
)
def test_a_sent_application_goes_after_six_months(sent: str, gone: str) -> None:
    """R-16: with everything attached to it. WW-86."""
    assert days(WW, "application_sent", application_sent=sent) == [("erase", gone)]
    assert "application.documents" in policy(WW).means(rule(WW, "application_sent").what)


def test_visits_go_a_year_after_each_was_collected_unless_a_dispute_holds_them() -> None:
    """R-17. WW-87, WW-88."""
    assert days(WW, "visits", collected="2025-01-10") == [("erase", "2026-01-10")]
    assert days(WW, "visits", collected="2024-02-29") == [("erase", "2025-02-28")]
    assert rule(WW, "visits").who == ("visitor",)
    assert "dispute" in policy(WW).document.hold.reasons


def test_other_contacts_are_kept_while_somebody_says_they_are_needed() -> None:
    """R-18: no period, a question. WW-90."""
    asked, gone = days(WW, "contacts", relation_ended="2025-05-05")
    assert asked == ("review", "2025-05-05")
    assert gone == ("erase", "2025-06-04")
    review = rule(WW, "contacts").review
    assert review is not None
    assert (str(review.every), review.silence) == ("12 months", "erase")


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        ("support", "2026-02-03"),
        ("complaint", "2026-02-03"),
        ("erasure", "2030-02-03"),
        ("exclusion", "2030-02-03"),
        ("payment", "2031-01-01"),
    ],
)
def test_the_kind_of_a_case_decides_how_long_it_is_kept(kind: str, gone: str) -> None:
    """R-19, R-20, R-21 (B4.6). WW-91, WW-92, WW-93."""
    events = {"last_message": "2025-02-03", "case_closed": "2025-02-03"}
    assert days(WW, f"case_{kind}", **events) == [("erase", gone)]
    assert rule(WW, f"case_{kind}").only == (f"case_{kind}",)


def test_cases_count_from_different_events() -> None:
    """An open enquiry has a day already; an agreement on erasure counts from its closing."""
    assert days(WW, "case_support", last_message="2024-12-31") == [("erase", "2025-12-31")]
    late = {"last_message": "2024-12-30", "case_closed": "2025-01-15"}
    assert days(WW, "case_exclusion", **late) == [("erase", "2030-01-15")]
    assert days(WW, "case_payment", **late) == [("erase", "2031-01-01")]
    assert rule(WW, "case_payment").law == "DK:bogforingsloven"
    assert not rule(WW, "case_exclusion").law


@pytest.mark.parametrize(
    ("last_sent", "gone"), [("2024-06-10", "2026-06-10"), ("2023-03-31", "2025-03-31")]
)
def test_proof_of_the_newsletter_goes_two_years_after_its_last_use(
    last_sent: str, gone: str
) -> None:
    """R-22: users and others alike; withdrawing does not move the day. WW-94."""
    assert days(WW, "newsletter", consent_last_used=last_sent) == [("erase", gone)]
    assert days(WW, "newsletter", consent_last_used=last_sent, consent_withdrawn="2024-06-15") == [
        ("erase", gone)
    ]
    assert set(rule(WW, "newsletter").who) == {"subscriber", "candidate"}
    assert days(WW, "mail_tracking", consent_last_used=last_sent) == [("erase", gone)]


def test_every_cookie_has_a_lifetime_and_none_outlives_its_rule() -> None:
    """R-23. WW-89."""
    cookies: dict[str, Cookie] = {one.name: one for one in policy(WW).document.cookie}
    assert str(cookies["_fbp"].lifetime) == "90 days"
    assert cookies["_fbp"].category == "marketing"
    longest = max(one.lifetime.days for one in cookies.values() if one.lifetime != "session")
    assert rule(WW, "device").stages[0].after.days == longest


def test_documents_go_a_year_after_the_recruitment_and_name_and_mail_stay() -> None:
    """R-24. JI-57, JI-58."""
    stage = rule(JI, "application_documents").stages[0]
    assert days(JI, "application_documents", process_closed="2025-03-15") == [
        ("strip", "2026-03-15")
    ]
    assert days(JI, "application_documents", process_closed="2024-02-29") == [
        ("strip", "2025-02-28")
    ]
    assert stage.keep == ("application.name", "application.email")
    assert stage.keep_for == "later_vacancies"
    left = policy(JI).means(["application"]) - set(stage.keep)
    assert {"application.cv", "application.letter", "application.references"} <= left


def test_everything_goes_when_somebody_is_no_longer_active() -> None:
    """R-25, R-26: also the name and address that stayed. JI-58, JI-59."""
    assert days(JI, "inactivity", last_activity="2024-05-06") == [("erase", "2026-05-06")]
    goes = policy(JI).means(rule(JI, "inactivity").what)
    assert {"application.name", "application.email", "person.email", "profile.cv"} <= goes
    assert rule(JI, "inactivity").because


def test_a_profile_lives_by_its_purpose() -> None:
    """R-27: no period, a purpose; and inactivity ends it all the same. JI-55, JI-56."""
    assert days(JI, "concrete_purpose", purpose_ended="2025-07-01") == [("erase", "2025-07-01")]
    assert days(JI, "concrete_purpose", last_activity="2025-07-01") == [("erase", "2027-07-01")]
    assert policy(JI).purposes()["later_vacancies"].objection == "always"


@pytest.mark.parametrize(
    ("closed", "opens"), [("2026-03-15", "2026-09-15"), ("2026-03-31", "2026-09-30")]
)
def test_an_application_is_locked_while_somebody_recruits(closed: str, opens: str) -> None:
    """R-28: the application, not the CV; until a tail after the end. JI-32, JI-33."""
    lock = policy(JI).document.lock[0]
    from_close = Retain.model_validate(
        {
            "id": "tail",
            "what": ["application"],
            "who": ["candidate"],
            "anchor": lock.until.anchor,
            "stages": [{"after": str(lock.until.after), "do": "notify"}],
        }
    )
    (one,) = dues(from_close, {"process_closed": date.fromisoformat(closed)})
    assert one.on == date.fromisoformat(opens)
    assert lock.starts == "process_started"
    assert set(lock.refuses) == {"change", "erase"}
    assert lock.what == ("application",)


@pytest.mark.parametrize(
    ("deadline", "removed"), [("2025-05-10", "2025-05-11"), ("2024-02-29", "2024-03-01")]
)
def test_a_review_nobody_stood_by_is_removed_the_day_after(deadline: str, removed: str) -> None:
    """R-29. JI-106, JI-114."""
    found = days(JI, "verification", verification_deadline=deadline)
    assert found == [("remove_review", removed)]
    assert days(JI, "verification") == [("remove_review", "")]


@pytest.mark.parametrize("name", [WW, JI])
def test_logs_and_backups_have_an_end_and_a_reason(name: str) -> None:
    """R-34: the notices are silent, so each figure says why."""
    for wanted in ("access_log", "security_log", "disclosure_log", "mail_log", "erasure_log"):
        assert rule(name, wanted).because
        assert days(name, wanted, logged="2025-01-31")[-1][1] > "2025-01-31"
    backup = policy(name).document.backup
    assert rule(name, "backups").stages[0].after == backup.keep

"""Row by row: how long the three staffing firms keep what, as their notices say.

These tests read the policies; that the program acts on them is proven where it acts.
"""

from datetime import date

import pytest

from ordholden.policy import compile_policy, dues
from ordholden.policy.tests.staffing import STAFFING, acts, cites, policy, reaches, rule

each = pytest.mark.parametrize("slug", STAFFING)

# ------------------------------------------------------------------ R-01 … R-03: JT Works


def test_r01_two_years_of_silence() -> None:
    """Everything of the profile, from the latest day the person did something. JT-54."""
    assert acts("jtworks", "profile_inactive", last_activity=date(2024, 2, 29)) == [
        ("erase", date(2026, 2, 28))
    ]
    wanted = {"profile.documents", "profile.notes", "application.tests", "application.references"}
    assert wanted < reaches("jtworks", "profile_inactive")
    assert [one.id for one in cites("jtworks", "JT-54")] == ["profile_inactive"]


def test_r02_as_long_as_the_person_wants() -> None:
    """JT-51, JT-52, JT-41."""
    for clause in ("JT-51", "JT-52", "JT-41"):
        assert [one.id for one in cites("jtworks", clause)] == ["relation_ended"]
    assert acts("jtworks", "relation_ended", relation_ended=date(2026, 5, 1)) == [
        ("erase", date(2026, 5, 1))
    ]


def test_r03_one_process_only() -> None:
    """Without a yes to later jobs the day the process closes is the last. JT-07, JT-08."""
    one = rule("jtworks", "one_process_only")
    assert (one.consent, "without_consent" in one.only) == ("later_jobs", True)
    assert cites("jtworks", "JT-07") == cites("jtworks", "JT-08") == [one]
    assert acts("jtworks", one.id, process_closed=date(2026, 3, 10)) == [
        ("erase", date(2026, 3, 10))
    ]


def test_a_referee_goes_with_the_candidate() -> None:
    """JT-15."""
    assert acts("jtworks", "referee", purpose_ended=date(2026, 3, 10)) == [
        ("erase", date(2026, 3, 10))
    ]


def test_a_running_assignment_has_no_end() -> None:
    """JT-51."""
    silent = {"last_activity": date(2020, 1, 1)}
    assert acts("jtworks", "worker_inactive", **silent) == [("erase", None)]
    ended = acts("jtworks", "worker_inactive", employment_ended=date(2024, 6, 30), **silent)
    assert ended == [("erase", date(2026, 6, 30))]


# ------------------------------------------------------------------ R-04 … R-09: JobConnection


@pytest.mark.parametrize(
    ("contact", "gone"),
    [
        (date(2025, 1, 31), date(2025, 7, 31)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2023, 8, 29), date(2024, 2, 29)),
    ],
)
def test_r04_six_months_after_the_last_contact(contact: date, gone: date) -> None:
    """JC-53."""
    assert [one.id for one in cites("jobconnection", "JC-53")] == ["candidate_silent"]
    assert rule("jobconnection", "candidate_silent").only == ("never_employed",)
    assert acts("jobconnection", "candidate_silent", last_contact=contact) == [("erase", gone)]
    wanted = {"profile.next_of_kin", "profile.tests", "profile.notes", "person.name"}
    assert wanted < reaches("jobconnection", "candidate_silent")


@pytest.mark.parametrize(
    ("year_end", "ended", "gone"),
    [
        ("12-31", date(2021, 5, 14), date(2027, 1, 1)),
        ("06-30", date(2021, 5, 14), date(2026, 7, 1)),
        ("06-30", date(2021, 7, 1), date(2027, 7, 1)),
        ("12-31", date(2023, 2, 1), date(2029, 1, 1)),
    ],
)
def test_r05_five_financial_years(year_end: str, ended: date, gone: date) -> None:
    """JC-56."""
    text = policy("jobconnection").text.replace(
        'financial_year_end = "12-31"', f'financial_year_end = "{year_end}"'
    )
    own = compile_policy(text)
    (one,) = [each for each in own.document.retain if "JC-56" in each.clauses]
    assert one.only == ("ever_employed",)
    (due,) = dues(one, {"employment_ended": ended}, own.year_end)
    assert (due.do, due.on) == ("erase", gone)


def test_r05_a_running_employment_has_no_due_date() -> None:
    """JC-56."""
    (due,) = dues(rule("jobconnection", "employee"), {"employment_started": date(2021, 5, 14)})
    assert (due.on, due.waits_for) == (None, ("employment_ended",))


def test_r05_is_a_ceiling_and_only_what_law_demands_is_a_floor() -> None:
    """On erasure nothing stays behind but what the law obliges the firm to hold. JC-52, JC-67."""
    assert not rule("jobconnection", "employee").kept_by_law
    floor = rule("jobconnection", "employee_by_law")
    assert floor.kept_by_law
    assert floor.law == "DK:bogforingsloven"
    held = reaches("jobconnection", "employee_by_law")
    assert "employment.pay" in held
    assert not any(key.startswith(("profile.", "application.", "mailing.")) for key in held)
    assert "employment.criminal_record" not in held


@pytest.mark.parametrize(
    ("id", "consent"),
    [
        ("criminal_record_withdrawn", "criminal_record"),
        ("sensitive_withdrawn", "sensitive"),
        ("sensitive_at_work_withdrawn", "sensitive_at_work"),
    ],
)
def test_r06_withdrawing_erases_at_once(id: str, consent: str) -> None:
    """JC-42, JC-45, JC-69."""
    assert rule("jobconnection", id).consent == consent
    assert acts("jobconnection", id, consent_withdrawn=date(2026, 3, 20)) == [
        ("erase", date(2026, 3, 20))
    ]


def test_r07_deregistering_stops_contact_at_once_and_leaves_a_key() -> None:
    """JC-54, JC-55."""
    for clause in ("JC-54", "JC-55"):
        assert [one.id for one in cites("jobconnection", clause)] == ["deregistered"]
    day = date(2025, 3, 3)
    assert acts("jobconnection", "deregistered", deregistered=day) == [("stop_contact", day)]
    assert reaches("jobconnection", "do_not_contact") == {"suppression.key"}
    assert "suppression.key" not in reaches("jobconnection", "candidate_silent")


def test_r08_visits_end_with_the_longest_cookie() -> None:
    """JC-11, JC-14."""
    (longest,) = [one for one in policy("jobconnection").document.cookie if one.name == "_ga"]
    (step,) = rule("jobconnection", "visit").stages
    assert step.after == longest.lifetime
    assert acts("jobconnection", "visit", collected=date(2026, 1, 31)) == [
        ("erase", date(2028, 1, 31))
    ]


def test_r09_business_contacts_end_after_the_relation() -> None:
    """JC-57, JC-58, JC-59, JC-60."""
    one = rule("jobconnection", "business_contact")
    assert {"JC-57", "JC-58", "JC-59", "JC-60"} <= set(one.clauses)
    assert one.because
    assert acts("jobconnection", one.id, relation_ended=date(2026, 4, 1)) == [
        ("erase", date(2027, 4, 1))
    ]
    assert rule("jobconnection", "billing").kept_by_law


# ------------------------------------------------------------------ R-30 … R-33: Aktiv Bemanning


def test_r30_withdrawing_is_deleting_the_profile() -> None:
    """AB-30, AB-35."""
    assert policy("aktivbemanning").document.consent["acceptance"].withdraw.erase == "profile"
    for clause in ("AB-30", "AB-35"):
        assert [one.id for one in cites("aktivbemanning", clause)] == ["acceptance_withdrawn"]
    day = date(2026, 2, 28)
    assert acts("aktivbemanning", "acceptance_withdrawn", consent_withdrawn=day) == [("erase", day)]
    assert "person.name" in reaches("aktivbemanning", "acceptance_withdrawn")


def test_r31_the_agreement_and_all_its_duties() -> None:
    """AB-36."""
    assert [one.id for one in cites("aktivbemanning", "AB-36")] == ["agreement_fulfilled"]
    one = rule("aktivbemanning", "agreement_fulfilled")
    (waiting,) = dues(one, {"agreement_fulfilled": date(2026, 2, 28)})
    assert waiting.on is None
    both = {"agreement_fulfilled": date(2026, 2, 28), "duties_fulfilled": date(2026, 6, 20)}
    assert acts("aktivbemanning", one.id, **both) == [("erase", date(2026, 6, 20))]
    floor = rule("aktivbemanning", "accounts_by_law")
    assert (floor.kept_by_law, floor.law) == (True, "NO:bokforingsloven")


def test_r32_what_has_no_period_is_reviewed() -> None:
    """AB-34."""
    (one,) = cites("aktivbemanning", "AB-34")
    assert one.review is not None
    assert (str(one.review.every), one.review.silence) == ("12 months", "erase")
    assert one.because
    day = date(2026, 11, 1)
    assert acts("aktivbemanning", one.id, purpose_ended=day) == [("erase", day)]


def test_r33_sign_ins_have_a_period() -> None:
    """AB-04, AB-16."""
    for clause in ("AB-04", "AB-16"):
        assert [one.id for one in cites("aktivbemanning", clause)] == ["sign_in"]
    assert rule("aktivbemanning", "sign_in").because
    assert acts("aktivbemanning", "sign_in", signed_in=date(2026, 8, 31)) == [
        ("erase", date(2027, 2, 28))
    ]


# ------------------------------------------------------------------ ledgers, logs, backups


@each
@pytest.mark.parametrize(
    "category",
    [
        *("consent.record", "disclosure_log.entry", "access_log.entry", "security_log.entry"),
        *("mail_log.entry", "notice_log.entry", "erasure_log.entry", "breach.entry"),
        *("request.thread", "backup.copy", "export.file", "sign_in.ip"),
    ],
)
def test_r34_ledgers_logs_and_backups_end_too(slug: str, category: str) -> None:
    rules = policy(slug).rules_for(category)
    assert rules
    for one in rules:
        assert one.stages[-1].do == "erase"
        assert one.because, "the notices are silent, so the value is reasoned"


@each
def test_r34_backups_live_as_long_as_the_backup_says(slug: str) -> None:
    (step,) = rule(slug, "backup").stages
    assert step.after == policy(slug).document.backup.keep

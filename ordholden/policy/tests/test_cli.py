"""`bin/ordholden policy …`, as people and scripts meet it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ordholden.policy.cli import main

ROOT = Path(__file__).resolve().parents[3]
ACME = str(ROOT / "tests" / "policies" / "acme.toml")
COMMANDS = [
    ["check"],
    ["notice"],
    ["record"],
    ["due", "--clause", "JC-56"],
    ["explain"],
]


def _file(slug: str) -> str:
    return str(ROOT / "policies" / f"{slug}.toml")


def _run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def _due(capsys: pytest.CaptureFixture[str], slug: str, clause: str, **anchors: str) -> Any:
    given = [f"--anchor={name}={day}" for name, day in anchors.items()]
    code, out, err = _run(
        capsys, "due", _file(slug), "--clause", clause, *given, "--format", "json"
    )
    assert (code, err) == (0, "")
    return json.loads(out)


def _days(found: Any) -> dict[str, list[str | None]]:
    return {rule["rule"]: [stage["due"] for stage in rule["stages"]] for rule in found["rules"]}


# ------------------------------------------------------------------ due: the scenarios' dates


@pytest.mark.clauses("JC-56", "JC-52")
def test_five_financial_years_after_the_latest_employment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = _due(capsys, "jobconnection", "JC-56", employment_ended="2021-05-14")
    assert ["2027-01-01"] in _days(found).values()
    found = _due(capsys, "jobconnection", "JC-56", employment_ended="2023-02-01")
    assert ["2029-01-01"] in _days(found).values()
    text = Path(_file("jobconnection")).read_text("utf-8")
    other = tmp_path / "july.toml"
    other.write_text(text.replace('financial_year_end = "12-31"', 'financial_year_end = "06-30"'))
    code, out, _ = _run(
        capsys, "due", str(other), "--clause", "JC-56", "--anchor", "employment_ended=2021-05-14"
    )
    assert code == 0
    assert "2026-07-01  erase" in out


@pytest.mark.clauses("JC-53")
def test_six_months_after_the_last_contact_ends_with_the_month(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _due(capsys, "jobconnection", "JC-53", last_contact="2025-01-31")
    assert ["2025-07-31"] in _days(found).values()
    rule = next(one for one in found["rules"] if one["stages"][-1]["due"] == "2025-07-31")
    assert rule["only"] == ["never_employed"]


@pytest.mark.clauses("WW-78", "WW-79", "WW-80", "WW-81")
def test_job_mails_account_and_evidence_have_clocks_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    login = "2022-02-01"
    assert ["2024-02-01"] in _days(_due(capsys, "workwithus", "WW-78", last_login=login)).values()
    assert ["2023-02-01"] in _days(_due(capsys, "workwithus", "WW-81", last_login=login)).values()
    evidence = _due(capsys, "workwithus", "WW-79", last_login=login)["rules"][0]
    stage = evidence["stages"][-1]
    assert (stage["due"], stage["assumed"]) == ("2026-02-01", True)
    assert evidence["anchors"]["mailing_stopped"] == "2024-02-01"
    stopped = _due(capsys, "workwithus", "WW-79", last_login=login, mailing_stopped="2022-06-01")
    stage = stopped["rules"][0]["stages"][-1]
    assert (stage["due"], stage["assumed"]) == ("2024-06-01", False)


@pytest.mark.clauses("WW-91", "WW-92", "WW-93")
def test_cases_go_by_what_they_are_about(capsys: pytest.CaptureFixture[str]) -> None:
    day = {"last_message": "2025-02-03", "case_closed": "2025-02-03"}
    assert "2026-02-03" in str(_days(_due(capsys, "workwithus", "WW-91", **day)))
    kept = _days(_due(capsys, "workwithus", "WW-92", **day))
    assert list(kept.values()) == [["2030-02-03"], ["2030-02-03"]]
    assert "2031-01-01" in str(_days(_due(capsys, "workwithus", "WW-93", **day)))


@pytest.mark.clauses("WW-86", "WW-87", "WW-94")
def test_applications_visits_and_newsletter_consents(capsys: pytest.CaptureFixture[str]) -> None:
    sent = _due(capsys, "workwithus", "WW-86", application_sent="2025-04-30")
    assert ["2025-10-30"] in _days(sent).values()
    visit = _due(capsys, "workwithus", "WW-87", collected="2025-01-10")
    assert ["2026-01-10"] in _days(visit).values()
    news = _due(capsys, "workwithus", "WW-94", consent_last_used="2024-06-10")
    assert "2026-06-10" in str(_days(news))


@pytest.mark.clauses("JI-57", "JI-58")
def test_documents_go_and_name_and_address_stay(capsys: pytest.CaptureFixture[str]) -> None:
    found = _due(capsys, "jobindex", "JI-57", process_closed="2025-03-15")
    stage = next(s for r in found["rules"] for s in r["stages"] if s["due"] == "2026-03-15")
    assert stage["do"] == "strip"
    assert stage["keep"] == ["application.name", "application.email"]


@pytest.mark.clauses("WW-82", "WW-83", "WW-84", "WW-85")
def test_an_ended_ad_is_hidden_at_once_and_its_contact_goes_later(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ad = _days(_due(capsys, "workwithus", "WW-82", ad_ended="2020-09-30"))
    assert ["2020-09-30", "2025-09-30"] in ad.values()
    money = _due(capsys, "workwithus", "WW-85", invoice_issued="2020-09-30")
    assert "2026-01-01" in str(_days(money))


@pytest.mark.clauses("JT-54", "JI-32", "JI-33")
def test_inactivity_and_the_lock(capsys: pytest.CaptureFixture[str]) -> None:
    found = _due(capsys, "jtworks", "JT-54", last_activity="2023-03-15")
    assert "2025-03-15" in str(_days(found))
    lock = _due(capsys, "jobindex", "JI-33", process_closed="2026-03-31")["locks"][0]
    assert (lock["until"], lock["waits_for"]) == ("2026-09-30", [])
    open_end = _due(capsys, "jobindex", "JI-33", process_started="2026-01-10")["locks"][0]
    assert (open_end["from"], open_end["until"]) == ("2026-01-10", None)
    assert open_end["waits_for"] == ["process_closed"]


def test_what_has_not_happened_has_no_day_and_says_what_it_waits_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = _run(capsys, "due", _file("jobconnection"), "--clause", "JC-56")
    assert code == 0
    assert "no day yet  erase" in out
    assert "waits for employment_ended: the last day of the latest employment" in out


def test_a_clause_without_a_rule_says_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "due", _file("jobconnection"), "--clause", "JC-04")
    assert code == 0
    assert "nothing falls due; it stands at: " in out


def test_a_day_given_as_today_marks_what_is_past(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["due", _file("jobconnection"), "--clause", "JC-56"]
    argv += ["--anchor", "employment_ended=2021-05-14", "--today"]
    assert "this day is past" in _run(capsys, *argv, "2027-01-01")[1]
    assert "this day is past" not in _run(capsys, *argv, "2026-12-31")[1]


# ------------------------------------------------------------------ the other commands


def test_check_says_yes(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "check", ACME)
    assert (code, err) == (0, "")
    assert out.startswith(f"{ACME}: in order")


def test_check_says_every_fault_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "two faults.toml"
    text = Path(ACME).read_text("utf-8")
    file.write_text(text.replace("[backup]\nkeep = ", "[backup]\nshoe = 1\nkeeep = ", 1))
    code, out, err = _run(capsys, "check", str(file))
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"{file}:") for line in lines)
    assert all(line[len(str(file)) + 1 :].split(":")[0].isdigit() for line in lines)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"[[[", b"", "folder"])
def test_a_file_that_is_none_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str], content: object
) -> None:
    file = tmp_path / "policy.toml"
    if content == "folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    rest = ["profile.cv"] if command[0] == "explain" else []
    code, out, err = _run(capsys, command[0], str(file), *rest, *command[1:])
    said = out + err
    assert code == 1
    assert said.startswith(f"{file}:1: ")
    assert "Traceback" not in said
    assert content == b"" or len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nothing"],
        ["check"],
        ["due", ACME],
        ["due", ACME, "--clause", "ZZ-1"],
        ["due", ACME, "--clause", "JC-56", "--anchor", "employment_ended"],
        ["due", ACME, "--clause", "JC-56", "--anchor", "employed=2021-05-14"],
        ["due", ACME, "--clause", "JC-56", "--anchor", "employment_ended=2021-02-30"],
        ["due", ACME, "--clause", "JC-56", "--anchor", "employment_ended=14-05-2021"],
        ["due", ACME, "--clause", "X-1", "--anchor", "collected=2021-05-14", "--anchor"],
        ["notice", ACME, "--locale", "fi"],
        ["notice", ACME, "--format", "pdf"],
        ["explain", ACME, "shoe_size"],
    ],
    ids=lambda argv: " ".join(argv[:1] + argv[2:]) or "nothing at all",
)
def test_a_question_not_understood_is_one_sentence(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    code, out, err = _run(capsys, *argv)
    assert code == 2
    assert out == ""
    assert len(err.splitlines()) == 1


def test_an_anchor_that_is_nearly_right_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["due", ACME, "--clause", "JC-56", "--anchor", "employment_endd=2021-05-14"]
    assert "did you mean “employment_ended”?" in _run(capsys, *argv)[2]


@pytest.mark.parametrize("form", ["html", "text", "json"])
@pytest.mark.parametrize("command", ["notice", "record"])
def test_notice_and_record_come_in_three_forms(
    capsys: pytest.CaptureFixture[str], command: str, form: str
) -> None:
    code, out, err = _run(capsys, command, ACME, "--format", form, "--locale", "en")
    assert (code, err) == (0, "")
    if form == "json":
        assert json.loads(out)["locale"] == "en"
    assert out.startswith({"html": "<article", "text": "", "json": "{"}[form])


@pytest.mark.parametrize("locale", ["da", "nb", "sv", "en"])
@pytest.mark.parametrize("command", ["notice", "record"])
def test_a_policy_can_be_looked_at_in_every_language(
    capsys: pytest.CaptureFixture[str], command: str, locale: str
) -> None:
    """The firm's own texts are borrowed where it has none, and that is said beside."""
    code, out, err = _run(capsys, command, ACME, "--locale", locale, "--format", "html")
    assert code == 0
    assert f'lang="{locale}"' in out
    assert bool(err) == (locale not in ("da", "en"))
    assert len(err.splitlines()) <= 1


@pytest.mark.parametrize("view", ["controller", "processor"])
def test_the_record_has_two_views(capsys: pytest.CaptureFixture[str], view: str) -> None:
    code, out, _ = _run(capsys, "record", _file("workwithus"), "--view", view, "--locale", "en")
    assert code == 0
    assert "MailChimp" in out
    assert ("Processing activities" in out) == (view == "controller")


def test_explain_says_why_who_and_how_long(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "explain", _file("jobconnection"), "profile.cv", "--locale", "en")
    assert code == 0
    for said in ("WHO SEES WHAT", "HOW LONG", "6 months after we were last in contact"):
        assert said in out


def test_diff_names_each_change_and_its_class(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = _run(capsys, "diff", ACME, ACME)
    assert (code, out) == (0, "no change\n")
    newer = tmp_path / "newer.toml"
    text = Path(_file("workwithus")).read_text("utf-8")
    newer.write_text(
        text.replace(
            'after = "12 months", do = "erase", clauses = ["WW-87"]',
            'after = "9 months", do = "erase", clauses = ["WW-87"]',
        )
    )
    code, out, _ = _run(capsys, "diff", _file("workwithus"), str(newer), "--format", "json")
    assert code == 0
    assert [one["class"] for one in json.loads(out)] == ["tighten"]


def test_schema_prints_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "schema")
    assert code == 0
    assert out.startswith("# Reference of the policy language")
    assert "`employment_ended`: the last day of the latest employment" in out

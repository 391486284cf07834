"""Nothing lives for ever: planted immortality is refused, and every record has a bound (bar 4)."""

from collections.abc import Callable
from typing import Any

import pytest

from ordholden.policy import Policy, PolicyFaults, compile_policy
from ordholden.policy.rules import Bound, bounds
from ordholden.policy.tests.mutations import at
from ordholden.policy.tests.strategies import Doc, base, line_of, valid, write

Plant = Callable[[Doc], int]  # plants the fault; the number of the rule it stands in, or -1


def _rule(doc: Doc, name: str, **changes: Any) -> int:
    index, rule = at(doc, "retain", id=name)
    for key, value in changes.items():
        if value is None:
            del rule[key]
        else:
            rule[key] = value
    return index


def _without(doc: Doc, name: str) -> int:
    del doc["retain"][at(doc, "retain", id=name)[0]]
    return -1


def _drop(doc: Doc, name: str, kind: str) -> int:
    index, rule = at(doc, "retain", id=name)
    rule["who"] = [one for one in rule["who"] if one != kind]
    return index


ERASE = [{"after": "2 years", "do": "erase"}]
ACME: dict[str, Plant] = {
    "anchor that may never come": lambda d: _rule(d, "profile", anchor="relation_ended"),
    "backstop taken away": lambda d: _rule(d, "application", backstop=None),
    "backstop that may never come": lambda d: _rule(
        d, "application", backstop={"anchor": "excluded", "after": "1 year"}
    ),
    "request never answered": lambda d: _rule(d, "request", backstop=None),
    "every event must come": lambda d: _rule(
        d, "profile", anchor={"all": ["last_activity", "deregistered"]}
    ),
    "earliest of what may never come": lambda d: _rule(
        d, "profile", anchor={"earliest": ["deregistered", "excluded"]}
    ),
    "only hidden": lambda d: _rule(d, "case", stages=[{"after": "1 year", "do": "hide"}]),
    "only restricted": lambda d: _rule(
        d, "application", stages=[{"after": "1 year", "do": "restrict", "to": ["proof"]}]
    ),
    "contact stopped, data kept": lambda d: _rule(
        d, "case", stages=[{"after": "1 year", "do": "stop_contact"}]
    ),
    "only for those with an account": lambda d: _rule(d, "profile", only=["with_account"]),
    "only for the hired": lambda d: _rule(d, "case", only=["case_support"]),
    "only for never employed": lambda d: _rule(d, "profile", only=["never_employed"]),
    "kind of person forgotten": lambda d: _drop(d, "case", "enquirer"),
    "log without a rule": lambda d: _rule(d, "logs", what=["security_log", "mail_log"]) * 0 - 1,
    "backups without a rule": lambda d: _without(d, "backup"),
    "proof without a rule": lambda d: _without(d, "consent"),
    "proof of one mailing only": lambda d: _rule(d, "consent", consent="newsletter"),
    "mailing that never stops": lambda d: _rule(
        d, "mailing", anchor="mailing_stopped", stages=ERASE
    ),
    "subscriber without a login": lambda d: _rule(d, "mailing", anchor="last_login", stages=ERASE),
    "draft never sent": lambda d: (
        _without(d, "draft")
        + _rule(d, "application", backstop=None, anchor="application_sent")
        - at(d, "retain", id="application")[0]
    ),
    "kept as long as mail is sent": lambda d: _rule(d, "profile", anchor="consent_last_used"),
    "anchor of another record": lambda d: _rule(d, "profile", anchor="signed_in"),
    "case closed by nobody": lambda d: _rule(d, "case", anchor="case_closed"),
    "bulk mail as contact": lambda d: (
        d["mail"]["newsletter"].update(counts_as_contact=True) or _rule(d, "profile") * 0 - 1
    ),
    "stripped, the rest for ever": lambda d: _rule(
        d,
        "profile",
        stages=[
            {"after": "1 year", "do": "strip", "keep": ["person.name"], "keep_for": "matching"}
        ],
    ),
    "longer than a century": lambda d: _rule(
        d, "case", stages=[{"after": "900 years", "do": "erase"}]
    ),
    "breach register without end": lambda d: _rule(d, "registers", anchor="case_closed"),
}
BOREALIS: dict[str, Plant] = {
    "employees forgotten": lambda d: _without(d, "employee"),
    "floor that may never come": lambda d: _rule(d, "employee", anchor="agreement_fulfilled"),
    "only the never employed end": lambda d: _rule(d, "employee", who=["staff"]) * 0 - 1,
}


def test_the_planted_faults_are_at_least_twenty_five() -> None:
    assert len(ACME) + len(BOREALIS) >= 25


@pytest.mark.parametrize(
    ("firm", "name"), [("acme", one) for one in ACME] + [("borealis", one) for one in BOREALIS]
)
def test_planted_immortality_is_refused(firm: str, name: str) -> None:
    for seed in (None, 8):
        doc = base(firm) if seed is None else valid(seed, firm=firm)
        index = {"acme": ACME, "borealis": BOREALIS}[firm][name](doc)
        text, lines = write(doc)
        with pytest.raises(PolicyFaults) as refused:
            compile_policy(text)
        faults = refused.value.faults
        if index >= 0:
            first, last = line_of(lines, ("retain", index)), _end_of(lines, index)
            assert any(first <= one.line <= last for one in faults), faults
        assert len(faults) <= 3, faults


def _end_of(lines: dict[tuple[str | int, ...], int], index: int) -> int:
    return max(line for path, line in lines.items() if path[:2] == ("retain", index))


def _bounds(doc: Doc) -> dict[tuple[str, str, str], Bound]:
    return {(one.record, one.who, one.when): one for one in bounds(_policy(doc))}


def _policy(doc: Doc) -> Policy:
    return compile_policy(write(doc)[0])


def test_every_record_of_everybody_has_a_finite_bound() -> None:
    for seed in range(0, 60, 3):
        for one in bounds(_policy(valid(seed))):
            assert 0 <= one.days < 40_000
            assert one.by
            assert one.sentence.startswith(f"{one.record} of a {one.who}")


def test_a_bound_names_length_event_and_rules() -> None:
    found = _bounds(base())
    profile = found["profile", "candidate", "without consent later jobs"]
    assert (profile.after, profile.counted_from, profile.live) == ("2 years", "last_activity", "")
    assert "profile" in profile.by
    assert found["access_log", "enquirer", ""].after == "24 months"
    assert found["consent", "subscriber", ""].live == "a standing consent"
    assert found["staff", "staff", ""].live == "work for the tenant itself"


@pytest.mark.clauses("JC-53", "JC-56")
def test_a_running_employment_is_live_and_said_to_be() -> None:
    found = _bounds(base("borealis"))
    file = found["employment", "employee", "ever employed"]
    assert (file.after, file.live) == ("5 financial years", "an employment")
    assert found["profile", "candidate", "never employed"].live == ""


def test_a_stop_that_surely_comes_makes_the_next_period_sure() -> None:
    """R-10 and R-11: mailing stops by one rule, the evidence counts from that stop."""
    doc = base()
    index = _rule(doc, "mailing", who=["candidate"], anchor="last_login")
    doc["retain"][index]["stages"] = [{"after": "2 years", "do": "stop_mailing"}]
    shared = {"what": ["mailing"], "stages": ERASE, "because": "Proof for as long as claims last."}
    doc["retain"] += [
        {"id": "proof_of_mail", "who": ["candidate"], "anchor": "mailing_stopped", **shared},
        {"id": "news", "who": ["subscriber"], "anchor": "consent_last_used", **shared},
    ]
    bound = _bounds(doc)["mailing", "candidate", ""]
    assert bound.counted_from == "mailing_stopped"
    assert bound.days == 4 * 366


def test_a_review_ends_what_no_event_does() -> None:
    doc = base()
    _rule(doc, "profile", anchor="relation_ended")
    _rule(doc, "profile", review={"every": "12 months", "answer_within": "30 days"})
    bound = _bounds(doc)["profile", "candidate", "without consent later jobs"]
    assert bound.after == "12 months and 30 days"

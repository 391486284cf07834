"""What a change of policy means is computed, never picked; and nothing moves later unsaid."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ordholden.policy import Policy, compile_policy
from ordholden.policy.dues import dues
from ordholden.policy.history import binding, compare, effective_dues, overall
from ordholden.policy.source import read
from ordholden.policy.tests.mutations import at
from ordholden.policy.tests.strategies import Doc, base, valid, write

Edit = Callable[[Doc], Any]


def _rule(doc: Doc, name: str) -> Doc:
    return at(doc, "retain", id=name)[1]


def _stage(doc: Doc, name: str, after: str, number: int = -1) -> None:
    _rule(doc, name)["stages"][number]["after"] = after


def _collect(doc: Doc, field: str) -> Doc:
    return next(one for one in doc["collect"] if field in one["fields"])


def _recipient(doc: Doc) -> Doc:
    return at(doc, "recipient", id="mail_house")[1]


def _see(doc: Doc, role: str) -> Doc:
    return at(doc, "see", role=role)[1]


def _new_consent(doc: Doc) -> None:
    doc["consent"]["calls"] = {**doc["consent"]["later_jobs"], "text": {"da": "Ring", "en": "Ring"}}


def _new_purpose(doc: Doc, basis: Doc) -> None:
    doc["purpose"]["more"] = {**doc["purpose"]["answers"], "bases": [basis]}


def _new_recipient(doc: Doc) -> None:
    doc["recipient"].append({**_recipient(doc), "id": "second_house", "hosts": []})


def _new_rule(doc: Doc, *, law: bool) -> None:
    doc["retain"].append({**_rule(doc, "case"), "id": "more", "kept_by_law": law, "law": "EU:gdpr"})


def _disclose(doc: Doc, **values: Any) -> None:
    doc["disclose"][0].update(values)


# what changes, where, and what it means: labelled by hand
LABELLED: dict[str, tuple[Edit, str, str]] = {
    # how long
    "shorter period": (lambda d: _stage(d, "case", "6 months"), "retain.case", "tighten"),
    "longer period": (lambda d: _stage(d, "case", "18 months"), "retain.case", "notify"),
    "a month for thirty days": (lambda d: _stage(d, "one_process", "1 month"), "retain", "notify"),
    "four weeks for thirty days": (
        lambda d: _stage(d, "one_process", "4 weeks"), "retain", "tighten"),
    "years for calendar years": (
        lambda d: _stage(d, "registers", "5 calendar years"), "retain", "notify"),
    "other event": (
        lambda d: _rule(d, "profile").update(anchor="last_contact"), "retain.profile", "notify"),
    "the latest of several events": (
        lambda d: _rule(d, "profile").update(anchor={"latest": ["last_contact", "last_activity"]}),
        "retain.profile", "notify"),
    "rule gone": (lambda d: d["retain"].remove(_rule(d, "draft")), "retain.draft", "notify"),
    "rule more": (lambda d: _new_rule(d, law=False), "retain.more", "tighten"),
    "floor more": (lambda d: _new_rule(d, law=True), "retain.more", "notify"),
    "rule reaches more": (
        lambda d: _rule(d, "case")["what"].append("message"), "retain.case.what", "tighten"),
    "rule reaches less": (
        lambda d: _rule(d, "profile")["what"].remove("profile"), "retain.profile.what", "notify"),
    "rule for fewer people": (
        lambda d: _rule(d, "case")["who"].remove("enquirer"), "retain.case.who", "notify"),
    "rule under a condition": (
        lambda d: _rule(d, "case").update(only=["case_support"]), "retain.case.only", "notify"),
    "condition gone": (
        lambda d: _rule(d, "draft").pop("only"), "retain.draft.only", "tighten"),
    "backstop gone": (
        lambda d: _rule(d, "application").pop("backstop"), "retain.application", "notify"),
    "backstop sooner": (
        lambda d: _rule(d, "application")["backstop"].update(after="1 year"), "retain", "tighten"),
    "backstop later": (
        lambda d: _rule(d, "application")["backstop"].update(after="3 years"), "retain", "notify"),
    "cap added": (
        lambda d: _rule(d, "profile").update(cap={"anchor": "collected", "after": "5 years"}),
        "retain.profile.cap", "tighten"),
    "restricting stage gone": (
        lambda d: _rule(d, "application")["stages"].pop(0), "retain.application", "notify"),
    "hiding stage added": (
        lambda d: _rule(d, "case")["stages"].insert(0, {"after": "1 month", "do": "hide"}),
        "retain.case.stages.hide", "tighten"),
    "more purposes while restricted": (
        lambda d: _rule(d, "application")["stages"][0]["to"].append("matching"), "retain",
        "notify"),
    "kept by law from now on": (
        lambda d: _rule(d, "case").update(kept_by_law=True), "retain.case.kept_by_law", "notify"),
    "reason in other words": (
        lambda d: _rule(d, "case").update(reason={"da": "Fordi", "en": "Because"}),
        "retain.case.reason", "neutral"),
    "backups live longer": (lambda d: d["backup"].update(keep="60 days"), "backup", "notify"),
    "backups live shorter": (lambda d: d["backup"].update(keep="1 week"), "backup", "tighten"),
    "holds last longer": (lambda d: d["hold"].update(max="2 years"), "hold.max", "notify"),
    "reason to hold gone": (
        lambda d: d["hold"]["reasons"].remove("dispute"), "hold.reasons", "tighten"),
    "lock gone": (lambda d: d["lock"].pop(), "lock.judged", "tighten"),
    "lock opens later": (
        lambda d: d["lock"][0]["until"].update(after="60 days"), "lock.judged", "notify"),
    # what and why
    "field more": (
        lambda d: _collect(d, "person.phone")["fields"].append("person.nationality"),
        "collect.candidate.person.nationality", "notify"),
    "field fewer": (
        lambda d: _collect(d, "person.phone")["fields"].remove("person.photo"),
        "collect.candidate.person.photo", "tighten"),
    "asked earlier": (
        lambda d: _collect(d, "own.shoe_size").update(at="sign_up"), "collect", "notify"),
    "asked later": (
        lambda d: _collect(d, "own.shoe_size").update(at="hired"), "collect", "tighten"),
    "required from now on": (
        lambda d: _collect(d, "own.shoe_size").update(required=["own.shoe_size"]), "collect",
        "notify"),
    "no longer required": (
        lambda d: _collect(d, "application.letter").pop("required"), "collect", "tighten"),
    "used for more": (
        lambda d: _collect(d, "own.shoe_size")["purposes"].append("selection"), "collect",
        "notify"),
    "used for less": (
        lambda d: _collect(d, "person.phone")["purposes"].remove("matching"), "collect",
        "tighten"),
    "stored encrypted": (
        lambda d: _collect(d, "own.shoe_size").update(protect="encrypted"), "collect", "tighten"),
    "entries only regrouped": (
        lambda d: d["collect"].append(
            {**_collect(d, "person.phone"), "fields": ["person.phone"], "clauses": ["AC-99"]}),
        "", "neutral"),
    "purpose on interest": (
        lambda d: _new_purpose(d, d["purpose"]["answers"]["bases"][0]), "purpose.more", "notify"),
    "purpose on consent": (
        lambda d: _new_purpose(d, {"basis": "6.1.a", "consent": "later_jobs"}), "purpose.more",
        "reconsent"),
    "purpose gone": (lambda d: d["purpose"].pop("statistics"), "purpose.statistics", "tighten"),
    "purpose in other words": (
        lambda d: d["purpose"]["answers"]["text"].update(en="Reply"), "purpose.answers",
        "neutral"),
    "contract for consent": (
        lambda d: d["purpose"]["later_jobs"].update(bases=[{"basis": "6.1.b"}]),
        "purpose.later_jobs.bases", "reconsent"),
    "interest beside contract": (
        lambda d: d["purpose"]["matching"]["bases"].append({"basis": "6.1.d"}),
        "purpose.matching.bases", "notify"),
    "numbers become rows": (
        lambda d: d["purpose"]["statistics"].pop("output"), "purpose.statistics.output", "notify"),
    "objection always heard": (
        lambda d: d["purpose"]["answers"].update(objection="always"), "purpose.answers",
        "tighten"),
    # eyes
    "role sees more": (
        lambda d: _see(d, "support")["what"].append("profile.cv"), "see", "notify"),
    "role sees less": (
        lambda d: _see(d, "recruiter").update(what=["person", "application"]), "see", "tighten"),
    # consents
    "words of a consent": (
        lambda d: d["consent"]["later_jobs"]["text"].update(en="Yes, do"), "consent", "reconsent"),
    "purposes of a consent": (
        lambda d: d["consent"]["later_jobs"]["purposes"].append("matching"), "consent",
        "reconsent"),
    "consent more": (_new_consent, "consent.calls", "reconsent"),
    "consent lasts shorter": (
        lambda d: d["consent"]["later_jobs"].update(expires="1 year"), "consent", "tighten"),
    "withdrawing erases less": (
        lambda d: d["consent"]["later_jobs"]["withdraw"].update(erase="nothing"), "consent",
        "reconsent"),
    "asked again sooner": (
        lambda d: d["consent"]["later_jobs"].update(reask_after="1 month"), "consent", "notify"),
    # others
    "recipient more": (_new_recipient, "recipient.second_house", "notify"),
    "recipient gone": (lambda d: d["recipient"].pop(0), "recipient.mail_house", "tighten"),
    "recipient gets more": (
        lambda d: _recipient(d)["fields"].append("person.phone"), "recipient", "notify"),
    "recipient moves": (lambda d: _recipient(d).update(country="FI"), "recipient", "notify"),
    "transfer more": (
        lambda d: _recipient(d).update(
            transfers=[{"country": "US", "basis": "adequacy", "because": "It is so."}]),
        "recipient.mail_house.transfers", "notify"),
    "new agreement": (
        lambda d: _recipient(d)["agreement"].update(reference="DPA 18"), "recipient", "neutral"),
    "erases sooner": (
        lambda d: _recipient(d).update(erased_within="1 week"), "recipient", "tighten"),
    "hands over more": (
        lambda d: d["disclose"][0]["fields"].append("profile.skills"), "disclose", "notify"),
    "hands over more on consent": (
        lambda d: (_disclose(d, consent="later_jobs", bases=["6.1.a"])), "disclose", "reconsent"),
    "fewer needs before": (
        lambda d: d["disclose"][0]["needs"].remove("position"), "disclose", "notify"),
    "stored elsewhere too": (
        lambda d: d["storage"]["allowed"].append("CH"), "storage.allowed", "notify"),
    "cookie more": (
        lambda d: d["cookie"].append({**d["cookie"][0], "name": "_x", "category": "statistics"}),
        "cookie._x", "reconsent"),
    "cookie lives longer": (
        lambda d: d["cookie"][0].update(lifetime="30 days"), "cookie.sessionid", "notify"),
    "mail is followed": (
        lambda d: d["mail"]["newsletter"].update(tracking_consent="job_mail"), "mail",
        "reconsent"),
    "mail without asking": (
        lambda d: d["mail"]["job_mail"].pop("consent"), "mail", "reconsent"),
    # rights and conduct
    "answered sooner": (
        lambda d: d["rights"].update(answer_within="2 weeks"), "rights", "tighten"),
    "breaches told later": (
        lambda d: d["breach"].update(authority_within="96 hours"), "breach", "notify"),
    "promise more": (
        lambda d: d["promise"].append({"keep": "rights_free", "clauses": ["AC-9"]}), "promise",
        "tighten"),
    "promise gone": (lambda d: d["promise"].pop(1), "promise.no_sale", "notify"),
    "figures from larger groups": (
        lambda d: d["statistics"].update(min_cell=10), "statistics", "tighten"),
    "other looks": (lambda d: d["look"].update(mark="tide"), "look.mark", "neutral"),
    "telephone": (lambda d: d["contact"]["header"].update(phone="1"), "contact", "neutral"),
    "other clauses": (lambda d: d["hold"].update(because="Another."), "hold.because", "neutral"),
    "other firm answers": (
        lambda d: d["controller"].update(name="Bcme ApS"), "controller.name", "notify"),
}  # fmt: skip


def _typed(doc: Doc) -> Policy:
    text, _ = write(doc)
    document, lines = read(text)
    return Policy(document, text, lines)


OLD = _typed(base())


def test_at_least_sixty_changes_are_labelled() -> None:
    assert len(LABELLED) >= 60


@pytest.mark.parametrize("name", LABELLED)
def test_the_class_of_a_change_is_computed(name: str) -> None:
    edit, path, expected = LABELLED[name]
    doc = base()
    edit(doc)
    changes = compare(OLD, _typed(doc))
    assert overall(changes) == expected, changes
    assert all(one.path.startswith(path) for one in changes if one.cls == expected), changes
    assert all("\n" not in one.sentence for one in changes)


def test_a_language_more_changes_nothing_for_people() -> None:
    doc = base()
    doc["policy"]["locales"] = ["da", "en", "nb"]
    _add_language(doc)
    assert overall(compare(OLD, _typed(doc))) == "neutral"


def _add_language(value: Any) -> None:
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict) and set(item) == {"da", "en"}:
            item["nb"] = item["da"]
        elif isinstance(item, dict | list):
            _add_language(item)


def test_several_events_may_become_one_again() -> None:
    doc = base()
    _rule(doc, "profile").update(anchor={"latest": ["last_contact", "last_activity"]})
    (change,) = compare(_typed(doc), OLD)
    assert (change.path, change.cls) == ("retain.profile.anchor", "notify")


def test_nothing_is_different_from_itself() -> None:
    for seed in range(10):
        policy = _typed(valid(seed))
        assert compare(policy, policy) == []


# ------------------------------------------------------------------ days and classes
LENGTHS = [
    *("at once", "7 days", "28 days", "30 days", "31 days", "1 month", "2 months", "6 weeks"),
    *("6 months", "12 months", "365 days", "1 year", "2 years", "5 years", "5 financial years"),
    *("1 calendar year", "4 years", "7 calendar years"),
]
ANCHOR_DAYS = [date(2023, 1, 29) + timedelta(days=13 * n) for n in range(120)]


def test_only_what_is_told_can_move_a_day_later() -> None:
    """Every pair of lengths: what can move a day later is never called “tighten”."""
    for one in LENGTHS:
        for other in LENGTHS:
            if one == other:
                continue
            before, after = _quick(one), _quick(other)
            later = any(_day(after, day) > _day(before, day) for day in ANCHOR_DAYS)
            cls = _class_of(one, other)
            assert cls == "notify" or not later, (one, other)


def _quick(length: str) -> Policy:
    if length not in _CACHE:
        doc = base()
        _rule(doc, "case")["stages"] = [{"after": length, "do": "erase"}]
        _CACHE[length] = _typed(doc)
    return _CACHE[length]


_CACHE: dict[str, Policy] = {}


def _class_of(one: str, other: str) -> str:
    return overall(compare(_quick(one), _quick(other)))


def _day(policy: Policy, anchor: date) -> date:
    rule = next(one for one in policy.document.retain if one.id == "case")
    day = dues(rule, {"last_message": anchor}, policy.year_end)[-1].on
    assert day is not None
    return day


def test_no_day_moves_later_without_a_notice_over_five_thousand_version_pairs() -> None:
    """Bar 5: a person told of `old` alone never waits longer because `new` was published."""
    rng = random.Random(5)
    versions = [compile_policy(write(valid(seed, firm="acme"))[0]) for seed in range(40)]
    checked = 0
    while checked < 5_000:
        old, new, third = rng.sample(versions, 3)
        rule = rng.choice(old.document.retain)
        words = {*rule.anchors, *(m.anchor for m in (rule.cap, rule.backstop) if m)}
        anchors = {word: rng.choice(ANCHOR_DAYS) for word in words if rng.random() < 0.9}
        told = _days(effective_dues(rule.id, anchors, [old]))
        changed = _days(effective_dues(rule.id, anchors, [old, new]))
        again = _days(effective_dues(rule.id, anchors, [old, new, third]))
        for action, day in told.items():
            assert _sooner(changed[action], day)
            assert _sooner(again[action], changed[action])
        if not checked % 25 and overall(compare(old, new)) in ("neutral", "tighten"):
            alone = _days(effective_dues(rule.id, anchors, [new]))
            assert all(_sooner(alone[action], day) for action, day in told.items())
        checked += 1


def _days(found: list[Any]) -> dict[tuple[str, tuple[str, ...]], date | None]:
    return {(one.do, one.keep): one.on for one in found}


def _sooner(one: date | None, other: date | None) -> bool:
    return other is None or (one is not None and one <= other)


def test_once_told_the_new_length_counts() -> None:
    doc = base()
    _stage(doc, "case", "3 years")
    new = _typed(doc)
    anchors = {"last_message": date(2026, 3, 1)}
    assert effective_dues("case", anchors, [OLD, new])[-1].on == date(2027, 3, 1)
    assert effective_dues("case", anchors, [new])[-1].on == date(2029, 3, 1)


def test_what_was_said_when_the_data_was_given_goes_on_binding() -> None:
    doc = base()
    _stage(doc, "case", "3 years")
    new = _typed(doc)
    anchors = {"last_message": date(2026, 3, 1)}
    found = effective_dues("case", anchors, binding(OLD, new, [new]))
    assert found[-1].on == date(2027, 3, 1)
    doc["policy"]["on_change"] = "notify"
    told = _typed(doc)
    assert binding(OLD, told, [told]) == (told,)

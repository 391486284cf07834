"""How long: every rule as sentences, what is locked, what a dispute may hold on to."""

from ordholden.policy.document import Hold, Lock, Moment, Retain
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Runs,
    Section,
    capital,
    sentence,
    sentences,
)
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.vocabulary import ACTIONS, PEOPLE, RECORDS

_MANY = 4  # a rule for so many kinds of people is a rule for everybody


def keeping(speaker: Speaker) -> Section:
    """The section on how long things are kept."""
    document = speaker.policy.document
    blocks: list[Block] = [Paragraph(speaker.fixed("keep.intro"))]
    for group, rules in _grouped(document.retain).items():
        blocks.append(Heading(_group_title(speaker, group)))
        blocks.append(Bullets(tuple(rule_item(speaker, rule) for rule in rules)))
    if document.lock:
        blocks.append(Heading(speaker.say("keep.locks")))
        blocks.append(Bullets(tuple(lock_item(speaker, lock) for lock in document.lock)))
    blocks.append(Heading(speaker.say("keep.holds")))
    blocks.append(_hold(speaker, document.hold))
    blocks.append(_backup(speaker))
    return Section("keep", speaker.say("title.keep"), speaker.say("brief.keep"), tuple(blocks))


def _grouped(rules: tuple[Retain, ...]) -> dict[str, list[Retain]]:
    """Rules by whom they are about, in the vocabulary's order; evidence and logs last."""
    order = ["everybody", *PEOPLE, "evidence"]
    groups: dict[str, list[Retain]] = {key: [] for key in order}
    for rule in rules:
        records = {word.partition(".")[0] for word in rule.what}
        if all(record in RECORDS and RECORDS[record].evidence for record in records):
            groups["evidence"].append(rule)
        else:
            groups["everybody" if len(rule.who) >= _MANY else rule.who[0]].append(rule)
    return {key: found for key, found in groups.items() if found}


def _group_title(speaker: Speaker, group: str) -> Runs:
    if group in PEOPLE:
        return capital(speaker.say(f"people.{group}"))
    return speaker.say(f"keep.{group}")


def rule_item(speaker: Speaker, rule: Retain) -> Item:
    """One rule: what it is about, then when what happens, to whom it applies, and why."""
    path = f"retain.{rule.id}"
    stages = [sentence(stage(speaker, rule, number)) for number in range(len(rule.stages))]
    return Item(
        capital(speaker.all_of(speaker.held(f"{path}.what", rule.what))),
        sentences(
            *stages,
            _scope(speaker, rule),
            _bound(speaker, rule, "backstop", rule.backstop),
            _bound(speaker, rule, "cap", rule.cap),
            _ask(speaker, rule),
            _review(speaker, rule),
            _reason(speaker, rule),
        ),
        rule=path,
    )


def stage(speaker: Speaker, rule: Retain, number: int) -> Runs:
    """“6 months after you last signed in, we erase all of it”."""
    step = rule.stages[number]
    path = f"retain.{rule.id}.stages.{number}"
    earlier = rule.stages[:number]
    rest = any(one.keep for one in earlier) and ACTIONS[step.do].ends
    parts = {"it": speaker.say("it.rest" if rest else f"it.{step.do}")}
    key = f"actions.{step.do}"
    if step.keep:
        parts["keep"] = speaker.all_of(speaker.held(f"{path}.keep", step.keep))
        key = f"actions.{step.do}_keep" if ACTIONS[step.do].ends else key
    parts.setdefault("keep", ())
    said = speaker.say(
        "keep.stage",
        when=speaker.stage_time(rule, number),
        action=speaker.bound(f"{path}.do", step.do, key, **parts),
    )
    if step.keep_for:
        said += speaker.say(
            "keep.kept_for", purpose=speaker.purpose(f"{path}.keep_for", step.keep_for)
        )
    if step.to:
        said += speaker.say("keep.only_for", purposes=speaker.purposes(f"{path}.to", step.to))
    return said


def _scope(speaker: Speaker, rule: Retain) -> Runs:
    """“This is about people looking for work, when they have never worked for us”."""
    path = f"retain.{rule.id}"
    people = speaker.people(f"{path}.who", rule.who)
    consent = speaker.consent(f"{path}.consent", rule.consent) if rule.consent else ()
    said_consent = False
    clauses = []
    for number, word in enumerate(rule.only):
        about_consent = word in ("with_consent", "without_consent") and bool(consent)
        said_consent = said_consent or about_consent
        key = f"conditions.{word}_named" if about_consent else f"conditions.{word}"
        clauses.append(speaker.bound(f"{path}.only.{number}", word, key, consent=consent))
    said = (
        speaker.say("keep.scope_when", people=people, conditions=speaker.all_of(clauses))
        if clauses
        else (speaker.say("keep.scope", people=people) if len(rule.who) > 1 else ())
    )
    if consent and not said_consent:
        said = sentences(said, speaker.say("keep.about_consent", consent=consent))
    return said


def _bound(speaker: Speaker, rule: Retain, name: str, moment: Moment | None) -> Runs:
    if moment is None:
        return ()
    path = f"retain.{rule.id}.{name}"
    when = speaker.when(
        f"{path}.after",
        moment.after,
        lambda form: speaker.events(f"{path}.anchor", moment.anchor, form),
    )
    return speaker.bound(path, name, f"keep.{name}", when=when)


def _ask(speaker: Speaker, rule: Retain) -> Runs:
    if rule.ask is None:
        return ()
    path = f"retain.{rule.id}.ask"
    said = speaker.bound(
        f"{path}.silence",
        rule.ask.silence,
        "keep.ask",
        before=speaker.period(f"{path}.before", rule.ask.before),
    )
    if rule.ask.consent:
        consent = speaker.consent(f"{path}.consent", rule.ask.consent)
        said = sentences(said, speaker.say("keep.ask_consent", consent=consent))
    return said


def _review(speaker: Speaker, rule: Retain) -> Runs:
    if rule.review is None:
        return ()
    path = f"retain.{rule.id}.review"
    return speaker.bound(
        f"{path}.silence",
        rule.review.silence,
        "keep.review",
        every=speaker.period(f"{path}.every", rule.review.every),
        within=speaker.period(f"{path}.answer_within", rule.review.answer_within),
    )


def _reason(speaker: Speaker, rule: Retain) -> Runs:
    path = f"retain.{rule.id}"
    said: list[Runs] = []
    if rule.reason:
        said.append(speaker.say("keep.reason", reason=speaker.aside(f"{path}.reason", rule.reason)))
    if rule.law:
        said.append(speaker.say("keep.law", law=speaker.law(f"{path}.law", rule.law)))
    if rule.kept_by_law:
        said.append(speaker.bound(f"{path}.kept_by_law", "true", "keep.kept_by_law"))
    return sentences(*said)


def lock_item(speaker: Speaker, lock: Lock) -> Item:
    """One lock: what cannot be done to what, from when and until when."""
    path = f"lock.{lock.id}"
    until = speaker.when(
        f"{path}.until.after",
        lock.until.after,
        lambda form: speaker.events(f"{path}.until.anchor", lock.until.anchor, form),
    )
    refuses = speaker.one_of(speaker.words("refusals", lock.refuses, f"{path}.refuses"))
    return Item(
        capital(speaker.all_of(speaker.held(f"{path}.what", lock.what))),
        sentences(
            speaker.bound(
                path,
                lock.id,
                "keep.lock",
                starts=speaker.event(f"{path}.from", lock.starts, "once"),
                refuses=refuses,
            ),
            speaker.say("keep.lock_opens", when=until),
            speaker.say("keep.reason", reason=speaker.aside(f"{path}.reason", lock.reason)),
        ),
        rule=path,
    )


def _hold(speaker: Speaker, hold: Hold) -> Paragraph:
    return Paragraph(
        sentences(
            speaker.bound(
                "hold",
                "hold",
                "keep.hold",
                reasons=speaker.one_of(speaker.words("hold_reasons", hold.reasons, "hold.reasons")),
            ),
            speaker.bound(
                "hold.approve",
                hold.approve,
                "keep.hold_bounds",
                max=speaker.period("hold.max", hold.max),
                approve=speaker.word("roles", hold.approve, "hold.approve"),
            ),
        ),
        rule="hold",
    )


def _backup(speaker: Speaker) -> Paragraph:
    keep = speaker.policy.document.backup.keep
    return Paragraph(
        sentence(
            speaker.bound(
                "backup", "backup", "keep.backup", keep=speaker.period("backup.keep", keep)
            )
        ),
        rule="backup",
    )

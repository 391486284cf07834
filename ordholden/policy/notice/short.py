"""The first layer: what somebody looking for work must understand in ten seconds.

At most `MOST_WORDS` words, and no harder to read than `HARDEST` on the LIX scale: what does not
fit stands in the details below.
"""

from collections.abc import Iterable

from ordholden.policy.document import Retain, Step
from ordholden.policy.notice.keeping import stage
from ordholden.policy.notice.readable import lix, words
from ordholden.policy.notice.runs import (
    Bullets,
    Item,
    Leaf,
    Part,
    Runs,
    Section,
    capital,
    flat,
    plain_text,
    runs_of,
    sentence,
    sentences,
)
from ordholden.policy.notice.sharing import recipient_name
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.vocabulary import ACTIONS, PEOPLE, ROLES, STAGES

MOST_WORDS, HARDEST = 250, 45
# How many fields, purposes, receivers and rules to tell, tried in turn until it is short enough.
_MEASURES = ((8, 3, 4, 2), (6, 3, 3, 2), (6, 2, 3, 2), (5, 2, 2, 1), (4, 1, 2, 1), (3, 1, 1, 1))
_ROLES = list(ROLES)
_OUTSIDE = (
    "company_contact",
    "customer",
    "job_team",
    "searching_company",
    "followed_company",
    "outside_recruiter",
)
_UNTOLD = ("subject", "system_administrator", "operator", "auditor", "administrator", "public")
_PASSING = ("pending", "draft")
_RARE = ("law", "court", "emergency", "dispute", "representative", "transfer")
_FIRST = ("person", "profile", "application", "mailing", "company_contact", "employment")


def in_short(speaker: Speaker) -> Section:
    """The first layer."""
    section = _section(speaker, _MEASURES[-1])
    for measure in _MEASURES:
        section = _section(speaker, measure)
        text = " ".join(plain_text(runs_of(block)) for block in section.blocks)
        if len(words(text)) <= MOST_WORDS and lix(text) <= HARDEST:
            break
    return section


def main_person(speaker: Speaker) -> str:
    """The kind of person the first layer speaks to: who looks for work, else the first asked."""
    asked = {one.who for one in speaker.policy.document.collect}
    return next((kind for kind in PEOPLE if kind in asked), "candidate")


def _section(speaker: Speaker, measure: tuple[int, int, int, int]) -> Section:
    fields, purposes, receivers, rules = measure
    kind = main_person(speaker)
    items = (
        _item(speaker, "who", _who(speaker)),
        _item(speaker, "what", _what(speaker, kind, fields)),
        _item(speaker, "why", _why(speaker, kind, purposes)),
        _item(speaker, "seen", _seen(speaker, kind, receivers)),
        _item(speaker, "gone", _gone(speaker, kind, rules)),
        _item(speaker, "choice", _choice(speaker)),
        _item(speaker, "ask", _ask(speaker)),
    )
    blocks = (Bullets(tuple(item for item in items if item.runs)),)
    return Section("short", speaker.say("title.short"), (), blocks)


def _item(speaker: Speaker, key: str, runs: Runs) -> Item:
    return Item(speaker.say(f"short.{key}_q"), runs, rule=f"short.{key}")


def _who(speaker: Speaker) -> Runs:
    one = speaker.policy.document.controller
    name = speaker.raw("controller.name", one.name)
    return sentences((name,), (speaker.text("controller.sector", one.sector),))


def _what(speaker: Speaker, kind: str, most: int) -> Runs:
    required: dict[str, Part] = {}
    offered: dict[str, Part] = {}
    numbered = sorted(
        enumerate(speaker.policy.document.collect), key=lambda pair: STAGES[pair[1].at].step
    )
    for number, one in numbered:
        if one.who != kind or one.source != "subject" or not _asked_first(kind, one.at):
            continue
        for name, found in (("fields", offered), ("required", required)):
            for n, key in enumerate(getattr(one, name)):
                same = f"person.{key.partition('.')[2]}"
                if not key.endswith(".account") and (key == same or same not in offered):
                    found[key] = speaker.category(key, f"collect.{number}.{name}.{n}")
    more = {key: part for key, part in offered.items() if key not in required}
    spare = max(1, most - len(required))
    said: list[Runs] = []
    if required:
        said.append(
            speaker.say("short.must", fields=speaker.all_of(list(required.values())[:most]))
        )
    if more:
        key = "short.also" if required else "short.may"
        said.append(speaker.say(key, fields=speaker.all_of(list(more.values())[:spare])))
    if len(more) > spare or len(required) > most:
        said.append(speaker.say("short.more"))
    return sentences(*said)


def _asked_first(kind: str, stage: str) -> bool:
    """Whether fields of this stage are what one first meets."""
    return stage in ("sign_up", "profile", "apply") or (
        kind != "candidate" and STAGES[stage].step <= STAGES["apply"].step
    )


def _why(speaker: Speaker, kind: str, most: int) -> Runs:
    told = [
        (speaker.text(f"purpose.{key}.text", one.text),)
        for key, one in speaker.policy.document.purpose.items()
        if kind in one.who and one.output == "rows"
    ]
    return sentences(*told[:most])


def _seen(speaker: Speaker, kind: str, most: int) -> Runs:
    document = speaker.policy.document
    fields = speaker.policy.means(
        field for one in document.collect if one.who == kind for field in one.fields
    )
    inside: dict[str, Part] = {}
    outside: dict[str, Part] = {}
    numbered = sorted(enumerate(document.see), key=lambda pair: _ROLES.index(pair[1].role))
    for number, one in numbered:
        if one.how in ("aggregate", "emergency") or one.role in _UNTOLD:
            continue
        if fields & speaker.policy.means(one.what):
            word = speaker.word("roles", one.role, f"see.{number}.role")
            (outside if one.role in _OUTSIDE else inside).setdefault(word.text, word)
    outside.update(_receivers(speaker, kind))
    said: list[Runs] = []
    if inside:
        said.append(speaker.say("short.seen", roles=speaker.all_of(list(inside.values())[:most])))
    if outside:
        told = speaker.all_of(list(outside.values())[:most])
        said.append(speaker.say("short.others", recipients=told))
    if any("processor" in one.kinds for one in document.recipient):
        said.append(speaker.fixed("short.processors"))
    return sentences(*said)


def _receivers(speaker: Speaker, kind: str) -> dict[str, Part]:
    """Who is handed data as a matter of course; those who work for us are told together."""
    kinds = {one.id: one.kinds for one in speaker.policy.document.recipient}
    found: dict[str, Part] = {}
    for one in speaker.policy.document.disclose:
        if kind not in one.who or one.ground in _RARE:
            continue
        for number, key in enumerate(one.to):
            if kinds.get(key, ()) == ("processor",):
                continue
            for run in recipient_name(speaker, f"disclose.{one.id}.to.{number}", key):
                if isinstance(run, Leaf) and run.text != speaker.phrases.of("services", "other"):
                    found.setdefault(run.text, run)
    return found


def _gone(speaker: Speaker, kind: str, most: int) -> Runs:
    said = [_rule(speaker, rule) for rule in _telling(speaker, kind)[:most]]
    return sentences(*said)


def _telling(speaker: Speaker, kind: str) -> list[Retain]:
    """The rules that say most to this kind of person, the most important first."""

    def weight(rule: Retain) -> int:
        records = [word.partition(".")[0] for word in rule.what]
        places = [_FIRST.index(record) for record in records if record in _FIRST]
        return min(places, default=len(_FIRST))

    rules = [
        rule
        for rule in speaker.policy.document.retain
        if kind in rule.who and weight(rule) < len(_FIRST) and _takes_away(rule.stages[-1])
    ]
    usual = [rule for rule in rules if not set(rule.only) & set(_PASSING)]
    calm = [rule for rule in usual if any(step.after.count for step in rule.stages)]
    told: dict[tuple[str, ...], Retain] = {}
    for rule in sorted(calm or usual, key=lambda rule: (weight(rule), len(rule.only))):
        told.setdefault(rule.what, rule)
    return list(told.values())


def _takes_away(step: Step) -> bool:
    return ACTIONS[step.do].ends or step.do == "strip"


def _rule(speaker: Speaker, rule: Retain) -> Runs:
    path = f"retain.{rule.id}.what"
    what = speaker.all_of(speaker.held(path, rule.what[:3]))
    return flat([capital(what), ": ", stage(speaker, rule, len(rule.stages) - 1)])


def _choice(speaker: Speaker) -> Runs:
    rights = speaker.policy.document.rights
    within = speaker.period("rights.answer_within", rights.answer_within)
    said = [
        speaker.fixed("short.choice"),
        speaker.fixed("short.take_back"),
        speaker.bound("rights.answer_within", "within", "short.within", within=within),
    ]
    return sentences(*said)


def _ask(speaker: Speaker) -> Runs:
    document = speaker.policy.document
    order: Iterable[str] = ("privacy_officer", "access", "general", "header", "support")
    known = [one for one in order if one in document.contact]
    near = [k for k in known if document.contact[k].email or document.contact[k].phone]
    key = next(iter(near or known), "")
    said: list[Runs] = []
    if key:
        one, path = document.contact[key], f"contact.{key}"
        ways: list[Part] = []
        if one.email:
            ways.append(speaker.email(f"{path}.email", one.email))
        if one.phone:
            ways.append(speaker.phone(f"{path}.phone", one.phone))
        if not ways and one.post:
            ways.append(speaker.raw(f"{path}.post", one.post))
        said.append(speaker.say("short.contact", ways=speaker.one_of(ways)))
    for number, authority in enumerate(document.authority[:1]):
        name = speaker.raw(f"authority.{number}.name", authority.name)
        said.append(sentence(speaker.fixed("short.complain", authority=name)))
    return sentences(*said)

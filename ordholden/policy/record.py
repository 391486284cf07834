"""The record of processing that GDPR article 30 asks for, drawn from the running policy.

Controller's view: article 30(1). Processor's view, one part for each processor: article 30(2).
The time limits in it are the rules that the program runs.
"""

from typing import Literal

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Purpose, Recipient
from ordholden.policy.notice.keeping import rule_item
from ordholden.policy.notice.promising import presenting, securing
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Notice,
    Paragraph,
    Runs,
    Section,
    capital,
    sentence,
    sentences,
)
from ordholden.policy.notice.sharing import recipient_item
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.vocabulary import PEOPLE

View = Literal["controller", "processor"]


def record(policy: Policy, locale: str = "", view: View = "controller") -> Notice:
    """The record in any language we write. Raises NoSuchLanguage."""
    speaker = Speaker(policy, locale or policy.locale, borrow=True)
    sections = _controller(speaker) if view == "controller" else _processors(speaker)
    title = speaker.say(
        "record.title", name=speaker.raw("controller.name", policy.document.controller.name)
    )
    version = sentence(
        speaker.say(
            f"record.{view}",
            since=speaker.day("policy.effective", policy.document.policy.effective),
        )
    )
    return Notice(
        policy.id, policy.tenant, speaker.locale, title, version, sections[0], tuple(sections[1:])
    )


def _controller(speaker: Speaker) -> list[Section]:
    purposes = speaker.policy.document.purpose
    items = [_activity(speaker, key, one) for key, one in purposes.items()]
    activities = Section("activities", speaker.say("record.activities"), (), tuple(items))
    return [
        presenting(speaker),
        activities,
        _recipients(speaker),
        _limits(speaker),
        securing(speaker),
    ]


def _activity(speaker: Speaker, key: str, one: Purpose) -> Block:
    """One processing activity: article 30(1)(b) to (e)."""
    path = f"purpose.{key}"
    policy = speaker.policy
    collected = [(n, c) for n, c in enumerate(policy.document.collect) if key in c.purposes]
    fields: dict[str, Runs] = {}
    for number, entry in collected:
        for place, word in enumerate(entry.fields):
            fields.setdefault(word, (speaker.category(word, f"collect.{number}.fields.{place}"),))
    people = speaker.all_of(speaker.words("people", one.who, f"{path}.who"))
    bases = [
        speaker.word("bases", b.basis, f"{path}.bases.{n}.basis") for n, b in enumerate(one.bases)
    ]
    said = [
        speaker.say("record.people", people=people),
        speaker.say("why.bases", bases=speaker.all_of(bases)),
    ]
    if fields:
        said.append(speaker.say("record.fields", fields=speaker.all_of(list(fields.values()))))
    to = [one for one in policy.document.recipient if key in one.purposes]
    if to:
        names = [_name(speaker, recipient) for recipient in to]
        said.append(speaker.say("record.to", recipients=speaker.all_of(names)))
    lead = (speaker.text(f"{path}.text", one.text),)
    return Bullets((Item(lead, sentences(*said), rule=path),))


def _name(speaker: Speaker, one: Recipient) -> Runs:
    path = f"recipient.{one.id}"
    if one.name:
        return (speaker.raw(f"{path}.name", one.name),)
    return speaker.all_of(speaker.words("services", one.services, f"{path}.services"))


def _recipients(speaker: Speaker) -> Section:
    items = tuple(recipient_item(speaker, one) for one in speaker.policy.document.recipient)
    return Section("recipients", speaker.say("share.recipients"), (), (Bullets(items),))


def _limits(speaker: Speaker) -> Section:
    """Article 30(1)(f): when each kind of data is erased."""
    blocks: list[Block] = []
    for kind in PEOPLE:
        rules = [rule for rule in speaker.policy.document.retain if rule.who[0] == kind]
        if rules:
            blocks.append(Heading(capital(speaker.say(f"people.{kind}"))))
            blocks.append(Bullets(tuple(rule_item(speaker, rule) for rule in rules)))
    return Section("limits", speaker.say("title.keep"), (), tuple(blocks))


def _processors(speaker: Speaker) -> list[Section]:
    """Article 30(2): for each processor whom it works for, with what, where and how secured."""
    controller = presenting(speaker)
    items = tuple(
        recipient_item(speaker, one)
        for one in speaker.policy.document.recipient
        if "processor" in one.kinds
    )
    blocks: tuple[Block, ...] = (Bullets(items),)
    if not items:
        blocks = (Paragraph(sentence(speaker.say("record.no_processor"))),)
    work = Section("processors", speaker.say("record.processors"), (), blocks)
    return [controller, work, securing(speaker)]

"""Why one kind of value is held, who sees it and how long: the answer to a person who asks."""

from ordholden.policy.compiled import Policy
from ordholden.policy.notice.keeping import rule_item
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Notice,
    Paragraph,
    Part,
    Runs,
    Section,
    capital,
    sentence,
    sentences,
)
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.vocabulary import CATEGORIES, RECORDS


class NoSuchCategory(ValueError):
    """The word is no category, record set or field of this policy. The message says so."""


def explain(policy: Policy, word: str, locale: str = "") -> Notice:
    """Everything the policy says about a category or record set, as a notice of one section.

    Raises NoSuchCategory for a word that is none, NoSuchLanguage for a language without phrases.
    """
    speaker = Speaker(policy, locale or policy.locale, borrow=True)
    wanted = policy.means((word,))
    if not wanted and word not in (*CATEGORIES, *RECORDS):
        raise NoSuchCategory(f"“{word}” is no category of the language and no field of this policy")
    title = capital((speaker.category(word, f"category.{word}"),))
    blocks = (
        *_group(speaker, "why", _asked(speaker, wanted)),
        *_group(speaker, "see", _seen(speaker, wanted)),
        *_group(speaker, "share", _given(speaker, wanted)),
        *_group(speaker, "keep", _kept(speaker, wanted)),
    )
    if not blocks:
        blocks = (Paragraph(sentence(speaker.say("explain.nothing"))),)
    section = Section("explain", title, (), blocks)
    brand = speaker.raw("controller.brand", policy.document.controller.brand)
    head = speaker.say("title.notice", brand=brand)
    return Notice(policy.id, policy.tenant, speaker.locale, head, (), section, ())


def _group(speaker: Speaker, key: str, items: list[Item]) -> tuple[Block, ...]:
    if not items:
        return ()
    return (Heading(speaker.say(f"title.{key}")), Bullets(tuple(items)))


def _asked(speaker: Speaker, wanted: frozenset[str]) -> list[Item]:
    policy = speaker.policy
    found = []
    for number, one in enumerate(policy.document.collect):
        if not wanted & policy.means(one.fields):
            continue
        path = f"collect.{number}"
        who = capital((speaker.word("people", one.who, f"{path}.who"),))
        stage = speaker.word("stages", one.at, f"{path}.at")
        said: list[Runs] = [
            speaker.bound(f"{path}.source", one.source, f"sources.{one.source}", stage=stage)
        ]
        for key in one.purposes:
            said.append(_purpose(speaker, key))
        found.append(Item(who, sentences(*said), rule=path))
    return found


def _purpose(speaker: Speaker, key: str) -> Runs:
    purpose = speaker.policy.document.purpose.get(key)
    if purpose is None:
        return ()
    path = f"purpose.{key}"
    bases: list[Part] = [
        speaker.word("bases", one.basis, f"{path}.bases.{n}.basis")
        for n, one in enumerate(purpose.bases)
    ]
    grounds = speaker.say("why.bases", bases=speaker.all_of(bases))
    return sentences((speaker.text(f"{path}.text", purpose.text),), grounds)


def _seen(speaker: Speaker, wanted: frozenset[str]) -> list[Item]:
    policy = speaker.policy
    found = []
    for number, one in enumerate(policy.document.see):
        if wanted & (policy.means(one.what) - policy.means(one.never)):
            path = f"see.{number}"
            role = capital((speaker.word("roles", one.role, f"{path}.role"),))
            it = speaker.say("explain.it")
            how = speaker.bound(f"{path}.how", one.how, f"audiences.{one.how}", what=it)
            found.append(Item(role, sentence(how), rule=path))
    return found


def _given(speaker: Speaker, wanted: frozenset[str]) -> list[Item]:
    policy = speaker.policy
    found = []
    for one in policy.document.recipient:
        if not wanted & policy.means(one.fields):
            continue
        path = f"recipient.{one.id}"
        services = speaker.all_of(speaker.words("services", one.services, f"{path}.services"))
        lead = (speaker.raw(f"{path}.name", one.name),) if one.name else capital(services)
        kinds = speaker.all_of(speaker.words("recipient_kinds", one.kinds, f"{path}.kinds"))
        found.append(Item(lead, sentence(kinds), rule=path))
    return found


def _kept(speaker: Speaker, wanted: frozenset[str]) -> list[Item]:
    policy = speaker.policy
    rules = [rule for rule in policy.document.retain if wanted & policy.means(rule.what)]
    return [rule_item(speaker, rule) for rule in rules]

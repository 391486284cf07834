"""Promises of conduct, each in the section it belongs to; what people do; what is secured."""

from functools import cache

from ordholden.policy.document import Authority, Contact
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Leaf,
    Paragraph,
    Part,
    Runs,
    Section,
    capital,
    flat,
    sentence,
    sentences,
)
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.vocabulary import CONTACTS, MODULES, PROMISES

# Where each group of promises begins in the vocabulary; words added to a group follow it.
_GROUPS = {
    "notice_everywhere": "openness",
    "self_service": "yours",
    "no_sale": "use",
    "cv_by_owner": "cv",
    "receivers_registered": "disclosure",
    "necessary_cookies_only": "visitors",
    "ad_life_cycle": "ads",
    "branch_registration": "staffing",
    "review_needs_employment": "reviews",
    "encrypted_transport": "security",
    "rights_centre": "rights",
}
_ELSEWHERE = ("reviews", "security", "rights")


@cache
def group_of(word: str) -> str:
    """The group of promises a word belongs to."""
    group = "openness"
    for key in PROMISES:
        group = _GROUPS.get(key, group)
        if key == word:
            return group
    return group


def promises(speaker: Speaker, group: str) -> list[Block]:
    """The promises of one group, as a list, if any are given."""
    words = [one.keep for one in speaker.policy.document.promise if group_of(one.keep) == group]
    if not words:
        return []
    return [Bullets(tuple(_promise(speaker, word) for word in words))]


def _promise(speaker: Speaker, word: str) -> Item:
    path = f"promise.{word}"
    return Item((), (speaker.word("promises", word, f"{path}.keep"),), rule=path)


def conduct(speaker: Speaker) -> Section:
    """The section on how the tenant behaves, in groups."""
    blocks: list[Block] = []
    for group in dict.fromkeys(_GROUPS.values()):
        found = [] if group in _ELSEWHERE else promises(speaker, group)
        if found:
            blocks.append(Heading(speaker.fixed(f"conduct.{group}")))
            blocks.extend(found)
    modules = [key for key in MODULES if key in speaker.policy.modules]
    order = list(speaker.policy.document.modules.on)
    words = [speaker.word("modules", key, f"modules.on.{order.index(key)}") for key in modules]
    if words:
        said = speaker.say("conduct.modules", modules=speaker.all_of(words))
        blocks.append(Paragraph(sentence(said), rule="modules"))
    return Section(
        "conduct", speaker.say("title.conduct"), speaker.say("brief.conduct"), tuple(blocks)
    )


# ------------------------------------------------------------------ security


def securing(speaker: Speaker) -> Section:
    """The section on security: what the program does, what people do, what follows a breach."""
    document = speaker.policy.document
    blocks = promises(speaker, "security")
    staff = document.staff
    said = [speaker.bound("staff.second_factor", "true", "security.second_factor")]
    if staff.training_valid:
        period = speaker.period("staff.training_valid", staff.training_valid)
        said.append(
            speaker.bound("staff.training_valid", "valid", "security.training", period=period)
        )
    if staff.rules_version:
        version = speaker.raw("staff.rules_version", staff.rules_version)
        said.append(
            speaker.bound("staff.rules_version", "rules", "security.rules", version=version)
        )
    blocks.append(Paragraph(sentences(*said), rule="staff"))
    if document.measure:
        blocks.append(Heading(speaker.say("security.measures")))
        blocks.append(Bullets(tuple(_measure(speaker, n) for n in range(len(document.measure)))))
    blocks.append(Heading(speaker.say("security.breach")))
    blocks.append(_breach(speaker))
    return Section(
        "security", speaker.say("title.security"), speaker.say("brief.security"), tuple(blocks)
    )


def _measure(speaker: Speaker, number: int) -> Item:
    one = speaker.policy.document.measure[number]
    path = f"measure.{one.measure}"
    said: Runs = sentence(speaker.word("measures", one.measure, f"{path}.measure"))
    if one.every:
        every = speaker.period(f"{path}.every", one.every)
        said = sentences(
            said, speaker.bound(f"{path}.every", "every", "security.every", every=every)
        )
    return Item((), said, rule=path)


def _breach(speaker: Speaker) -> Paragraph:
    breach = speaker.policy.document.breach
    within = speaker.period("breach.authority_within", breach.authority_within)
    risks = speaker.one_of(speaker.words("risks", breach.high_risk, "breach.high_risk"))
    if breach.persons == "without_delay":
        when: Part = speaker.word("glue", "without_delay", "breach.persons")
    else:
        when = speaker.say(
            "security.within", period=speaker.period("breach.persons", breach.persons)
        )
    told = speaker.bound("breach.high_risk", "told", "security.told", risks=risks, when=when)
    reported = speaker.bound(
        "breach.authority_within", "report", "security.reported", within=within
    )
    return Paragraph(sentences(reported, told), rule="breach")


# ------------------------------------------------------------------ who, and how things change


def presenting(speaker: Speaker) -> Section:
    """The section on who answers, how to reach them, and the authority."""
    document = speaker.policy.document
    one = document.controller
    lead: list[Part] = [speaker.raw("controller.name", one.name)]
    for name in ("form", "number", "address"):
        value = getattr(one, name)
        if value:
            lead.extend([", ", speaker.raw(f"controller.{name}", value)])
    country = speaker.country("controller.country", one.country)
    site = speaker.link("controller.website", one.website)
    told = country.text in one.address
    controller = flat(lead) if told else flat([*lead, ", ", country])
    said = sentences(
        speaker.say("who.controller", name=controller),
        speaker.say("who.brand", brand=speaker.raw("controller.brand", one.brand)),
        (speaker.text("controller.sector", one.sector),),
        speaker.say("who.site", site=site),
    )
    contacts = [key for key in CONTACTS if key in document.contact]
    blocks: list[Block] = [Paragraph(said, rule="controller")]
    blocks.append(Heading(speaker.say("who.contacts")))
    blocks.append(Bullets(tuple(_contact(speaker, key, document.contact[key]) for key in contacts)))
    blocks.append(Heading(speaker.say("who.authority")))
    items = (_authority(speaker, n, one) for n, one in enumerate(document.authority))
    blocks.append(Bullets(tuple(items)))
    return Section("who", speaker.say("title.who"), speaker.say("brief.who"), tuple(blocks))


def _contact(speaker: Speaker, key: str, one: Contact) -> Item:
    path = f"contact.{key}"
    parts: list[Part] = []
    if one.person:
        parts.append(speaker.raw(f"{path}.person", one.person))
    if one.title:
        parts.append(speaker.text(f"{path}.title", one.title))
    if one.email:
        parts.append(speaker.email(f"{path}.email", one.email))
    if one.phone:
        parts.append(speaker.phone(f"{path}.phone", one.phone))
    if one.post:
        parts.append(speaker.raw(f"{path}.post", one.post))
    joined = flat(part for number, p in enumerate(parts) for part in ([", ", p] if number else [p]))
    return Item(capital((speaker.word("contacts", key, path),)), joined, rule=path)


def _authority(speaker: Speaker, number: int, one: Authority) -> Item:
    path = f"authority.{number}"
    parts: list[Part] = [speaker.country(f"{path}.country", one.country)]
    if one.address:
        parts.append(speaker.raw(f"{path}.address", one.address))
    if one.email:
        parts.append(speaker.email(f"{path}.email", one.email))
    if one.phone:
        parts.append(speaker.phone(f"{path}.phone", one.phone))
    if one.website:
        parts.append(speaker.link(f"{path}.website", one.website))
    joined = flat(part for number, p in enumerate(parts) for part in ([", ", p] if number else [p]))
    return Item((speaker.raw(f"{path}.name", one.name),), joined, rule=path)


def changing(speaker: Speaker) -> Section:
    """The section on how this notice changes, and by which calendar and law it is read."""
    document = speaker.policy.document
    head, change = document.policy, document.change
    said = [
        speaker.bound("change.usual", change.usual, f"change.{change.usual}"),
        speaker.bound("policy.on_change", head.on_change, f"change.{head.on_change}"),
    ]
    if change.reapproval_when_law_requires:
        path = "change.reapproval_when_law_requires"
        said.append(speaker.bound(path, "true", "change.law_requires"))
    said.append(speaker.bound("change.archive", change.archive, f"change.archive_{change.archive}"))
    laws = [
        speaker.country(f"policy.jurisdictions.{n}", c) for n, c in enumerate(head.jurisdictions)
    ]
    tongues = [
        speaker.word("languages", c, f"policy.locales.{n}") for n, c in enumerate(head.locales)
    ]
    month, day = (int(part) for part in head.financial_year_end.split("-"))
    year_end = speaker.phrases.of("months", "day_pattern").format(
        day=day, month=speaker.phrases.tables["months"]["names"][month - 1]
    )
    year = "policy.financial_year_end"
    ends = Leaf(year, head.financial_year_end, year_end)
    read = [
        speaker.say("change.laws", countries=speaker.all_of(laws)),
        speaker.say("change.languages", languages=speaker.all_of(tongues)),
        speaker.say("change.zone", zone=speaker.raw("policy.timezone", head.timezone)),
        speaker.bound(year, head.financial_year_end, "change.year", day=ends),
    ]
    blocks = (
        Paragraph(sentences(*said), rule="change"),
        Paragraph(sentences(*read), rule="policy"),
    )
    return Section("change", speaker.say("title.change"), speaker.say("brief.change"), blocks)

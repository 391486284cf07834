"""Who else gets data: recipients, hand-overs, where data lies, what lies on a device."""

from ordholden.policy.document import Cookie, Disclose, Recipient, Transfer
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Leaf,
    Paragraph,
    Runs,
    Section,
    capital,
    sentence,
    sentences,
)
from ordholden.policy.notice.speaker import Speaker


def sharing(speaker: Speaker) -> Section:
    """The section on recipients, hand-overs and places."""
    document = speaker.policy.document
    blocks: list[Block] = [Paragraph(speaker.fixed("share.intro"))]
    blocks.append(Heading(speaker.say("share.recipients")))
    blocks.append(Bullets(tuple(recipient_item(speaker, one) for one in document.recipient)))
    if document.disclose:
        blocks.append(Heading(speaker.fixed("share.disclosures")))
        blocks.append(Bullets(tuple(_disclose(speaker, one) for one in document.disclose)))
    blocks.append(Heading(speaker.say("share.places")))
    blocks.extend(_storage(speaker))
    return Section("share", speaker.say("title.share"), speaker.say("brief.share"), tuple(blocks))


def recipient_name(speaker: Speaker, path: str, key: str) -> Runs:
    """A recipient by name, or by its services where the policy names nobody."""
    found = [one for one in speaker.policy.document.recipient if one.id == key]
    if not found:
        return (Leaf(path, key, key),)
    if found[0].name:
        return (Leaf(path, key, found[0].name),)
    return speaker.all_of(
        [Leaf(path, key, speaker.phrases.of("services", s)) for s in found[0].services]
    )


def recipient_item(speaker: Speaker, one: Recipient) -> Item:
    """One recipient: what it is, where, what it gets and what for."""
    path = f"recipient.{one.id}"
    services = speaker.all_of(speaker.words("services", one.services, f"{path}.services"))
    lead = (speaker.raw(f"{path}.name", one.name),) if one.name else capital(services)
    said: list[Runs] = []
    if one.name:
        said.append(speaker.say("share.services", services=services))
    kinds = speaker.words("recipient_kinds", one.kinds, f"{path}.kinds")
    said.append(speaker.all_of(kinds))
    if one.fields:
        fields = speaker.all_of(speaker.held(f"{path}.fields", one.fields))
        said.append(speaker.bound(f"{path}.fields", "fields", "share.fields", fields=fields))
    if one.purposes:
        purposes = speaker.purposes(f"{path}.purposes", one.purposes)
        said.append(speaker.say("share.purposes", purposes=purposes))
    said.extend(_where(speaker, path, one))
    said.extend(_terms(speaker, path, one))
    return Item(lead, sentences(*said), rule=path)


def _where(speaker: Speaker, path: str, one: Recipient) -> list[Runs]:
    said: list[Runs] = []
    if one.country:
        country = speaker.country(f"{path}.country", one.country)
        said.append(speaker.say("share.country", country=country))
    if one.address:
        said.append(
            speaker.say("share.address", address=speaker.raw(f"{path}.address", one.address))
        )
    if one.hosts:
        hosts = speaker.all_of(speaker.raw(f"{path}.hosts.{n}", h) for n, h in enumerate(one.hosts))
        said.append(speaker.bound(f"{path}.hosts", "hosts", "share.hosts", hosts=hosts))
    said.extend(_transfer(speaker, f"{path}.transfers.{n}", t) for n, t in enumerate(one.transfers))
    return said


def _transfer(speaker: Speaker, path: str, one: Transfer) -> Runs:
    said = speaker.say(
        "share.transfer",
        country=speaker.country(f"{path}.country", one.country),
        basis=speaker.word("transfer_bases", one.basis, f"{path}.basis"),
    )
    more: list[Runs] = [sentence(said)]
    if one.copy_on_request:
        more.append(speaker.bound(f"{path}.copy_on_request", "true", "share.copy"))
    if one.link:
        more.append(speaker.say("share.read", link=speaker.link(f"{path}.link", one.link)))
    return sentences(*more)


def _terms(speaker: Speaker, path: str, one: Recipient) -> list[Runs]:
    said: list[Runs] = []
    if one.under:
        said.append(
            speaker.say(
                "share.under", recipient=recipient_name(speaker, f"{path}.under", one.under)
            )
        )
    if one.agreement:
        at = f"{path}.agreement"
        since = speaker.day(f"{at}.since", one.agreement.since)
        said.append(speaker.bound(at, "agreement", "share.agreement", since=since))
        if one.agreement.until:
            until = speaker.day(f"{at}.until", one.agreement.until)
            said.append(speaker.bound(f"{at}.until", "until", "share.agreement_until", until=until))
        if one.agreement.reference:
            reference = speaker.raw(f"{at}.reference", one.agreement.reference)
            said.append(speaker.say("share.reference", reference=reference))
    if one.division:
        text = speaker.aside(f"{path}.division", one.division)
        said.append(speaker.say("share.division", division=text))
    for number, link in enumerate(one.links):
        at = f"{path}.links.{number}"
        text, url = speaker.text(f"{at}.text", link.text), speaker.link(f"{at}.url", link.url)
        if link.point:
            points = speaker.raw(f"{at}.point", link.point)
            said.append(speaker.say("share.link_points", text=text, points=points, link=url))
        else:
            said.append(speaker.say("share.link", text=text, link=url))
    if one.erased_within:
        within = speaker.period(f"{path}.erased_within", one.erased_within)
        said.append(speaker.bound(f"{path}.erased_within", "within", "share.erased", within=within))
    return said


def _disclose(speaker: Speaker, one: Disclose) -> Item:
    path = f"disclose.{one.id}"
    to = speaker.all_of(
        recipient_name(speaker, f"{path}.to.{n}", key) for n, key in enumerate(one.to)
    )
    what = speaker.all_of(speaker.held(f"{path}.fields", one.fields))
    who = speaker.people(f"{path}.who", one.who)
    ground = speaker.word("grounds", one.ground, f"{path}.ground")
    said = [
        speaker.bound(path, one.id, "share.may_get", fields=what),
        speaker.say("share.about", who=who),
        speaker.say("share.ground", ground=ground),
    ]
    if one.only_numbers:
        said.append(speaker.bound(f"{path}.only_numbers", "true", "share.only_numbers"))
    if one.purposes:
        purposes = speaker.purposes(f"{path}.purposes", one.purposes)
        said.append(speaker.say("share.purposes", purposes=purposes))
    if one.bases:
        bases = speaker.all_of(speaker.words("bases", one.bases, f"{path}.bases"))
        said.append(speaker.say("share.bases", bases=bases))
    if one.consent:
        consent = speaker.consent(f"{path}.consent", one.consent)
        said.append(
            speaker.bound(f"{path}.consent", one.consent, "collect.consent", consent=consent)
        )
    if one.needs:
        needs = speaker.all_of(speaker.words("needs", one.needs, f"{path}.needs"))
        said.append(speaker.bound(f"{path}.needs", "needs", "share.needs", needs=needs))
    return Item(capital(to), sentences(*said), rule=path)


def _storage(speaker: Speaker) -> list[Block]:
    storage = speaker.policy.document.storage
    items = []
    for number, place in enumerate(storage.place):
        path = f"storage.place.{number}"
        country = speaker.country(f"{path}.country", place.country)
        said = [speaker.say("share.place_country", country=country)]
        if place.region:
            region = speaker.raw(f"{path}.region", place.region)
            said.append(speaker.say("share.region", region=region))
        if place.recipient:
            name = recipient_name(speaker, f"{path}.recipient", place.recipient)
            said.append(speaker.say("share.run_by", recipient=name))
        items.append(Item((speaker.text(f"{path}.text", place.text),), sentences(*said), "storage"))
    allowed = [speaker.country(f"storage.allowed.{n}", c) for n, c in enumerate(storage.allowed)]
    bound = speaker.bound(
        "storage.allowed", "allowed", "share.allowed", allowed=speaker.all_of(allowed)
    )
    return [Bullets(tuple(items)), Paragraph(sentence(bound), rule="storage")]


# ------------------------------------------------------------------ the visitor's device


def device(speaker: Speaker) -> Section:
    """The section on cookies and the like."""
    document = speaker.policy.document
    rules = document.cookies
    said = [speaker.bound("cookies.document", rules.document, f"cookies.{rules.document}")]
    if rules.browser_signal:
        said.append(speaker.bound("cookies.browser_signal", "true", "cookies.browser_signal"))
    if rules.ask_again:
        again = speaker.period("cookies.ask_again", rules.ask_again)
        said.append(speaker.bound("cookies.ask_again", "again", "cookies.ask_again", period=again))
    blocks: list[Block] = [Paragraph(sentences(*said), rule="cookies")]
    if document.cookie:
        blocks.append(Bullets(tuple(_cookie(speaker, one) for one in document.cookie)))
    return Section(
        "device", speaker.say("title.device"), speaker.say("brief.device"), tuple(blocks)
    )


def _cookie(speaker: Speaker, one: Cookie) -> Item:
    path = f"cookie.{one.name}"
    said = [
        speaker.say(
            "cookies.from",
            owner=speaker.raw(f"{path}.owner", one.owner),
            party=speaker.word("parties", one.party, f"{path}.party"),
            category=speaker.word("cookie_categories", one.category, f"{path}.category"),
        ),
        (speaker.text(f"{path}.purpose", one.purpose),),
    ]
    if one.lifetime == "session":
        said.append(speaker.bound(f"{path}.lifetime", "session", "cookies.session"))
    else:
        lifetime = speaker.period(f"{path}.lifetime", one.lifetime)
        said.append(
            speaker.bound(f"{path}.lifetime", "lifetime", "cookies.lifetime", period=lifetime)
        )
    if one.recipient:
        name = recipient_name(speaker, f"{path}.recipient", one.recipient)
        said.append(speaker.say("cookies.recipient", recipient=name))
    return Item((speaker.raw(f"{path}.name", one.name),), sentences(*said), rule=path)

"""What people decide and demand: consents, mails, rights, and employer reviews."""

from ordholden.policy.document import Consent, Mail
from ordholden.policy.document.rights import Reviews, Right, Rights
from ordholden.policy.notice.promising import promises
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
from ordholden.policy.notice.sharing import recipient_name
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.periods import Period
from ordholden.policy.vocabulary import MAIL_CLASSES, REQUESTS

# What the law gives everybody, whatever the policy says; the others exist when promised.
_BY_LAW = ("access", "rectify", "erase", "restrict", "port", "object", "object_marketing")
_ALWAYS = (*_BY_LAW, "withdraw", "human_review", "complain")


def consenting(speaker: Speaker) -> Section:
    """The section on consents and mails."""
    document = speaker.policy.document
    blocks: list[Block] = []
    if document.consent:
        blocks.append(Heading(speaker.say("consents.heading")))
        items = tuple(_consent(speaker, key, one) for key, one in document.consent.items())
        blocks.append(Bullets(items))
    if document.mail:
        blocks.append(Heading(speaker.say("mails.heading")))
        order = [key for key in MAIL_CLASSES if key in document.mail]
        blocks.append(Bullets(tuple(_mail(speaker, key, document.mail[key]) for key in order)))
    return Section(
        "consents", speaker.say("title.consents"), speaker.say("brief.consents"), tuple(blocks)
    )


def _consent(speaker: Speaker, key: str, one: Consent) -> Item:
    path = f"consent.{key}"
    who = speaker.word("people", one.who, f"{path}.who")
    stage = speaker.word("stages", one.at, f"{path}.at")
    purposes = speaker.purposes(f"{path}.purposes", one.purposes)
    said = [
        speaker.say("consents.asked", who=who, stage=stage),
        speaker.say("consents.purposes", purposes=purposes),
        speaker.bound(f"{path}.needed", str(one.needed), f"consents.{_yes(one.needed, 'needed')}"),
    ]
    if one.per:
        said.append((speaker.word("per", one.per, f"{path}.per"),))
    if one.expires:
        period = speaker.period(f"{path}.expires", one.expires)
        said.append(speaker.bound(f"{path}.expires", "expires", "consents.expires", period=period))
    if one.double_opt_in:
        said.append(speaker.bound(f"{path}.double_opt_in", "true", "consents.double_opt_in"))
    if one.reask_after:
        period = speaker.period(f"{path}.reask_after", one.reask_after)
        said.append(speaker.bound(f"{path}.reask_after", "reask", "consents.reask", period=period))
    said.extend(_withdrawal(speaker, path, one))
    quoted = speaker.phrases.of("glue", "quote").replace("*", one.text[speaker.own].strip())
    return Item(
        (Leaf(f"{path}.text", one.text[speaker.own].strip(), quoted),), sentences(*said), path
    )


def _withdrawal(speaker: Speaker, path: str, one: Consent) -> list[Runs]:
    at = f"{path}.withdraw"
    erase = one.withdraw.erase
    said = [speaker.bound(f"{at}.erase", erase, f"withdrawal.{erase}")]
    if one.withdraw.tells:
        tells = speaker.all_of(speaker.words("told", one.withdraw.tells, f"{at}.tells"))
        said.append(speaker.bound(f"{at}.tells", "tells", "withdrawal.tells", told=tells))
    key = "withdrawal.evidence" if one.withdraw.keeps_evidence else "withdrawal.no_evidence"
    said.append(speaker.bound(f"{at}.keeps_evidence", str(one.withdraw.keeps_evidence), key))
    return said


def _yes(value: bool, word: str) -> str:
    return word if value else f"not_{word}"


def _mail(speaker: Speaker, key: str, one: Mail) -> Item:
    path = f"mail.{key}"
    said = [speaker.say("mails.purpose", purpose=speaker.purpose(f"{path}.purpose", one.purpose))]
    if one.consent:
        consent = speaker.consent(f"{path}.consent", one.consent)
        said.append(speaker.bound(f"{path}.consent", one.consent, "mails.consent", consent=consent))
    if one.opt_out:
        said.append(speaker.bound(f"{path}.opt_out", "true", "mails.opt_out"))
    if one.counts_as_contact:
        said.append(speaker.bound(f"{path}.counts_as_contact", "true", "mails.counts"))
    if one.tracking_consent:
        at = f"{path}.tracking_consent"
        consent = speaker.consent(at, one.tracking_consent)
        said.append(speaker.bound(at, one.tracking_consent, "mails.tracking", consent=consent))
    if one.via:
        name = recipient_name(speaker, f"{path}.via", one.via)
        said.append(speaker.say("mails.via", recipient=name))
    return Item(capital((speaker.word("mail_classes", key, path),)), sentences(*said), rule=path)


# ------------------------------------------------------------------ rights


def answering(speaker: Speaker) -> Section:
    """The section on rights, deadlines and the authority."""
    rights = speaker.policy.document.rights
    items = []
    for key in REQUESTS:
        right = getattr(rights, key)
        if right is not None or key in _ALWAYS:
            items.append(_right(speaker, key, right))
    blocks: list[Block] = [Paragraph(_deadlines(speaker, rights), rule="rights")]
    blocks.append(Bullets(tuple(items)))
    blocks.append(Paragraph(_copies(speaker, rights), rule="rights"))
    blocks.extend(promises(speaker, "rights"))
    return Section(
        "rights", speaker.say("title.rights"), speaker.say("brief.rights"), tuple(blocks)
    )


def _deadlines(speaker: Speaker, rights: Rights) -> Runs:
    within = speaker.period("rights.answer_within", rights.answer_within)
    said = [
        speaker.bound("rights.answer_within", "within", "rights.within", within=within),
        speaker.bound("rights.free", "true", "rights.free"),
    ]
    if rights.reasonable_time:
        said.append(speaker.bound("rights.reasonable_time", "true", "rights.reasonable_time"))
    if rights.may_extend:
        period = speaker.period("rights.may_extend", rights.may_extend)
        said.append(
            speaker.bound("rights.may_extend", "extend", "rights.may_extend", period=period)
        )
    return sentences(*said)


def _right(speaker: Speaker, key: str, right: Right | None) -> Item:
    path = f"rights.{key}"
    if right is None:
        return Item(
            speaker.fixed(f"requests.{key}"), sentences(speaker.fixed(f"rights_text.{key}")), path
        )
    lead = speaker.bound(path, key, f"requests.{key}")
    said = [speaker.bound(path, key, f"rights_text.{key}")]
    if right.by:
        ways = speaker.one_of(speaker.words("ways_to_ask", right.by, f"{path}.by"))
        said.append(speaker.say("rights.by", ways=ways))
    if right.contact:
        said.append(speaker.say("rights.contact", contact=_contact(speaker, path, right)))
    if right.within:
        within = speaker.period(f"{path}.within", right.within)
        said.append(speaker.bound(f"{path}.within", "within", "rights.within", within=within))
    if right.delivered:
        said.append((speaker.word("deliveries", right.delivered, f"{path}.delivered"),))
    if right.law:
        said.append(speaker.say("rights.law", law=speaker.law(f"{path}.law", right.law)))
    if key == "complain":
        said.append(authorities(speaker))
    return Item(lead, sentences(*said), rule=path)


def _contact(speaker: Speaker, path: str, right: Right) -> Runs:
    key = right.contact or ""
    contact = speaker.policy.document.contact.get(right.contact) if right.contact else None
    at = f"{path}.contact"
    if contact is None:
        return (speaker.word("contacts", key, at),)
    values = [contact.email, contact.phone, contact.post]
    found = [Leaf(at, key, value) for value in values if value]
    return speaker.one_of(found) if found else (speaker.word("contacts", key, at),)


def authorities(speaker: Speaker) -> Runs:
    """The authorities by name and country."""
    found = []
    for number, one in enumerate(speaker.policy.document.authority):
        path = f"authority.{number}"
        country = speaker.country(f"{path}.country", one.country)
        name = speaker.raw(f"{path}.name", one.name)
        found.append(speaker.say("rights.authority", name=name, country=country))
    return speaker.say("rights.authorities", authorities=speaker.one_of(found))


def _copies(speaker: Speaker, rights: Rights) -> Runs:
    export = speaker.all_of(speaker.words("exports", rights.export, "rights.export"))
    shown = speaker.all_of(speaker.words("log_parts", rights.log_shown, "rights.log_shown"))
    redact = speaker.one_of(speaker.words("redactions", rights.redact_for, "rights.redact_for"))
    again = speaker.period("rights.reask_refused", rights.reask_refused)
    return sentences(
        speaker.bound("rights.export", "export", "rights.export", formats=export),
        speaker.bound("rights.log_shown", "log", "rights.log_shown", parts=shown),
        speaker.bound("rights.redact_for", "redact", "rights.redact_for", reasons=redact),
        speaker.bound("rights.reask_refused", "reask", "rights.reask_refused", period=again),
    )


# ------------------------------------------------------------------ employer reviews


def reviewing(speaker: Speaker) -> Section:
    """The section on employer reviews; empty where the policy has none."""
    reviews = speaker.policy.document.reviews
    title, brief = speaker.say("title.reviews"), speaker.say("brief.reviews")
    if reviews is None:
        return Section("reviews", title, brief, ())
    blocks: list[Block] = []
    if reviews.aim:
        blocks.append(Paragraph(sentence(speaker.text("reviews.aim", reviews.aim)), rule="reviews"))
    for told in (_who_may, _reported, _removed, _verified):
        blocks.append(Paragraph(told(speaker, reviews), rule="reviews"))
    blocks.extend(promises(speaker, "reviews"))
    return Section("reviews", title, brief, tuple(blocks))


def _figure(speaker: Speaker, name: str, value: int | Period) -> Runs:
    path = f"reviews.{name}"
    part = speaker.period(path, value) if isinstance(value, Period) else speaker.raw(path, value)
    return speaker.bound(path, name, f"reviews.{name}", value=part)


def _words(speaker: Speaker, name: str, words: tuple[str, ...], *, some: bool = True) -> Runs:
    path = f"reviews.{name}"
    found = speaker.words(f"reviews_{name}", words, path)
    joined = speaker.one_of(found) if some else speaker.all_of(found)
    return speaker.bound(path, name, f"reviews.{name}", words=joined)


def _flag(speaker: Speaker, name: str, value: bool) -> Runs:
    return speaker.bound(f"reviews.{name}", str(value), f"reviews.{_yes(value, name)}")


def _who_may(speaker: Speaker, reviews: Reviews) -> Runs:
    return sentences(
        _words(speaker, "relations", reviews.relations),
        _flag(speaker, "contract_required", reviews.contract_required),
        _figure(speaker, "window", reviews.window),
        _figure(speaker, "per_company", reviews.per_company),
        _figure(speaker, "stars", reviews.stars),
        _flag(speaker, "company_reply", reviews.company_reply),
    )


def _reported(speaker: Speaker, reviews: Reviews) -> Runs:
    mask = speaker.raw("reviews.mask", reviews.mask)
    return sentences(
        _words(speaker, "report_grounds", reviews.report_grounds),
        _flag(speaker, "hide_on_report", reviews.hide_on_report),
        speaker.bound("reviews.mask", "mask", "reviews.mask", value=mask),
        _figure(speaker, "original_kept", reviews.original_kept),
        _figure(speaker, "reports_per_day", reviews.reports_per_day),
    )


def _removed(speaker: Speaker, reviews: Reviews) -> Runs:
    return sentences(
        _words(speaker, "removal_codes", reviews.removal_codes),
        _words(speaker, "no_removal", reviews.no_removal),
        _words(speaker, "block_scopes", reviews.block_scopes),
    )


def _verified(speaker: Speaker, reviews: Reviews) -> Runs:
    return sentences(
        _words(speaker, "verification_fields", reviews.verification_fields, some=False),
        _figure(speaker, "verification_deadline", reviews.verification_deadline),
    )

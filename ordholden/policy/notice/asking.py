"""What is asked of whom and why: fields by person and stage, purposes with their grounds."""

from ordholden.policy.document import Collect, CustomField, Purpose, See
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
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
from ordholden.policy.vocabulary import PEOPLE, ROLES

_MANY = 4


def collecting(speaker: Speaker) -> Section:
    """The section on what is asked for, of whom, from which stage."""
    document = speaker.policy.document
    blocks: list[Block] = [Paragraph(speaker.fixed("collect.intro"))]
    for kind in PEOPLE:
        found = [(n, one) for n, one in enumerate(document.collect) if one.who == kind]
        if not found:
            continue
        title = speaker.word("people", kind, f"collect.{found[0][0]}.who")
        blocks.append(Heading(capital((title,))))
        blocks.append(Bullets(tuple(_collect(speaker, n, one) for n, one in found)))
    if document.field:
        blocks.append(Heading(speaker.say("collect.own")))
        blocks.append(Bullets(tuple(_own(speaker, one) for one in document.field)))
    return Section(
        "collect", speaker.say("title.collect"), speaker.say("brief.collect"), tuple(blocks)
    )


def _collect(speaker: Speaker, number: int, one: Collect) -> Item:
    path = f"collect.{number}"
    stage = speaker.word("stages", one.at, f"{path}.at")
    said = [
        speaker.bound(f"{path}.source", one.source, f"sources.{one.source}", stage=stage),
        _required(speaker, path, one),
        speaker.say(
            "collect.purposes", purposes=speaker.purposes(f"{path}.purposes", one.purposes)
        ),
    ]
    if one.why:
        said.append((speaker.text(f"{path}.why", one.why),))
    if one.channel:
        channel = speaker.channel(f"{path}.channel", one.channel)
        said.append(
            speaker.bound(f"{path}.channel", one.channel, "collect.channel", channel=channel)
        )
    if one.consent:
        consent = speaker.consent(f"{path}.consent", one.consent)
        said.append(
            speaker.bound(f"{path}.consent", one.consent, "collect.consent", consent=consent)
        )
    if one.protect:
        said.append(speaker.bound(f"{path}.protect", one.protect, f"protect.{one.protect}"))
    if one.positions:
        said.append(speaker.bound(f"{path}.positions", "true", "collect.positions"))
    lead = capital(speaker.all_of(speaker.held(f"{path}.fields", one.fields)))
    return Item(lead, sentences(*said), rule=path)


def _required(speaker: Speaker, path: str, one: Collect) -> Runs:
    if one.source != "subject" and not one.required:
        return ()
    if not one.required:
        return speaker.bound(f"{path}.required", "", "collect.voluntary")
    if set(one.required) >= set(one.fields):
        return speaker.bound(f"{path}.required", " ".join(one.required), "collect.all_required")
    words = speaker.all_of(speaker.held(f"{path}.required", one.required))
    return speaker.bound(f"{path}.required", "required", "collect.required", required=words)


def _own(speaker: Speaker, one: CustomField) -> Item:
    path = f"field.{one.id}"
    said = [
        speaker.say(
            "collect.own_field",
            kind=speaker.word("kinds", one.kind, f"{path}.kind"),
            record=speaker.category(one.record, f"{path}.record"),
        ),
        (speaker.word("sensitivity", one.sensitivity, f"{path}.sensitivity"),),
    ]
    if one.choices:
        choices = [
            speaker.text(f"{path}.choices.{n}", choice) for n, choice in enumerate(one.choices)
        ]
        said.append(speaker.say("collect.choices", choices=speaker.one_of(choices)))
    return Item((speaker.text(f"{path}.label", one.label),), sentences(*said), rule=path)


# ------------------------------------------------------------------ why


def reasons(speaker: Speaker) -> Section:
    """The section on purposes and their legal grounds."""
    purposes = speaker.policy.document.purpose
    blocks: list[Block] = [
        Paragraph(sentences(speaker.say("why.intro"), speaker.fixed("why.balance")))
    ]
    groups: dict[str, list[Item]] = {}
    for key, one in purposes.items():
        group = "everybody" if len(one.who) >= _MANY else one.who[0]
        groups.setdefault(group, []).append(_purpose(speaker, key, one))
    for group in (*PEOPLE, "everybody"):
        if group in groups:
            title = f"people.{group}" if group in PEOPLE else "keep.everybody"
            blocks.append(Heading(capital(speaker.say(title))))
            blocks.append(Bullets(tuple(groups[group])))
    return Section("why", speaker.say("title.why"), speaker.say("brief.why"), tuple(blocks))


def _purpose(speaker: Speaker, key: str, one: Purpose) -> Item:
    path = f"purpose.{key}"
    said: list[Runs] = []
    if len(one.who) > 1:
        people = speaker.people(f"{path}.who", one.who)
        said.append(speaker.say("why.who", people=people))
    said.append(speaker.say("why.bases", bases=_bases(speaker, path, one)))
    if one.objection != "balance":
        said.append(
            speaker.bound(f"{path}.objection", one.objection, f"objections.{one.objection}")
        )
    if one.output == "aggregate":
        said.append(speaker.bound(f"{path}.output", one.output, "why.aggregate"))
    if one.starts:
        stage = speaker.word("stages", one.starts, f"{path}.from")
        said.append(speaker.bound(f"{path}.from", one.starts, "why.starts", stage=stage))
    return Item((speaker.text(f"{path}.text", one.text),), sentences(*said), rule=path)


def _bases(speaker: Speaker, path: str, one: Purpose) -> Runs:
    found: list[Runs] = []
    for number, basis in enumerate(one.bases):
        at = f"{path}.bases.{number}"
        said: Runs = (speaker.word("bases", basis.basis, f"{at}.basis"),)
        if basis.interest:
            text = speaker.text(f"{at}.interest", basis.interest)
            said += speaker.say("why.interest", interest=text)
        if basis.law:
            said += speaker.say("why.law", law=speaker.law(f"{at}.law", basis.law))
        if basis.consent:
            said += speaker.say(
                "why.consent", consent=speaker.consent(f"{at}.consent", basis.consent)
            )
        if basis.when:
            word = speaker.bound(f"{at}.when", basis.when, f"conditions.{basis.when}", consent=())
            said += speaker.say("why.when", condition=word)
        found.append(said)
    parts: list[Part] = []
    for one_said in found:
        parts.extend(["; ", one_said] if parts else [one_said])
    return flat(parts)


# ------------------------------------------------------------------ who sees


def seeing(speaker: Speaker) -> Section:
    """The section on who sees what."""
    document = speaker.policy.document
    blocks: list[Block] = [Paragraph(sentences(speaker.fixed("see.intro")))]
    order = list(ROLES)
    numbered = sorted(enumerate(document.see), key=lambda pair: order.index(pair[1].role))
    blocks.append(Bullets(tuple(_see(speaker, n, one) for n, one in numbered)))
    return Section("see", speaker.say("title.see"), speaker.say("brief.see"), tuple(blocks))


def _see(speaker: Speaker, number: int, one: See) -> Item:
    path = f"see.{number}"
    what = speaker.all_of(speaker.held(f"{path}.what", one.what))
    said = [speaker.bound(f"{path}.how", one.how, f"audiences.{one.how}", what=what)]
    if one.never:
        never = speaker.one_of(speaker.held(f"{path}.never", one.never))
        said.append(speaker.bound(f"{path}.never", "never", "see.never", what=never))
    said.append(
        speaker.say("see.purposes", purposes=speaker.purposes(f"{path}.purposes", one.purposes))
    )
    role = speaker.word("roles", one.role, f"{path}.role")
    return Item(capital((role,)), sentences(*said), rule=path)


# ------------------------------------------------------------------ sensitive data, statistics


def careful(speaker: Speaker) -> Section:
    """The section on special categories of data and on statistics."""
    document = speaker.policy.document
    sensitive, numbers = document.sensitive, document.statistics
    kinds = speaker.all_of(speaker.words("sensitive_kinds", sensitive.kinds, "sensitive.kinds"))
    said = [
        speaker.bound("sensitive.stance", sensitive.stance, f"stances.{sensitive.stance}"),
        speaker.say("sensitive.kinds", kinds=kinds),
    ]
    if sensitive.grounds:
        words = speaker.one_of(
            speaker.words("sensitive_grounds", sensitive.grounds, "sensitive.grounds")
        )
        said.append(speaker.say("sensitive.grounds", grounds=words))
    statistics = speaker.bound(
        "statistics",
        "statistics",
        "sensitive.statistics",
        cell=speaker.raw("statistics.min_cell", numbers.min_cell),
        base=speaker.raw("statistics.min_base", numbers.min_base),
    )
    return Section(
        "sensitive",
        speaker.say("title.sensitive"),
        speaker.say("brief.sensitive"),
        (
            Paragraph(sentences(*said), rule="sensitive"),
            Paragraph(sentence(statistics), rule="statistics"),
        ),
    )

"""Which fields there are: read from the policy in force, for these kinds of people, these stages.

Nothing else exists. A form is made from what is returned here, and what is sent beyond it is
refused (JC-29, JT-11).
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from ordholden.people.actions.details import OWN_COLUMN, SEVERAL
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.policy.document import Collect
from ordholden.privacy.models import Consent

# What a form of a person can hold. Cases, applications and bookings have forms of their own.
RECORDS = frozenset({"person", "profile", "employment", "statistics", "mailing"})
# Not fields: the key to the account is chosen as a password, and the address that mails are
# sent to is the person's own, by the consent beside it.
ACCOUNT, MAIL_ADDRESS = "person.account", "mailing.email"
FILES = frozenset(
    {
        "person.photo",
        "profile.cv",
        "profile.documents",
        "profile.certificates",
        "profile.criminal_record",
        "employment.contract",
        "employment.id_document",
        "employment.work_permit",
        "employment.criminal_record",
        "application.cv",
        "application.documents",
    }
)
# Stages by the kind of person that reaches them.
OPEN: dict[str, tuple[str, ...]] = {
    "candidate": ("sign_up", "profile"),
    "employee": ("hired", "employed"),
}
# Rooms above say when somebody has applied; until one does, nobody has.
HAS_APPLIED: list[Callable[[Person], bool]] = []


@dataclass(frozen=True)
class Asked:
    """One field: why it is asked, whether it must be filled in, and what it rests on."""

    category: str
    stage: str
    required: bool
    purposes: tuple[str, ...]
    why: dict[str, str] | None = None
    consent: str = ""

    @property
    def is_contact(self) -> bool:
        """Whether it is a column of the person."""
        return self.category in OWN_COLUMN

    @property
    def has_several(self) -> bool:
        """Whether it holds several values."""
        return self.category in SEVERAL


def is_file(policy: Policy, category: str) -> bool:
    """Whether a category is given as a file."""
    own = policy.custom_fields().get(category)
    return own.kind == "file" if own else category in FILES


def asked(
    policy: Policy,
    *,
    kinds: Collection[str],
    stages: Collection[str],
    sources: Collection[str] = ("subject",),
    standing: Collection[str] = (),
    records: frozenset[str] = RECORDS,
    positions: bool = False,
) -> list[Asked]:
    """The fields of these kinds of people at these stages, in the order of the policy.

    standing: the consents that hold; an entry that names another one asks nothing. Fields of
    an import channel are not asked here, and those only a position can justify (S-13, JC-35)
    only where there is one (positions). records: of which record sets.
    """
    found: dict[str, Asked] = {}
    for one in policy.document.collect:
        here = one.who in kinds and one.at in stages and one.source in sources
        if (
            not here
            or one.channel
            or (one.positions and not positions)
            or (one.consent and one.consent not in standing)
        ):
            continue
        for category in _categories(policy, one, records):
            field = _asked(one, category)
            before = found.get(category)
            found[category] = _both(before, field) if before else field
    return list(found.values())


def _categories(policy: Policy, one: Collect, records: frozenset[str]) -> Iterator[str]:
    for word in one.fields:
        for category in sorted(policy.means([word])):
            own = category in policy.custom_fields() and records is RECORDS
            if policy.record_of(category) in records or own:
                yield category


def _asked(one: Collect, category: str) -> Asked:
    return Asked(
        category=category,
        stage=one.at,
        required=category in one.required,
        purposes=one.purposes,
        why=one.why,
        consent=one.consent or "",
    )


def _both(first: Asked, second: Asked) -> Asked:
    return replace(
        first,
        required=first.required or second.required,
        purposes=tuple(dict.fromkeys((*first.purposes, *second.purposes))),
        why=first.why or second.why,
    )


def reached(person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds and stages whose fields are open to a person now (JC-29: hired, when hired)."""
    kinds = {kind for kind in OPEN if kind in person.kinds}
    if not person.has_employment:
        kinds.discard("employee")
    return frozenset(kinds), frozenset(stage for kind in kinds for stage in OPEN[kind])


def open_to(policy: Policy, person: Person) -> list[Asked]:
    """The fields of a person's own profile; those for statistics stand on a page of their own."""
    kinds, stages = reached(person)
    return [
        one
        for one in asked(policy, kinds=kinds, stages=stages, standing=standing(person))
        if one.category not in (ACCOUNT, MAIL_ADDRESS) and not is_statistic(policy, one.category)
    ]


def statistics_for(policy: Policy, person: Person) -> list[Asked]:
    """What is asked for statistics alone, once somebody has applied (JI-29)."""
    if "candidate" not in person.kinds or not any(applied(person) for applied in HAS_APPLIED):
        return []
    found = asked(policy, kinds=["candidate"], stages=["after_applying"])
    return [one for one in found if is_statistic(policy, one.category)]


def is_statistic(policy: Policy, category: str) -> bool:
    """Whether a category is kept for statistics and nothing else."""
    return any(
        one.protect == "statistics" and category in policy.means(one.fields)
        for one in policy.document.collect
    )


def standing(person: Person) -> frozenset[str]:
    """The consents of a person that hold now."""
    rows = Consent.objects.standing().filter(person=person)
    return frozenset(rows.values_list("consent", flat=True))


def by_staff(policy: Policy, person: Person) -> list[Asked]:
    """What staff may write about somebody: what is open to the person, and what staff note."""
    kinds, stages = reached(person)
    found = asked(
        policy,
        kinds=kinds,
        stages=stages | {"process"} if "candidate" in kinds else stages,
        sources=("subject", "staff"),
        standing=standing(person),
    )
    return [
        one
        for one in found
        if one.category not in (ACCOUNT, MAIL_ADDRESS)
        and not is_statistic(policy, one.category)
        and policy.record_of(one.category) != "mailing"
    ]

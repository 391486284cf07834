"""What a table says about people: the words a model uses to declare its columns.

Lowest of all rooms, because every room's models use it. A declaration says *what* a column
is; why it is held, and for how long, is the tenant's policy's to say. There is no default:
a column that is not declared fails the data-map gate (`privacy`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Relation(StrEnum):
    """How a person stands to a row, which decides what erasing that person does to it."""

    OWNS = "owns"  # the row is about them: it goes with them
    AUTHORED = "authored"  # they wrote it about somebody else: their name goes, the row stays
    MENTIONED = "mentioned"  # their contact data goes, the statement stays the owner's


OWNS, AUTHORED, MENTIONED = Relation.OWNS, Relation.AUTHORED, Relation.MENTIONED


class Source(StrEnum):
    """Where a value came from, as the export states it (GDPR art. 15(1)(g))."""

    SUBJECT = "subject"
    STAFF = "staff"
    THIRD_PARTY = "third_party"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Column:
    """Base of the two things a column can be."""


@dataclass(frozen=True, kw_only=True)
class PersonalColumn(Column):
    """A column that says something about a person.

    `category` is a word of the vocabulary (`person.email`), or "" when the row itself names it
    (`Holds.category_column`). `free_text` counts as personal whatever the author hopes. `file`:
    the value is the name of a stored object, which is erased with the row.
    """

    category: str
    source: Source = Source.SUBJECT
    free_text: bool = False
    portable: bool = False
    encrypted: bool = False
    statistics_only: bool = False
    file: bool = False


@dataclass(frozen=True, kw_only=True)
class TechnicalColumn(Column):
    """A column that says nothing about a person by itself, and why we believe that."""

    reason: str


def Personal(
    category: str,
    *,
    source: Source = Source.SUBJECT,
    free_text: bool = False,
    portable: bool = False,
    encrypted: bool = False,
    statistics_only: bool = False,
    file: bool = False,
) -> PersonalColumn:
    """Declare a personal column of one category of the vocabulary."""
    return PersonalColumn(
        category=category,
        source=source,
        free_text=free_text,
        portable=portable,
        encrypted=encrypted,
        statistics_only=statistics_only,
        file=file,
    )


def Technical(reason: str) -> TechnicalColumn:
    """Declare a column that holds nothing about a person, with the reason."""
    return TechnicalColumn(reason=reason)


@dataclass(frozen=True)
class Via:
    """A path to the person that no foreign key draws: `here` = `model.there`, then `then`."""

    model: str  # "accounts.SignIn"
    here: str
    there: str
    then: str  # foreign-key path from that model to the person


@dataclass(frozen=True, kw_only=True)
class Holds:
    """What one table holds about people, column by column.

    record: the record set of the vocabulary that retention rules name ("person", "sign_in").
    subject: dotted foreign-key path from the row to `people.Person` ("self", "person",
        "user.person"), a `Via`, or "" when the row is keyed on an address, not on a person.
    columns: database column name -> `Personal(...)` or `Technical(...)`; every column.
    people: foreign-key column -> relation, for each person a row points at.
    anchors: anchor word -> dotted path of the column that holds that moment.
    conditions: condition word -> dotted boolean path (or path to a closed value) in the row.
    category_column: column that names the category of a row (rows that hold one value each).
    marks: action that leaves the row in place -> column that takes the moment it was done
        ("stop_mailing": "stopped_at"). An action with neither mark nor meaning here is not done.
    address_column: takes the person's e-mail when the row must outlive the person as evidence.
    kept_clocks: anchor word -> column that takes the person's clock at that moment; until then
        the person's own counts (X-61: a permission to mail outlives the account).
    also: record sets whose marks the row carries too, though it is not theirs to be erased by
        (a consent is also the permission to mail).
    consent_column: path of the consent id a row is about, for rules that name a consent.
    category: every row of the table is of this one category, and goes with it.
    any_kind: the row says as what its person is here (the contact of an ad), so a rule about the
        record reaches it whatever else they are to us.
    """

    record: str
    subject: str | Via
    columns: Mapping[str, Column]
    people: Mapping[str, Relation] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    category_column: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    address_column: str = ""
    kept_clocks: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    consent_column: str = ""
    category: str = ""
    any_kind: bool = False

    @property
    def personal(self) -> dict[str, PersonalColumn]:
        """The columns that say something about a person."""
        return {n: c for n, c in self.columns.items() if isinstance(c, PersonalColumn)}


@dataclass(frozen=True)
class NotPersonal:
    """A table that says nothing about a person, and why we believe that."""

    because: str
    columns: tuple[str, ...] = ()  # every column, so that an added one must be thought about


Privacy = Holds | NotPersonal

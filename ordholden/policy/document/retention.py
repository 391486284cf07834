"""How long: what is kept, from which event, in which steps; what is locked; what is held."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ordholden.policy.document.base import (
    ActionWord,
    AnchorWord,
    Clause,
    ConditionWord,
    Held,
    Id,
    Law,
    Length,
    LocalText,
    PeopleWord,
    Stated,
    Strict,
    _listed,
)


class Several(Strict):
    """Several events as one anchor; exactly one of the three ways to combine them."""

    latest: Annotated[tuple[AnchorWord, ...], BeforeValidator(_listed)] = Field(
        (), description="the latest of those that have happened"
    )
    earliest: Annotated[tuple[AnchorWord, ...], BeforeValidator(_listed)] = Field(
        (), description="the earliest of those that have happened"
    )
    all: Annotated[tuple[AnchorWord, ...], BeforeValidator(_listed)] = Field(
        (), description="the latest, and only when every one has happened"
    )

    @property
    def way(self) -> Literal["latest", "earliest", "all"]:
        """Which of the three is used (the compiler refuses none or two)."""
        return "latest" if self.latest else "earliest" if self.earliest else "all"

    @property
    def words(self) -> tuple[str, ...]:
        """The anchors combined."""
        return self.latest or self.earliest or self.all


class Moment(Strict):
    """A period after an event."""

    anchor: AnchorWord
    after: Length


class Step(Strict):
    """One stage of a rule: so long after the anchor, this happens."""

    after: Length
    do: ActionWord
    keep: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = ()
    keep_for: Id | None = Field(None, description="the purpose that what is kept serves")
    to: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(
        (), description="purposes that may go on when restricted"
    )
    clauses: Annotated[tuple[Clause, ...], BeforeValidator(_listed)] = ()


class Ask(Strict):
    """Before the end the person is asked; silence is an answer."""

    before: Length
    consent: Id | None = None
    silence: Literal["erase"] = "erase"


class Review(Strict):
    """Where a purpose, not a period, decides: an employee is asked at this interval."""

    every: Length
    silence: Literal["erase"] = "erase"
    answer_within: Length


class Retain(Stated):
    """One retention rule: which records, of whom, counted from what, and what happens when."""

    id: Id
    what: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = Field(min_length=1)
    who: Annotated[tuple[PeopleWord, ...], BeforeValidator(_listed)] = Field(min_length=1)
    only: Annotated[tuple[ConditionWord, ...], BeforeValidator(_listed)] = ()
    consent: Id | None = Field(None, description="the consent its anchor or condition is about")
    anchor: AnchorWord | Several
    stages: Annotated[tuple[Step, ...], BeforeValidator(_listed)] = Field(min_length=1)
    backstop: Moment | None = Field(None, description="erases even if the anchor never comes")
    cap: Moment | None = Field(None, description="activity cannot extend past this")
    ask: Ask | None = None
    review: Review | None = None
    law: Law | None = Field(None, description="the law that asks for this length")
    kept_by_law: bool = Field(False, description="a floor: survives a request for erasure")
    reason: LocalText | None = Field(None, description="why this long, for the reader")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchor words the rule counts from."""
        return (self.anchor,) if isinstance(self.anchor, str) else self.anchor.words


class Lock(Stated):
    """Something that cannot be changed or erased for a while; the person is told until when."""

    id: Id
    what: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = Field(min_length=1)
    starts: AnchorWord = Field(alias="from")
    until: Moment
    refuses: Annotated[tuple[Literal["change", "erase"], ...], BeforeValidator(_listed)]
    reason: LocalText


class Hold(Stated):
    """Reasons for which named records are kept past their day, and for how long at most."""

    reasons: Annotated[
        tuple[
            Literal["dispute", "authority_request", "legal_claim", "restriction", "misuse_case"],
            ...,
        ],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    max: Length
    approve: Literal["privacy_officer", "administrator"] = "privacy_officer"

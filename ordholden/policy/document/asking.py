"""What is asked for and why: purposes, fields, consents, who sees what, sensitive data."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ordholden.policy.document.base import (
    AudienceWord,
    BasisWord,
    ConditionWord,
    Held,
    Id,
    Law,
    Length,
    LocalText,
    PeopleWord,
    RoleWord,
    StageWord,
    Stated,
    Strict,
    _listed,
)

SENSITIVE = (
    "race",
    "ethnicity",
    "religion",
    "philosophy",
    "politics",
    "union",
    "health",
    "genetics",
    "biometrics",
    "sex_life",
    "orientation",
    "gender",
    "criminal_offences",
)


class Basis(Strict):
    """One legal basis of a purpose, and when it applies."""

    basis: BasisWord
    when: ConditionWord | None = None
    consent: Id | None = None
    law: Law | None = None
    interest: LocalText | None = Field(None, description="the legitimate interest, in words")


class Purpose(Stated):
    """Why data is used. A field with no purpose cannot exist; nor a purpose without a basis."""

    text: LocalText
    who: Annotated[tuple[PeopleWord, ...], BeforeValidator(_listed)] = Field(min_length=1)
    bases: Annotated[tuple[Basis, ...], BeforeValidator(_listed)] = Field(
        (), description="at least one; the compiler names the purpose that has none"
    )
    output: Literal["rows", "aggregate"] = "rows"
    objection: Literal["balance", "always", "none"] = "balance"
    starts: StageWord | None = Field(
        None, alias="from", description="the stage before which the purpose may not be used"
    )
    dpv: str = Field("", description="identifier in the Data Privacy Vocabulary")


class CustomField(Stated):
    """A field of the tenant's own, named “own.ID” elsewhere in the file."""

    id: Id
    label: LocalText
    kind: Literal["text", "long_text", "date", "number", "yes_no", "choice", "file"]
    choices: Annotated[tuple[LocalText, ...], BeforeValidator(_listed)] = ()
    sensitivity: Literal["ordinary", "confidential", "criminal", "special"] = "ordinary"
    record: str = Field("profile", description="the record set it lives and dies with")


class Collect(Stated):
    """Fields that may exist: asked of whom, from which stage, for which purposes."""

    who: PeopleWord
    at: StageWord
    fields: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = Field(min_length=1)
    required: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = ()
    purposes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(
        (), description="at least one; the compiler names the fields that have none"
    )
    source: Literal["subject", "staff", "third_party", "automatic", "imported"] = "subject"
    channel: str = Field("", description="only when the person came through this channel")
    consent: Id | None = Field(None, description="asked for only when this consent stands")
    protect: Literal["", "encrypted", "statistics"] = ""
    positions: bool = Field(False, description="only where the position's nature demands it")
    why: LocalText | None = Field(None, description="beside the field, instead of the purpose")


class See(Stated):
    """Who sees what, for what, and how."""

    role: RoleWord
    what: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = Field(min_length=1)
    purposes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(min_length=1)
    how: AudienceWord = "open"
    never: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = ()


class Withdrawal(Strict):
    """What withdrawing a consent does, besides stopping what rested on it, at once."""

    erase: Literal["sole_basis", "profile", "nothing"]
    keeps_evidence: bool = Field(True, description="the proof lives on under its own rule")
    tells: Annotated[tuple[Literal["person", "recipients"], ...], BeforeValidator(_listed)] = ()


class Consent(Stated):
    """A question with a free answer, separate from every other, never ticked beforehand."""

    text: LocalText = Field(description="the exact words the person says yes to")
    purposes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(min_length=1)
    who: PeopleWord
    at: StageWord
    needed: bool = Field(False, description="without it nothing is stored at all")
    per: Literal["", "process", "recipient", "document", "item", "referee", "survey"] = ""
    expires: Length | None = None
    double_opt_in: bool = False
    withdraw: Withdrawal
    reask_after: Length | None = None


class Sensitive(Stated):
    """How special categories are met when somebody writes or uploads them."""

    stance: Literal["discourage", "forbid_and_remove", "allow_with_ground"]
    kinds: Annotated[
        tuple[Literal[SENSITIVE], ...],  # type: ignore[valid-type]
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    grounds: Annotated[
        tuple[Literal["legal_duty", "explicit_consent", "statute"], ...], BeforeValidator(_listed)
    ] = ()


class Statistics(Stated):
    """Smallest groups that numbers may be shown for."""

    min_cell: int = Field(ge=5)
    min_base: int = Field(ge=10)

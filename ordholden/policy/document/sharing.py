"""Who else gets data: recipients, hand-overs, transfers; cookies and mails."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ordholden.policy.document.base import (
    BasisWord,
    Country,
    GroundWord,
    Held,
    Id,
    Length,
    LocalText,
    PeopleWord,
    RecipientKind,
    ServiceWord,
    Stated,
    Strict,
    _listed,
)


class Link(Strict):
    """An address for further reading at somebody else's site."""

    text: LocalText
    url: str
    point: str = Field("", description="the points of it that are meant, such as “2.a.ii, 5.a.ii”")


class Transfer(Stated):
    """Why data may go to a country outside the EEA."""

    country: Country
    basis: Literal["adequacy", "standard_clauses", "binding_rules", "derogation"]
    copy_on_request: bool = False
    link: str = ""


class Agreement(Strict):
    """The agreement with a recipient; without one in force the flow stops."""

    since: date
    until: date | None = None
    reference: str = ""


class Recipient(Stated):
    """A receiver, by name, or by category where the notice names none."""

    id: Id
    name: str = Field("", description="empty when the notice names only the category")
    kinds: Annotated[tuple[RecipientKind, ...], BeforeValidator(_listed)] = Field(min_length=1)
    services: Annotated[tuple[ServiceWord, ...], BeforeValidator(_listed)] = Field(min_length=1)
    country: Country | None = None
    address: str = ""
    under: Id | None = Field(None, description="the processor whose sub-processor this is")
    fields: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = ()
    purposes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = ()
    hosts: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    agreement: Agreement | None = None
    transfers: Annotated[tuple[Transfer, ...], BeforeValidator(_listed)] = ()
    links: Annotated[tuple[Link, ...], BeforeValidator(_listed)] = ()
    division: LocalText | None = Field(None, description="who answers for what, when joint")
    erased_within: Length | None = None


class Disclose(Stated):
    """A hand-over that may happen: what, to which recipients, on which ground."""

    id: Id
    to: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(
        min_length=1, description="recipient ids"
    )
    who: Annotated[tuple[PeopleWord, ...], BeforeValidator(_listed)] = Field(min_length=1)
    fields: Annotated[tuple[Held, ...], BeforeValidator(_listed)] = Field(min_length=1)
    purposes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = ()
    ground: GroundWord
    bases: Annotated[tuple[BasisWord, ...], BeforeValidator(_listed)] = ()
    consent: Id | None = None
    needs: Annotated[
        tuple[
            Literal[
                "position",
                "confidentiality",
                "document",
                "officer_approval",
                "case",
                "authority",
                "review",
            ],
            ...,
        ],
        BeforeValidator(_listed),
    ] = ()
    only_numbers: bool = False


class Cookie(Stated):
    """One thing stored on a visitor's device."""

    name: str
    owner: str
    party: Literal["first", "third"]
    category: Literal["necessary", "functional", "statistics", "marketing"]
    lifetime: Length | Literal["session"]
    purpose: LocalText
    recipient: Id | None = None


class Cookies(Stated):
    """Rules for the device as a whole."""

    document: Literal["own_page", "in_notice"] = "in_notice"
    browser_signal: bool = Field(True, description="a browser's refusal counts as a no")
    ask_again: Length | None = None


class Mail(Stated):
    """One class of mail: its purpose, what it needs, what ends it."""

    purpose: Id
    consent: Id | None = None
    opt_out: bool = Field(False, description="sent until the person says stop")
    counts_as_contact: bool = Field(False, description="only for mail from one to one")
    tracking_consent: Id | None = None
    via: Id | None = Field(None, description="the recipient that sends it")

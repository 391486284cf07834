"""Rights, breaches, reviews: deadlines and figures that answer to people."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ordholden.policy.document.base import (
    Clause,
    ContactWord,
    Law,
    Length,
    LocalText,
    Stated,
    Strict,
    _listed,
)


class Right(Stated):
    """One right: how it is used here, and by when it is answered."""

    within: Length | None = Field(None, description="where it differs from the usual")
    contact: ContactWord | None = None
    by: Annotated[
        tuple[Literal["account", "mail", "phone", "post", "link", "staff"], ...],
        BeforeValidator(_listed),
    ] = ()
    law: Law | None = None
    delivered: Literal["", "email_link", "post", "portal"] = ""


class Rights(Stated):
    """How rights are answered."""

    answer_within: Length
    may_extend: Length | None = None
    reasonable_time: bool = Field(False, description="the notice says reasonable time, else a date")
    free: Literal[True] = True
    free_clauses: Annotated[tuple[Clause, ...], BeforeValidator(_listed)] = ()
    export: Annotated[
        tuple[Literal["html", "json", "csv", "originals"], ...], BeforeValidator(_listed)
    ] = Field(min_length=1)
    log_shown: Annotated[
        tuple[Literal["when", "purpose", "role", "recipient"], ...], BeforeValidator(_listed)
    ] = ("when", "purpose", "role", "recipient")
    redact_for: Annotated[
        tuple[Literal["others", "trade_secret", "intellectual_property"], ...],
        BeforeValidator(_listed),
    ] = ("others",)
    reask_refused: Length
    access: Right | None = None
    rectify: Right | None = None
    erase: Right | None = None
    restrict: Right | None = None
    port: Right | None = None
    transfer: Right | None = None
    object: Right | None = None
    object_marketing: Right | None = None
    withdraw: Right | None = None
    human_review: Right | None = None
    transfer_copy: Right | None = None
    complain: Right | None = None


class Breach(Stated):
    """What follows when something has gone wrong."""

    authority_within: Length
    persons: Literal["without_delay"] | Length = "without_delay"
    high_risk: Annotated[
        tuple[
            Literal[
                "discrimination", "identity_theft", "financial_loss", "reputation", "other_major"
            ],
            ...,
        ],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    clock: Literal["hours"] = "hours"


class Reviews(Stated):
    """Figures and grounds of employer reviews."""

    window: Length
    window_clauses: Annotated[tuple[Clause, ...], BeforeValidator(_listed)] = ()
    relations: Annotated[
        tuple[Literal["permanent", "student_helper", "volunteer", "temp", "apprentice"], ...],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    contract_required: bool
    per_company: int = Field(ge=1)
    stars: int = Field(ge=3, le=10)
    report_grounds: Annotated[
        tuple[
            Literal["views_only", "defamation_or_unlawful", "language", "fabricated", "misuse"],
            ...,
        ],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    hide_on_report: bool
    mask: str = Field(min_length=1, max_length=10)
    removal_codes: Annotated[
        tuple[
            Literal[
                "no_experience",
                "rights",
                "marketing",
                "competitor",
                "several_profiles",
                "quality",
                "not_verified",
            ],
            ...,
        ],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    no_removal: Annotated[
        tuple[Literal["disagreement", "stars_mismatch", "unfair", "new_owners"], ...],
        BeforeValidator(_listed),
    ] = Field(min_length=1)
    verification_deadline: Length
    verification_fields: Annotated[
        tuple[Literal["period", "department", "nearest_manager"], ...], BeforeValidator(_listed)
    ] = Field(min_length=1)
    block_scopes: Annotated[tuple[Literal["company", "all"], ...], BeforeValidator(_listed)]
    reports_per_day: int = Field(ge=1)
    company_reply: bool
    original_kept: Length = Field(description="how long the unmasked text is kept for the case")
    aim: LocalText | None = None


class Promised(Stated):
    """A promise of conduct, by its word."""

    keep: str


class Measured(Stated):
    """Something people do; the program keeps the register and its dates."""

    measure: str
    every: Length | None = None


class Text(Strict):
    """A greeting-like text of the tenant's own; it may promise nothing (the linter reads it)."""

    welcome: LocalText | None = None
    sign_up: LocalText | None = None

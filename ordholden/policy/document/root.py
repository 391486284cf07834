"""The whole file."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ordholden.policy.document.asking import (
    Collect,
    Consent,
    CustomField,
    Purpose,
    See,
    Sensitive,
    Statistics,
)
from ordholden.policy.document.base import (
    ContactWord,
    Id,
    MailWord,
    MeasureWord,
    PromiseWord,
    Strict,
    _listed,
)
from ordholden.policy.document.identity import (
    Authority,
    Backup,
    Change,
    Contact,
    Controller,
    Head,
    Look,
    Modules,
    Staff,
    Storage,
    Words,
)
from ordholden.policy.document.retention import Hold, Lock, Retain
from ordholden.policy.document.rights import Breach, Measured, Promised, Reviews, Rights, Text
from ordholden.policy.document.sharing import Cookie, Cookies, Disclose, Mail, Recipient

SCHEMA = "ordholden-policy/1"


class KeptPromise(Promised):
    """A promise of conduct."""

    keep: PromiseWord


class Measure(Measured):
    """A measure people take."""

    measure: MeasureWord


class Document(Strict):
    """A tenant's privacy policy. Every table is described where it is defined."""

    schema_: Literal["ordholden-policy/1"] = Field(alias="schema")
    policy: Head
    controller: Controller
    contact: dict[ContactWord, Contact]
    authority: Annotated[tuple[Authority, ...], BeforeValidator(_listed)]
    look: Look
    words: Words = Words()
    text: Text = Text()
    modules: Modules
    storage: Storage
    backup: Backup
    staff: Staff
    purpose: dict[Id, Purpose]
    field: Annotated[tuple[CustomField, ...], BeforeValidator(_listed)] = ()
    collect: Annotated[tuple[Collect, ...], BeforeValidator(_listed)]
    see: Annotated[tuple[See, ...], BeforeValidator(_listed)]
    consent: dict[Id, Consent] = Field(default_factory=dict)
    sensitive: Sensitive
    statistics: Statistics
    retain: Annotated[tuple[Retain, ...], BeforeValidator(_listed)]
    lock: Annotated[tuple[Lock, ...], BeforeValidator(_listed)] = ()
    hold: Hold
    recipient: Annotated[tuple[Recipient, ...], BeforeValidator(_listed)]
    disclose: Annotated[tuple[Disclose, ...], BeforeValidator(_listed)] = ()
    cookie: Annotated[tuple[Cookie, ...], BeforeValidator(_listed)] = ()
    cookies: Cookies
    mail: dict[MailWord, Mail]
    rights: Rights
    breach: Breach
    change: Change
    reviews: Reviews | None = None
    promise: Annotated[tuple[KeptPromise, ...], BeforeValidator(_listed)]
    measure: Annotated[tuple[Measure, ...], BeforeValidator(_listed)] = ()

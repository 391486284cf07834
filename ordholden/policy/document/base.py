"""The smallest parts of a policy: words of closed lists, periods, texts per language."""

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from ordholden.policy import vocabulary as words
from ordholden.policy.periods import NotAPeriod, Period, parse_period

_CLAUSE = re.compile(r"^[A-Z][A-Z0-9]{0,9}-\d{1,4}[a-z]?$")
_ID = re.compile(r"^[a-z][a-z0-9_]{0,47}$")
_LAW = re.compile(r"^[A-Z]{2}:[a-z0-9_]+( § ?[\w .,-]+)?$")
_COUNTRY = re.compile(r"^[A-Z]{2}$")
_MAIL = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")


class Strict(BaseModel):
    """A table of the file: nothing but the keys named here, each of its exact type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


def closed(kind: str, allowed: Iterable[str]) -> Callable[[str], str]:
    """A check that a word stands in a closed list, which names the nearest word if not."""
    known = list(allowed)

    def check(value: str) -> str:
        if value in known:
            return value
        near = difflib.get_close_matches(value, known, n=1)
        hint = f"; did you mean “{near[0]}”?" if near else f"; one of: {', '.join(known)}"
        raise ValueError(f"“{value}” is not {kind}{hint if len(hint) < 400 else ''}")

    return check


def matching(pattern: re.Pattern[str], sentence: str) -> Callable[[str], str]:
    """A check by pattern, whose refusal is `sentence` with the value in it."""

    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(sentence.format(value))
        return value

    return check


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise ValueError(f'a length of time needs its unit, in quotes: "{value} months"')
    try:
        return parse_period(value)
    except NotAPeriod as reason:
        raise ValueError(str(reason)) from None


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _text(value: dict[str, str]) -> dict[str, str]:
    empty = [locale for locale, text in value.items() if not text.strip()]
    if empty:
        raise ValueError(f"the text in “{empty[0]}” is empty")
    return value


Length = Annotated[
    Period, BeforeValidator(_period), PlainSerializer(str), Field(json_schema_extra={"type": "str"})
]
Clause = Annotated[str, AfterValidator(matching(_CLAUSE, "“{}” is not a clause id such as JC-56"))]
Id = Annotated[str, AfterValidator(matching(_ID, "“{}” is not an id: small letters, digits and _"))]
Law = Annotated[
    str,
    AfterValidator(
        matching(_LAW, "“{}” is not a law: write COUNTRY:name, e.g. DK:bogforingsloven")
    ),
]
Country = Annotated[
    str, AfterValidator(matching(_COUNTRY, "“{}” is not a two-letter country code"))
]
Email = Annotated[str, AfterValidator(matching(_MAIL, "“{}” is not an e-mail address"))]
LocalText = Annotated[dict[str, str], AfterValidator(_text)]


class Stated(Strict):
    """A table that says where it comes from: clauses of the notice, or our own reason."""

    clauses: Annotated[tuple[Clause, ...], BeforeValidator(_listed)] = ()
    because: str = Field("", description="why this value, where the notice does not say")


AnchorWord = Annotated[str, AfterValidator(closed("an anchor", words.ANCHORS))]
ActionWord = Annotated[str, AfterValidator(closed("an action", words.ACTIONS))]
ConditionWord = Annotated[str, AfterValidator(closed("a condition", words.CONDITIONS))]
PeopleWord = Annotated[str, AfterValidator(closed("a kind of person", words.PEOPLE))]
StageWord = Annotated[str, AfterValidator(closed("a stage", words.STAGES))]
RoleWord = Annotated[str, AfterValidator(closed("a role", words.ROLES))]
AudienceWord = Annotated[str, AfterValidator(closed("a way of seeing", words.AUDIENCES))]
BasisWord = Annotated[str, AfterValidator(closed("a legal basis", words.BASES))]
GroundWord = Annotated[str, AfterValidator(closed("a ground", words.GROUNDS))]
RecipientKind = Annotated[str, AfterValidator(closed("a kind of recipient", words.RECIPIENT_KINDS))]
ServiceWord = Annotated[str, AfterValidator(closed("a service", words.SERVICES))]
ContactWord = Annotated[str, AfterValidator(closed("a contact point", words.CONTACTS))]
RequestWord = Annotated[str, AfterValidator(closed("a right", words.REQUESTS))]
MailWord = Annotated[str, AfterValidator(closed("a class of mail", words.MAIL_CLASSES))]
ModuleWord = Annotated[str, AfterValidator(closed("a module", words.MODULES))]
PromiseWord = Annotated[str, AfterValidator(closed("a promise", words.PROMISES))]
MeasureWord = Annotated[str, AfterValidator(closed("a measure", words.MEASURES))]

# What is held: a category, a record set, or a field of the tenant's own ("own.shoe_size").
_HELD = closed("a category or record set", [*words.CATEGORIES, *words.RECORDS])


def _held(value: str) -> str:
    return value if value.startswith("own.") else _HELD(value)


Held = Annotated[str, AfterValidator(_held)]

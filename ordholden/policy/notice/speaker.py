"""One policy speaking one language: words, periods, dates and laws as runs bound to their leaf."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Retain
from ordholden.policy.document.retention import Several
from ordholden.policy.notice.runs import (
    Fixed,
    Leaf,
    Part,
    Plain,
    Run,
    Runs,
    fill,
    flat,
    listed,
    plain_text,
)
from ordholden.policy.periods import Period
from ordholden.policy.phrases import NoSuchLanguage, phrases
from ordholden.policy.vocabulary import CATEGORIES, PEOPLE, RECORDS

_NEIGHBOURS = {"da": ("nb", "sv"), "nb": ("da", "sv"), "sv": ("nb", "da")}
_OUTER = ("EU", "EEA")
_MANY = 4  # so many kinds of people are told as “everybody but …”


class Speaker:
    """Turns words of the policy into runs. Every method that takes a path binds to it."""

    def __init__(self, policy: Policy, locale: str, *, borrow: bool = False) -> None:
        """Raises NoSuchLanguage when the policy has no texts, or we no phrases, in `locale`.

        borrow: show the firm's own texts in the nearest language it has, instead of refusing;
        for looking at a policy, never for publishing it.
        """
        self.phrases = phrases(locale)
        if locale not in policy.locales and not borrow:
            raise NoSuchLanguage(
                f"the policy of “{policy.tenant}” has no texts in “{locale}”;"
                f" it is written in {', '.join(policy.locales)}"
            )
        self.policy = policy
        self.locale = locale
        self.own = next(one for one in _near(locale, policy) if one in policy.locales)
        self._custom = policy.custom_fields()

    # -------------------------------------------------------------- sentences

    def say(self, key: str, /, **parts: Part) -> Runs:
        """A pattern, “table.key”, with its holes filled."""
        table, _, name = key.partition(".")
        return fill(self.phrases.of(table, name), parts)

    def bound(self, path: str, value: str, key: str, /, **parts: Part) -> Runs:
        """A pattern whose own words are decided by a leaf, so that they are bound to it."""
        return tuple(
            Leaf(path, value, run.text) if isinstance(run, Plain) else run
            for run in self.say(key, **parts)
        )

    def fixed(self, key: str, /, **parts: Part) -> Runs:
        """A fixed phrase of the platform."""
        return tuple(
            Fixed(key, run.text) if isinstance(run, Plain) else run
            for run in self.say(key, **parts)
        )

    def all_of(self, items: Iterable[Part]) -> Runs:
        """“a, b and c”; where an item has commas of its own, “a, b; c; and d”."""
        found, word = tuple(items), self.phrases.of("glue", "and")
        if not any(_has_joints(item, word) for item in found):
            return listed(found, word)
        pause = ";" if found[2:] else "," if "," in plain_text(flat(found[:1])) else ""
        return listed(found, self.phrases.of("glue", "and_also"), ";", pause)

    def one_of(self, items: Iterable[Part]) -> Runs:
        """“a, b or c”; where an item has commas of its own, “a, b; or c”."""
        found, word = tuple(items), self.phrases.of("glue", "or")
        joints = any(_has_joints(item, word) for item in found)
        return listed(found, word, ";" if joints else ",")

    # -------------------------------------------------------------- words

    def word(self, table: str, key: str, path: str) -> Leaf:
        """A word of a closed list."""
        return Leaf(path, key, self.phrases.of(table, key))

    def words(self, table: str, keys: Iterable[str], path: str) -> tuple[Leaf, ...]:
        """Words of a closed list, bound to path.0, path.1, …"""
        return tuple(self.word(table, key, f"{path}.{n}") for n, key in enumerate(keys))

    def text(self, path: str, value: dict[str, str]) -> Leaf:
        """A text of the tenant's own."""
        text = value[self.own].strip()
        return Leaf(path, text, text)

    def aside(self, path: str, value: dict[str, str]) -> Leaf:
        """A text of the tenant's own, to stand after a colon."""
        return Leaf(path, value[self.own].strip(), lower(value[self.own]))

    def raw(self, path: str, value: object, href: str = "") -> Leaf:
        """A name, number or address as it stands in the file."""
        return Leaf(path, str(value), str(value), href)

    def link(self, path: str, address: str) -> Leaf:
        """A web address, to be followed."""
        href = address if "://" in address else f"https://{address}"
        return Leaf(path, address, address.removeprefix("https://"), href)

    def email(self, path: str, address: str) -> Leaf:
        """An e-mail address, to be written to."""
        return Leaf(path, address, address, f"mailto:{address}")

    def phone(self, path: str, number: str) -> Leaf:
        """A telephone number, to be called."""
        digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
        return Leaf(path, number, number, f"tel:{digits}")

    def category(self, key: str, path: str) -> Leaf:
        """A category or record set; for a field of the tenant's own, its label."""
        if key in RECORDS:
            return self.word("records", key, path)
        if key in CATEGORIES:
            return self.word("categories", key, path)
        label = self._custom[key].label[self.own] if key in self._custom else key
        return Leaf(path, key, lower(label))

    def held(self, path: str, keys: Iterable[str]) -> tuple[Leaf, ...]:
        """Categories and record sets, bound to path.0, path.1, …"""
        return tuple(self.category(key, f"{path}.{n}") for n, key in enumerate(keys))

    def channel(self, path: str, key: str) -> Leaf:
        """The service somebody came through, as it writes itself."""
        return Leaf(path, key, self.phrases.tables["channels"].get(key, key.capitalize()))

    def purpose(self, path: str, key: str) -> Leaf:
        """A purpose in the tenant's words, to stand inside a sentence."""
        purpose = self.policy.document.purpose.get(key)
        return Leaf(path, key, lower(purpose.text[self.own]) if purpose else key)

    def purposes(self, path: str, keys: Iterable[str]) -> Runs:
        """Purposes one after another; they may have commas of their own."""
        found: list[Run] = []
        for number, key in enumerate(keys):
            if number:
                found.append(Plain("; "))
            found.append(self.purpose(f"{path}.{number}", key))
        return tuple(found)

    def consent(self, path: str, key: str) -> Leaf:
        """A consent by the words the person says yes to."""
        consent = self.policy.document.consent.get(key)
        text = consent.text[self.own].strip().rstrip(".") if consent else key
        return Leaf(path, key, self.phrases.of("glue", "quote").replace("*", text))

    def people(self, path: str, keys: Sequence[str]) -> Runs:
        """Kinds of people; “everybody but …” where that is shorter."""
        asked = [k for k in PEOPLE if any(one.who == k for one in self.policy.document.collect)]
        missing = [key for key in asked if key not in keys]
        if len(keys) < _MANY or len(missing) > 2:
            return self.all_of(self.words("people", keys, path))
        everybody = Leaf(path, " ".join(keys), self.phrases.of("glue", "everybody"))
        if not missing:
            return (everybody,)
        but = self.all_of(Leaf(path, key, self.phrases.of("people", key)) for key in missing)
        return self.say("glue.but", all=everybody, some=but)

    # -------------------------------------------------------------- time, place, law

    def period(self, path: str, period: Period, table: str = "units") -> Leaf:
        """A length of time: “6 months”. `table`: units (alone) or after (before an event)."""
        if period.count == 0:
            return Leaf(path, str(period), self.phrases.of("glue", "at_once"))
        one, many = self.phrases.tables[table][period.unit.replace(" ", "_")]
        return Leaf(path, str(period), f"{period.count} {one if period.count == 1 else many}")

    def day(self, path: str, day: date) -> Leaf:
        """A date as people write it: “15. marts 2027”."""
        return Leaf(path, day.isoformat(), written(day, self.locale))

    def country(self, path: str, code: str) -> Leaf:
        """A country by its name; “EU” and “EEA” as well."""
        if code in _OUTER:
            return self.word("glue", code, path)
        return Leaf(path, code, _country(code, self.locale))

    def law(self, path: str, law: str) -> Leaf:
        """A law by its name in this language, or by its own name if we know no other."""
        country, _, rest = law.partition(":")
        name, _, section = rest.partition(" ")
        known = self.phrases.tables["laws"].get(f"{country}_{name}")
        text = known or f"{name.replace('_', ' ')} ({_country(country, self.locale)})"
        return Leaf(path, law, f"{text} {section}".strip())

    # -------------------------------------------------------------- events

    def event(self, path: str, anchor: str, form: str = "event") -> Leaf:
        """An anchor as a clause. form: event (“you last signed in”) or once (“you have …”)."""
        return Leaf(path, anchor, self.phrases.form("anchors", anchor, form))

    def events(self, path: str, anchor: str | Several, form: str = "event") -> Runs:
        """What a rule counts from: one event, or several with the way they are combined."""
        if isinstance(anchor, str):
            return (self.event(path, anchor, form),)
        way = anchor.way
        words = [self.event(f"{path}.{way}.{n}", w, form) for n, w in enumerate(anchor.words)]
        if way == "all":
            return self.all_of(words)
        return (*self.one_of(words), self.word("ways", way, f"{path}.{way}"))

    def when(self, path: str, period: Period, event: Callable[[str], Runs]) -> Runs:
        """“6 months after you last signed in”, “as soon as you have …”. event: by form."""
        if period.count == 0:
            soon = Leaf(path, str(period), self.phrases.of("glue", "as_soon_as"))
            return self.say("when.at_once", at_once=soon, event=event("once"))
        counted_from_year_end = " " in period.unit
        key = "when.years" if counted_from_year_end else "when.usual"
        length = self.period(path, period, "after" if counted_from_year_end else "units")
        return self.say(key, period=length, event=event("event"))

    def stage_time(self, rule: Retain, number: int) -> Runs:
        """When one stage of a rule acts, in words."""
        path = f"retain.{rule.id}"
        return self.when(
            f"{path}.stages.{number}.after",
            rule.stages[number].after,
            lambda form: self.events(f"{path}.anchor", rule.anchor, form),
        )


def _near(locale: str, policy: Policy) -> tuple[str, ...]:
    """Languages from the nearest a reader of `locale` would choose."""
    return (locale, *_NEIGHBOURS.get(locale, ()), *policy.locales)


def _has_joints(item: Part, word: str) -> bool:
    text = plain_text(flat([item]))
    return "," in text or f" {word} " in text


def lower(text: str) -> str:
    """The text to stand inside a sentence: a small first letter, unless it is all capitals."""
    text = text.strip().rstrip(".")
    return text if text[1:2].isupper() or text[1:2] in (".", "-") else text[:1].lower() + text[1:]


def written(day: date, locale: str) -> str:
    """A date as people write it in a language: “15. marts 2027”, “15 March 2027”."""
    book = phrases(locale)
    month = book.tables["months"]["names"][day.month - 1]
    return book.of("months", "pattern").format(day=day.day, month=month, year=day.year)


@lru_cache(maxsize=1024)
def _country(code: str, locale: str) -> str:
    try:
        return str(Locale.parse(locale).territories.get(code, code))
    except UnknownLocaleError:
        return code

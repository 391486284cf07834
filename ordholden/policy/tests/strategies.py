"""Made-up policies: valid ones from a seed, and a writer that knows on which line it wrote what.

The writer is the tests' own witness of lines: it does not use the product's `Lines`.
"""

import copy
import json
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import tomli

Doc = dict[str, Any]
Place = tuple[str | int, ...]
POLICIES = Path(__file__).resolve().parents[3] / "tests" / "policies"

_SPARE = {
    "da": ["Hjælpe dig på vej", "Holde orden i papirerne", "Lære af det, der gik godt"],
    "nb": ["Hjelpe deg på vei", "Holde orden i papirene", "Lære av det som gikk bra"],
    "en": ["Help you on your way", "Keep the papers in order", "Learn from what went well"],
    "sv": ["Hjälpa dig på vägen", "Hålla ordning på papperen", "Lära av det som gick bra"],
}
_LABELS = {
    "da": ["Handskestørrelse", "Yndlingsværktøj", "Foretrukket rute", "Kaffe eller te"],
    "nb": ["Hanskestørrelse", "Yndlingsverktøy", "Foretrukket rute", "Kaffe eller te"],
    "en": ["Glove size", "Favourite tool", "Preferred route", "Coffee or tea"],
    "sv": ["Handskstorlek", "Favoritverktyg", "Önskad rutt", "Kaffe eller te"],
}
_LAW = {"DK": "bogforingsloven", "NO": "bokforingsloven", "SE": "bokforingslagen", "DE": "hgb"}
_MARKETING = {
    "DK": "markedsforingsloven",
    "NO": "markedsforingsloven",
    "SE": "marknadsforingslagen",
    "DE": "uwg",
}
_FLOOR = {"SE": "7 calendar years"}


@cache
def _base(name: str) -> Doc:
    return tomli.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))


def base(name: str = "acme") -> Doc:
    """One of the two firms of the tests, as a tree to change."""
    return copy.deepcopy(_base(name))


def valid(seed: int, firm: str = "") -> Doc:
    """A policy that compiles, different for every seed; grown from one of the two firms."""
    rng = random.Random(seed)
    doc = base(firm or rng.choice(["acme", "acme", "borealis"]))
    doc["policy"]["tenant"] = f"firm{seed}"
    for vary in (_country, _periods, _own_fields, _purposes, _recipients, _companies, _look):
        vary(doc, rng)
    _locales(doc, rng)
    return doc


def text_of(doc: Doc, words: dict[str, list[str]], rng: random.Random) -> dict[str, str]:
    """One text in every language of the policy."""
    index = rng.randrange(len(words["en"]))
    return {locale: words[locale][index] for locale in doc["policy"]["locales"]}


# ------------------------------------------------------------------ ways to differ
def _country(doc: Doc, rng: random.Random) -> None:
    home = doc["policy"]["jurisdictions"][0]
    country = rng.choice([home, home, "SE", "DE"])
    doc["policy"]["jurisdictions"] = [country]
    doc["policy"]["financial_year_end"] = rng.choice(["12-31", "06-30", "02-29", "09-30"])
    doc["policy"]["timezone"] = rng.choice(["Europe/Copenhagen", "Europe/Oslo", "Europe/Berlin"])
    doc["authority"][0]["country"] = country
    _cite(doc, home, country)


def _cite(value: Any, home: str, country: str) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        if isinstance(item, dict | list):
            _cite(item, home, country)
        elif key == "law" and item.startswith(f"{home}:") and country != home:
            names = _MARKETING if "markedsforing" in item else _LAW
            value[key] = f"{country}:{names[country]}"


def _periods(doc: Doc, rng: random.Random) -> None:
    months = rng.choice([1, 3, 6])
    for rule in doc["retain"]:
        last = rule["stages"][-1]
        if rule["id"] == "profile":
            years = rng.choice([1, 2, 3])
            rule["stages"][0]["after"] = f"{12 * years - 1} months"
            last["after"] = f"{years} years"
        elif rule["id"] == "application":
            last["after"] = f"{months} months"
        elif rule["id"] in ("sign_in", "export", "logs", "case", "staff"):
            last["after"] = rng.choice(["7 days", "6 weeks", "6 months", "2 years"])
        elif rule["id"] == "backup":
            last["after"] = doc["backup"]["keep"] = rng.choice(["14 days", "30 days", "5 weeks"])
        elif rule["id"] == "candidate":
            last["after"] = rng.choice(["6 months", "18 months", "2 years"])
    doc["hold"]["max"] = rng.choice(["3 months", "12 months"])


def _own_fields(doc: Doc, rng: random.Random) -> None:
    purpose = "matching" if "matching" in doc["purpose"] else "assignments"
    for number in range(rng.randrange(6)):
        name = f"extra_{number}"
        doc.setdefault("field", []).append(
            {
                "id": name,
                "label": text_of(doc, _LABELS, rng),
                "kind": rng.choice(["text", "number", "yes_no", "date"]),
                "because": "The work asks for it.",
            }
        )
        doc["collect"].append(
            {
                "who": "candidate",
                "at": rng.choice(["profile", "apply", "process"]),
                "fields": [f"own.{name}"],
                "purposes": [purpose],
                "because": "The work asks for it.",
            }
        )


def _purposes(doc: Doc, rng: random.Random) -> None:
    for number in range(rng.randrange(4)):
        name = f"extra_{number}"
        doc["purpose"][name] = {
            "text": text_of(doc, _SPARE, rng),
            "who": ["candidate"],
            "bases": [{"basis": "6.1.f", "interest": text_of(doc, _SPARE, rng)}],
            "because": "It is done.",
        }
        entry = next(one for one in doc["collect"] if "person.name" in one["fields"])
        entry["purposes"].append(name)


def _recipients(doc: Doc, rng: random.Random) -> None:
    for number in range(rng.randrange(4)):
        country = rng.choice(["DK", "IE", "US", "IN"])
        one: Doc = {
            "id": f"helper_{number}",
            "name": f"Helpers {number} Ltd",
            "kinds": ["processor"],
            "services": ["telephony"],
            "country": country,
            "fields": ["person.name"],
            "agreement": {"since": date(2025, 1, 1 + number)},
            "because": "Somebody must answer the telephone.",
        }
        if country in ("US", "IN"):
            basis = "adequacy" if country == "US" else "standard_clauses"
            one["transfers"] = [{"country": country, "basis": basis, "because": "As agreed."}]
        doc["recipient"].append(one)


def _companies(doc: Doc, rng: random.Random) -> None:
    """A firm with customers: a contact person, an agreement, bookkeeping with its floor."""
    if rng.random() < 0.5:
        return
    country = doc["policy"]["jurisdictions"][0]
    law = f"{country}:{_LAW[country]}"
    doc["modules"]["on"] += ["companies", "job_ads", "paid_ads"]
    doc["purpose"]["customers"] = {
        "text": text_of(doc, _SPARE, rng),
        "who": ["company_contact"],
        "bases": [{"basis": "6.1.b", "when": "with_subscription"}, {"basis": "6.1.c", "law": law}],
        "objection": "none",
        "because": "They buy from us.",
    }
    doc["collect"].append(
        {
            "who": "company_contact",
            "at": "order",
            "fields": ["company", "company_contact", "job_ad", "billing"],
            "purposes": ["customers"],
            "because": "What an order takes.",
        }
    )
    doc["retain"] += [
        _rule("customer", ["company", "company_contact"], "relation_ended", "at once", review=True),
        _rule("ads", ["job_ad"], "ad_ended", rng.choice(["1 year", "5 years"])),
        _rule("books", ["billing"], "invoice_issued", _FLOOR.get(country, "5 financial years"))
        | {"law": law, "kept_by_law": True},
    ]
    for rule in doc["retain"]:
        if rule["id"] in ("logs", "request", "export"):
            rule["who"].append("company_contact")


def _rule(name: str, what: list[str], anchor: str, after: str, *, review: bool = False) -> Doc:
    rule: Doc = {
        "id": name,
        "what": what,
        "who": ["company_contact"],
        "anchor": anchor,
        "stages": [{"after": after, "do": "erase"}],
        "because": "As long as it serves.",
    }
    if review:
        rule["review"] = {"every": "12 months", "answer_within": "30 days"}
    return rule


def _look(doc: Doc, rng: random.Random) -> None:
    doc["look"]["mark"] = rng.choice(["beam", "knot", "tide", "sprout", "harbour"])
    doc["look"]["accent"] = f"#{rng.randrange(0x1000000):06x}"


def _locales(doc: Doc, rng: random.Random) -> None:
    old = list(doc["policy"]["locales"])
    new = rng.sample(["da", "nb", "en", "sv"], rng.randint(1, 4))
    _translate(doc, set(old), new, rng)
    doc["policy"]["locales"] = new


def _translate(value: Any, old: set[str], new: list[str], rng: random.Random) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        if isinstance(item, dict) and set(item) == old:
            words = f"{rng.choice(['Blå', 'Grøn', 'Gul', 'Rød'])} {rng.randbytes(4).hex()}"
            letters = words.translate(str.maketrans("0123456789", "ghijklmnop"))
            value[key] = {locale: item.get(locale, letters) for locale in new}
        elif isinstance(item, dict | list):
            _translate(item, old, new, rng)


# ------------------------------------------------------------------ a writer that knows its lines
def write(doc: Doc) -> tuple[str, dict[Place, int]]:
    """The tree as a file, and the line of every table, key and item in it."""
    writer = _Writer()
    writer.table((), doc)
    return "\n".join(writer.rows) + "\n", writer.lines


class _Writer:
    def __init__(self) -> None:
        self.rows: list[str] = []
        self.lines: dict[Place, int] = {}

    def table(self, path: Place, table: Doc) -> None:
        """Plain keys first, then tables, then lists of tables at the top of the file."""
        for key, value in table.items():
            if not isinstance(value, dict) and not self._shelf(path, value):
                self._row((*path, key), f"{key} = {self._value(value)}", value)
        for key, value in table.items():
            if isinstance(value, dict):
                self._open((*path, key), value)
        for key, value in table.items():
            if self._shelf(path, value):
                for index, item in enumerate(value):
                    self._note((*path, key, index))
                    self.rows.append(f"[[{'.'.join(map(str, (*path, key)))}]]")
                    self._flat((*path, key, index), item)

    def _open(self, path: Place, table: Doc) -> None:
        deep = any(isinstance(v, dict) for v in table.values()) and len(path) == 1
        if deep and all(isinstance(v, dict) for v in table.values()):
            for key, value in table.items():
                self._note((*path, key))
                self.rows.append(f"[{'.'.join(map(str, (*path, key)))}]")
                self._flat((*path, key), value)
            return
        self._note(path)
        self.rows.append(f"[{'.'.join(map(str, path))}]")
        self._flat(path, table)

    def _flat(self, path: Place, table: Doc) -> None:
        for key, value in table.items():
            if key in ("stages", "bases", "transfers") and isinstance(value, list):
                self._note((*path, key))
                self.rows.append(f"{key} = [")
                for index, item in enumerate(value):
                    self._row((*path, key, index), f"  {self._value(item)},", item)
                self.rows.append("]")
            elif not self._shelf(path, value):
                self._row((*path, key), f"{key} = {self._value(value)}", value)
        for key, value in table.items():
            if key not in ("stages", "bases", "transfers") and self._shelf(path, value):
                for index, item in enumerate(value):
                    self._note((*path, key, index))
                    self.rows.append(f"[[{'.'.join(map(str, (*path, key)))}]]")
                    self._flat((*path, key, index), item)

    def _shelf(self, path: Place, value: Any) -> bool:
        return isinstance(value, list) and bool(value) and isinstance(value[0], dict)

    def _row(self, path: Place, row: str, value: Any) -> None:
        self._note(path)
        self._inside(path, value)
        self.rows.append(row)

    def _inside(self, path: Place, value: Any) -> None:
        """Everything in a row stands on that row."""
        if not isinstance(value, dict | list):
            return
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            self._note((*path, key))
            self._inside((*path, key), item)

    def _note(self, path: Place) -> None:
        self.lines.setdefault(path, len(self.rows) + 1)

    def _value(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, date | int):
            return str(value)
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            return f"[{', '.join(self._value(item) for item in value)}]"
        inside = ", ".join(f"{key} = {self._value(item)}" for key, item in value.items())
        return f"{{ {inside} }}"


def line_of(lines: dict[Place, int], path: Place) -> int:
    """The line of a path, or of the nearest thing around it."""
    return next(lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines)


Mutation = Callable[[Doc], Place]

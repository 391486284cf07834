"""Postal codes of Denmark and Norway with their towns, regions and centre points.

`dk.tsv`, `no.tsv`: code, town, region (ISO 3166-2 in Denmark, county number in Norway), latitude
and longitude in degrees. The point is the middle of the town that the code belongs to (Denmark)
or of the seat of its municipality (Norway): right to a few kilometres, which is what a search
within ten needs at least.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

_FOLDER = Path(__file__).parent
_FILES = {"DK": "dk.tsv", "NO": "no.tsv"}
EARTH = 6371.0  # km
# Names of regions are names: the same in every language.
REGIONS = {
    "DK81": "Nordjylland",
    "DK82": "Midtjylland",
    "DK83": "Syddanmark",
    "DK84": "Hovedstaden",
    "DK85": "Sjælland",
    "NO03": "Oslo",
    "NO11": "Rogaland",
    "NO15": "Møre og Romsdal",
    "NO18": "Nordland",
    "NO21": "Svalbard",
    "NO22": "Jan Mayen",
    "NO31": "Østfold",
    "NO32": "Akershus",
    "NO33": "Buskerud",
    "NO34": "Innlandet",
    "NO39": "Vestfold",
    "NO40": "Telemark",
    "NO42": "Agder",
    "NO46": "Vestland",
    "NO50": "Trøndelag",
    "NO55": "Troms",
    "NO56": "Finnmark",
}


@dataclass(frozen=True)
class Place:
    """A postal code: where it is, and which region it lies in."""

    country: str
    code: str
    town: str
    region: str
    latitude: float
    longitude: float


@cache
def _places(country: str) -> dict[str, Place]:
    found = {}
    for line in (_FOLDER / _FILES[country]).read_text(encoding="utf-8").splitlines():
        code, town, region, latitude, longitude = line.split("\t")
        found[code] = Place(country, code, town, region, float(latitude), float(longitude))
    return found


def everywhere() -> Iterator[Place]:
    """Every place that is known, of all countries."""
    return chain.from_iterable(_places(country).values() for country in _FILES)


@cache
def _towns(country: str) -> dict[str, Place]:
    """The lowest code of each town, by its name as people type it, with and without its letter."""
    found: dict[str, Place] = {}
    for place in _places(country).values():
        for name in (place.town, re.sub(r" (?:[CKNSVØM]|[NSØV]{2}|J|Sj|F)$", "", place.town)):
            found.setdefault(_typed(name), place)
    return found


def by_code(country: str, code: str) -> Place | None:
    """A postal code of a country, if there is such a one; spaces and a “DK-” are passed over."""
    if country not in _FILES:
        return None
    return _places(country).get(re.sub(r"\D", "", code))


def find(text: str, countries: tuple[str, ...]) -> Place | None:
    """The place somebody means: a postal code, a town, or both (“8000 Aarhus C”)."""
    code = re.search(r"\b\d{4}\b", text)
    name = _typed(re.sub(r"\d+", " ", text))
    for country in countries:
        if country not in _FILES:
            continue
        found = _places(country).get(code[0]) if code else _towns(country).get(name)
        if found is not None:
            return found
    return None


def starting(text: str, countries: tuple[str, ...], most: int) -> list[str]:
    """Towns whose name begins like this, as “8000 Aarhus C”; `most` at most."""
    begun, found = _typed(text), []
    for country in countries:
        for name, place in _towns(country).items() if country in _FILES else ():
            label = f"{place.code} {place.town}"
            if begun and (name.startswith(begun) or label.startswith(text.strip())):
                found.append(label)
    return list(dict.fromkeys(found))[:most]


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres as the crow flies between two points of latitude and longitude in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _typed(name: str) -> str:
    return " ".join(name.casefold().replace("aa", "å").split())


@cache
def towns() -> frozenset[str]:
    """Every town there is a postal code for, in both countries."""
    return frozenset(place.town for country in _FILES for place in _places(country).values())

"""Every pack that has been written, and the general rules for countries that have none."""

from functools import cache

from ordholden.policy.statutes import countries, dk, eu, no, se
from ordholden.policy.statutes.pack import Pack

PACKS: dict[str, Pack] = {pack.country: pack for pack in (eu.EU, dk.DK, no.NO, se.SE)}


@cache
def pack_of(country: str) -> Pack:
    """The pack of a country, or the general rules where none has been written (`known` False)."""
    if country in PACKS:
        return PACKS[country]
    if country in countries.EU:
        return eu.general(country, "EU")
    return eu.general(country, "EEA" if country in countries.EEA else "third")

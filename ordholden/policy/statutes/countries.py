"""Countries as data protection sees them: the EU, the EEA, and those found adequate."""

from datetime import date

EU = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
EEA = EU | {"IS", "LI", "NO"}

# Commission decisions under art. 45, with the day each was made. Written from general
# knowledge: a decision may lapse, and the United States count only for certified firms.
ADEQUATE: dict[str, date] = {
    "AD": date(2010, 10, 19),
    "AR": date(2003, 6, 30),
    "CA": date(2001, 12, 20),
    "CH": date(2000, 7, 26),
    "FO": date(2010, 3, 5),
    "GB": date(2021, 6, 28),
    "GG": date(2003, 11, 21),
    "IL": date(2011, 1, 31),
    "IM": date(2004, 4, 28),
    "JE": date(2008, 5, 8),
    "JP": date(2019, 1, 23),
    "KR": date(2021, 12, 17),
    "NZ": date(2012, 12, 19),
    "US": date(2023, 7, 10),
    "UY": date(2012, 8, 21),
}
ADEQUATE_VERIFIED: date | None = None


def lies_within(country: str, areas: tuple[str, ...]) -> bool:
    """Whether a country is one of these countries, or in "EU" or "EEA" if they name those."""
    inside = {"EU": EU | {"EU"}, "EEA": EEA | {"EU", "EEA"}}
    return country in areas or any(country in inside.get(area, ()) for area in areas)


def is_third_country(country: str) -> bool:
    """Whether sending data there is a transfer that needs a ground of its own."""
    return country not in EEA and country not in ("EU", "EEA")

"""The map in tiles and time in months, each a word of the index: looked for as words are.

A tile is a quarter of a degree high and half a degree wide: in the North some 28 km each way.
"""

from datetime import UTC, datetime
from functools import lru_cache
from math import cos, floor, radians

from ordholden.jobs import places

HIGH, WIDE = 0.25, 0.5  # degrees
KM = 111.0  # of a degree of latitude
MOST = 12  # more tiles than that cost more time than they save


def of(latitude: float, longitude: float) -> str:
    """The word of the tile that a point lies in."""
    return f"g:{floor(latitude / HIGH)}:{floor(longitude / WIDE)}"


def around(latitude: float, longitude: float, km: float) -> list[str]:
    """The words of all tiles within a distance; none when they would be too many."""
    north, east = km / KM, km / (KM * max(0.1, cos(radians(latitude))))
    rows = range(floor((latitude - north) / HIGH), floor((latitude + north) / HIGH) + 1)
    columns = range(floor((longitude - east) / WIDE), floor((longitude + east) / WIDE) + 1)
    if len(rows) * len(columns) > MOST:
        return []
    return [f"g:{row}:{column}" for row in rows for column in columns]


@lru_cache(maxsize=4096)
def regions(latitude: float, longitude: float, km: float) -> list[str]:
    """The words of all regions with a postal code within a distance; none when that is most."""
    found = {
        place.region
        for place in places.everywhere()
        if abs(place.latitude - latitude) <= km / KM
        and places.km_between((place.latitude, place.longitude), (latitude, longitude)) <= km
    }
    return [f"r:{region}" for region in sorted(found)] if len(found) <= MOST else []


def month(moment: datetime) -> str:
    """The word of the month that a moment lies in, everywhere the same (UTC)."""
    there = moment.astimezone(UTC)
    return f"u:{there.year * 12 + there.month}"

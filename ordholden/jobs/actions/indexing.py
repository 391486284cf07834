"""Keeping the search in step: an open ad has a row there, any other has none."""

from ordholden.jobs import places, words
from ordholden.jobs.models import JobAd, OpenAd
from ordholden.jobs.occupations import trade_of


def locate(ad: JobAd) -> None:
    """Fill in where the ad's postal code lies; a town alone is looked up."""
    place = places.by_code(ad.country, ad.postal_code)
    if place is None and ad.town:
        place = places.find(ad.town, (ad.country,))
    ad.region = place.region if place else ""
    ad.latitude = place.latitude if place else None
    ad.longitude = place.longitude if place else None
    if place and not ad.town:
        ad.town = place.town


def index(ad: JobAd) -> None:
    """Put the ad into the search if it is published, and take it out if it is not."""
    if ad.state != JobAd.State.PUBLISHED:
        OpenAd.objects.filter(ad=ad).delete()
        return
    OpenAd.objects.update_or_create(ad=ad, defaults=row(ad))


def row(ad: JobAd) -> dict[str, object]:
    """What the search holds of an ad."""
    same = ("title", "occupation", "region", "kind", "time", "remote")
    where = ("latitude", "longitude", "published_at", "deadline")
    return {
        "words": words.of(ad),
        "trade": trade_of(ad.occupation),
        **{name: getattr(ad, name) for name in (*same, *where)},
    }

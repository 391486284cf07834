"""Who fits a job ad, and why: the occupation, words of the title, skills the ad speaks of, and
how far away they live. Nothing else counts, and every reason is told (JI-07)."""

from dataclasses import dataclass, field
from uuid import UUID

from ordholden.jobs.models import JobAd
from ordholden.sourcing import words
from ordholden.sourcing.asked import Lexicon, any_of, lexicon, near_words, value
from ordholden.sourcing.words import HISTORY, SKILLS, TITLE

NEAR = 50  # km: who lives within that comes before whoever fits as well and lives farther away
LOOKED_AT = 300  # candidates
MOST_WORDS, SHORTEST = 300, 3  # of an ad; letters
# What a reason weighs. Of the skills eight count.
OCCUPATION, TITLED, SKILLED, MOST_SKILLS = 6, 4, 2, 8
KM = ((10, 3), (25, 2), (NEAR, 1))


@dataclass(frozen=True)
class Reason:
    """One thing that fits. kind: "occupation" (value: its code), "title" or "skill" (a word of
    the ad), "distance" (whole kilometres)."""

    kind: str
    value: str


@dataclass(frozen=True)
class Hit:
    """Somebody who fits, with the reasons in the order of their weight."""

    person: UUID
    reasons: tuple[Reason, ...]
    points: int


@dataclass(frozen=True)
class Wanted:
    """An ad as the search takes it: the question, and which of its words each lexeme was."""

    tiers: list[tuple[str, str]]
    title: dict[str, str]
    text: dict[str, str]
    occupation: str
    at: tuple[float, float] | None = field(default=None)


def wanted(ad: JobAd) -> Wanted:
    """What an ad asks for. Its own words are looked for; none of its employer's or contact's."""
    titled = list(dict.fromkeys(words.found(ad.title)))
    told = list(dict.fromkeys(words.found(ad.text)))[:MOST_WORDS]
    alone = {word: _worker(word) for word in titled}
    known = lexicon({*titled, *told, *alone.values()} - {""}, ad.locale)
    title = _labels(known, titled) | {
        one: word for word, who in alone.items() if who for one in known.forms(who)
    }
    text = {one: word for one, word in _labels(known, told).items() if one not in title}
    forms = frozenset(title)
    means = [value("o", ad.occupation)] if ad.occupation else []
    best = "|".join([*means, *([any_of(forms, TITLE)] if forms else [])])
    good = "|".join([*means, *([any_of(forms, TITLE, SKILLS, HISTORY)] if forms else [])])
    at = None
    tiers = []
    if ad.latitude is not None and ad.longitude is not None:
        at = (ad.latitude, ad.longitude)
        near = near_words(*at, NEAR)
        tiers = [f"({best})&{near}"] if best and near else []
    tiers += [f"({way})" for way in (best, good) if way]
    return Wanted([(tier, tier) for tier in tiers], title, text, ad.occupation, at)


def _worker(word: str) -> str:
    """Whoever does the thing, of a compound that says it: "murer" of "murersvend"."""
    found = {who for part in words.parts(words.agent(word) or word) if (who := words.agent(part))}
    return max(found, key=len, default="")


def _labels(known: Lexicon, said: list[str]) -> dict[str, str]:
    telling = [word for word in said if len(word) >= SHORTEST and word not in known.empty]
    return {one: word for word in telling for one in known.forms(word)}


def judged(row: tuple[UUID, list[str], str, float | None], ad: Wanted) -> Hit:
    """One candidate with everything of them that fits."""
    person, shared, occupation, km = row
    titled = {ad.title[one[2:]] for one in shared if one[2:] in ad.title}
    skills = {ad.text[one[2:]] for one in shared if one.startswith(SKILLS) and one[2:] in ad.text}
    reasons, points = [], 0
    if ad.occupation and occupation == ad.occupation:
        reasons.append(Reason("occupation", occupation))
        points += OCCUPATION
    reasons += [Reason("title", word) for word in ad.title.values() if word in titled]
    reasons += [Reason("skill", word) for word in ad.text.values() if word in skills]
    points += TITLED * len(titled) + SKILLED * min(len(skills), MOST_SKILLS)
    if km is not None and km <= NEAR:
        reasons.append(Reason("distance", str(round(km))))
        points += next(weight for most, weight in KM if km <= most)
    return Hit(person, tuple(dict.fromkeys(reasons)), points)

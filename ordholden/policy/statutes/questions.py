"""Whether the law lets an applicant be asked this: for a policy's own fields, and for job ads.

How each topic is asked stands in `phrasings/TOPIC.txt`, in da, nb, sv and en. A pattern asks
about the *applicant*: “have you worked with children” is an honest question, “do you have
children” is not. Patterns from `^` to `$` are for labels that stand alone on a form.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ordholden.policy.statutes.pack import Question
from ordholden.policy.statutes.packs import pack_of
from ordholden.policy.vocabulary import STAGES

_PHRASINGS = Path(__file__).resolve().parent / "phrasings"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ASCII_SPELLINGS = (("oe", "ø"), ("aa", "å"), ("ae", "æ"))


@dataclass(frozen=True)
class Refusal:
    """A question an applicant may not be asked.

    position: it may be asked where the nature of the position demands it, with the reason
    written down. later: it may be asked after the application, voluntarily, for statistics.
    """

    topic: str
    country: str
    law: str
    position: bool
    later: bool

    @property
    def sentence(self) -> str:
        """Why, in one English sentence for whoever wrote the question."""
        topic = self.topic.replace("_", " ")
        return f"{self.law} does not let an applicant be asked about {topic}"


def refused_question(
    text: str, jurisdictions: Iterable[str], stage: str, until: date | None = None
) -> Refusal | None:
    """The first law among `jurisdictions` that refuses this question at this stage, or None.

    text: the question or label in any language the phrasings know. stage: a word of STAGES;
    only stages at which somebody applies are met by these laws. until: last day of a policy that
    is archived, which a later law does not reach.
    """
    if not STAGES[stage].applying:
        return None
    topics = topics_of(text)
    return next((one for _, one in _refusals(jurisdictions, until) if one.topic in topics), None)


def refused_categories(
    jurisdictions: Iterable[str], stage: str, until: date | None = None
) -> dict[str, Refusal]:
    """The categories that may not be collected at a stage, with the law that says so."""
    if not STAGES[stage].applying:
        return {}
    found: dict[str, Refusal] = {}
    for question, refusal in _refusals(jurisdictions, until):
        for category in question.categories:
            found.setdefault(category, refusal)
    return found


@cache
def topics_of(text: str) -> frozenset[str]:
    """Every sensitive topic a question touches, whatever its language."""
    plain = _plain(text)
    spelled = plain
    for written, letter in _ASCII_SPELLINGS:
        spelled = spelled.replace(written, letter)
    return frozenset(
        topic
        for topic, pattern in _patterns().items()
        if pattern.search(plain) or pattern.search(spelled)
    )


def _refusals(jurisdictions: Iterable[str], until: date | None) -> list[tuple[Question, Refusal]]:
    return [
        (one, Refusal(one.topic, country, one.law, one.position, one.later))
        for country in jurisdictions
        for one in pack_of(country).questions
        if not (until and one.since and one.since > until)
    ]


def _plain(text: str) -> str:
    shown = unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold()
    return re.sub(r"[\s_/|]+", " ", shown).replace("’", "'").strip()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {path.stem: _pattern(path) for path in sorted(_PHRASINGS.glob("*.txt"))}


def _pattern(path: Path) -> re.Pattern[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and line[0] != "#"))

"""Words as the search knows them: of an ad when it is stored, of somebody who looks for one.

Each ad is stored with the stems of its own language, its words as they stand, and its long words
backwards. Compounds of the Nordic languages are then found by either end, in the same index:
*murer* is the beginning of *murersvend*, and backwards *kranfører* is that of *tårnkranfører*.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import Combinable

from ordholden.jobs.models import JobAd
from ordholden.jobs.occupations import occupations

CONFIGS = {
    "da": "danish",
    "nb": "norwegian",
    "nn": "norwegian",
    "sv": "swedish",
    "en": "english",
}
BACKWARDS = "qz"  # no word begins so; what stands behind it is a word from its end
TITLED = "qt"  # nor so; what stands behind it is a word of a title, for suggestions
LONG = 8  # letters: a shorter word is no compound one would look for by its end
MOST_TERMS = 8
# Ends of compounds that are short and still mean one thing.
SHORT_ENDS = frozenset(
    {"bager", "baker", "chef", "kok", "kokk", "leder", "lege", "læge", "lærer", "maler"}
    | {"murer", "sjef", "smed", "vagt", "vakt"}
)
_SIGNS = {"c++": "cplusplus", "c#": "csharp", ".net": "dotnet", "f#": "fsharp"}
_WORD = re.compile(r"[^\W_]+")


def plainly(text: str) -> str:
    """Small letters, and names of programming languages spelled in letters."""
    text = text.casefold()
    for sign, spelled in _SIGNS.items():
        text = text.replace(sign, spelled)
    return text


def terms(text: str) -> list[str]:
    """The words somebody looks for, each once; the first eight count."""
    return list(dict.fromkeys(_WORD.findall(plainly(text))))[:MOST_TERMS]


def backwards(found: Iterable[str]) -> str:
    """Compounds from their end, marked as such, also of what a word of several is one of."""
    ends = tuple(SHORT_ENDS)
    several = dict.fromkeys(form for word in found for form in (word, singular(word)))
    long = [w for w in several if len(w) >= LONG or (w.endswith(ends) and w not in SHORT_ENDS)]
    return " ".join(BACKWARDS + word[::-1] for word in long)


def of(ad: JobAd) -> Combinable:
    """Everything an ad is found by: its title counts most, its text least."""
    config = CONFIGS.get(ad.locale, "simple")
    title, text = plainly(ad.title), plainly(ad.text)
    found = occupations().get(ad.occupation)
    named = plainly(" ".join(found.names)) if found else ""
    parts = [
        _words(title, config, "A"),
        _words(f"{title} {backwards(_WORD.findall(title))}", "simple", "A"),
        _words(" ".join(TITLED + word for word in _WORD.findall(title)), "simple", "D"),
        _words(named, config, "B"),
        _words(f"{named} {plainly(ad.employer)} {plainly(ad.town)}", "simple", "C"),
        _words(text, config, "D"),
        _words(f"{text} {backwards(_WORD.findall(text))}", "simple", "D"),
    ]
    whole: Combinable = reduce(add, parts)
    return whole


def _words(text: str, config: str, weight: str) -> SearchVector:
    return SearchVector(Value(text), config=config, weight=weight)


def singular(term: str) -> str:
    """A word without the endings of several or known things, as compounds begin with: *murere*
    and *murerne* both begin *murer*, *sygeplejersker* begins *sygeplejerske*."""
    for ending, kept in (("erne", "er"), ("ere", "er"), ("ene", "e"), ("rer", "r"), ("ker", "k")):
        if term.endswith(ending) and len(term) - len(ending) >= 3:
            return term[: -len(ending)] + kept
    return term

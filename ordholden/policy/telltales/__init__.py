"""Telltales: words in a text that give away something sensitive about whoever the text is about.

`find` reads Danish, Norwegian, Swedish and English. The words stand in `words/KIND.toml`, by
language; numbers of persons are recognised by their rules. Nothing is remembered between calls.
"""

from collections.abc import Collection

from ordholden.policy.telltales.finding import MOST, Telltale, find

# What the policy's words for kinds mean to the finder, which knows some of them together.
MEANS = {
    "race": ("race", "ethnicity"),
    "religion": ("religion", "philosophy"),
    "politics": ("politics",),
    "union": ("union",),
    "health": ("health", "genetics", "biometrics"),
    "orientation": ("orientation", "sex_life"),
    "gender": ("gender",),
    "criminal_offences": ("criminal_offences",),
}
NATIONAL_ID = "national_id"  # met whatever the policy says: there is a field of its own for it


def kinds_for(listed: Collection[str]) -> frozenset[str]:
    """The kinds to look for, where a policy lists these: words of `sensitive.kinds`."""
    wanted = {kind for kind, words in MEANS.items() if any(word in listed for word in words)}
    return frozenset(wanted | {NATIONAL_ID})


def without(text: str, kinds: Collection[str], *, instead: str = "[…]") -> str:
    """A text with every telltale of these kinds taken out of it, however many there are."""
    while found := find(text, kinds):
        upto = len(text)
        for one in sorted(found, key=lambda one: one.end, reverse=True):
            if one.start < upto:
                text = f"{text[: one.start]}{instead}{text[min(one.end, upto) :]}"
                upto = one.start
    return text


__all__ = ["MEANS", "MOST", "NATIONAL_ID", "Telltale", "find", "kinds_for", "without"]

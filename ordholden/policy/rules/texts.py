"""Texts in every language, and texts that promise nothing: promises stand in rules."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path
from ordholden.policy.rules.places import Text, fault, named, texts
from ordholden.policy.rules.promising_words import counted, promised

# Texts that speak of a receiver or of what somebody says yes to may name it and its verbs.
_FREER = frozenset({"label", "choices", "reason", "division", "title", "place", "cookie", "links"})
_CONSENT = "consent"


def faults(policy: Policy) -> Iterator[Fault]:
    """Missing and spare languages; figures, lengths of time, names and promises in free text."""
    for path, text in texts(policy):
        yield from _languages(policy, path, text)
        yield from _residue(policy, path, text)


def _languages(policy: Policy, path: Path, text: Text) -> Iterator[Fault]:
    missing = [locale for locale in policy.locales if locale not in text]
    spare = [locale for locale in text if locale not in policy.locales]
    if missing:
        yield fault(
            policy, f"{named(path)} has no text in {_listed(missing)}; add it, or the language"
            " could not be shown whole", *path
        )  # fmt: skip
    if spare:
        yield fault(
            policy,
            f"{named(path)} has a text in {_listed(spare)}, which policy.locales does not name;"
            " add the language there or take the text away",
            *path,
        )


def _residue(policy: Policy, path: Path, text: Text) -> Iterator[Fault]:
    for locale, sentence in text.items():
        word = counted(sentence, locale)
        if word:
            yield fault(
                policy,
                f"{named(path)} says “{word}” ({locale}); figures and lengths of time belong in"
                " a rule the program can keep, not in a text",
                *path,
            )
            continue
        if path[0] == _CONSENT or _FREER & {part for part in path if isinstance(part, str)}:
            continue
        word = promised(sentence, locale) or _receiver(policy, sentence)
        if word:
            yield fault(
                policy,
                f"{named(path)} says “{word}” ({locale}), which is a promise;"
                " promises stand in [[promise]], [[retain]] and [[recipient]], where they are kept",
                *path,
            )


def _receiver(policy: Policy, sentence: str) -> str:
    """A recipient named in a text, or "". One-word common names below three letters are let be."""
    low = sentence.casefold()
    names = (one.name for one in policy.recipients() if len(one.name) > 2)
    return next((name for name in names if name.casefold() in low), "")


def _listed(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)

"""Languages people speak, by the names they write them with, and as codes that are searched."""

from functools import cache

from babel import Locale

# What people speak and the names of the CLDR know otherwise, or not at all.
_MORE = {"norsk": "nb", "norwegian": "nb", "norska": "nb", "bokmål": "nb", "nynorsk": "nn"}
_MORE |= {"kinesisk": "zh", "mandarin": "zh", "persisk": "fa", "farsi": "fa", "kurdisk": "ku"}
_NAMED_IN = ("da", "nb", "sv", "en")


def code(text: str) -> str:
    """The code of a language as somebody names it ("Engelsk", "English", "en"); "" for no such."""
    said = " ".join(text.casefold().split())
    return _codes().get(said) or _codes().get(said.partition(" ")[0], "")


def name(code: str, locale: str) -> str:
    """What a language is called in another; its code if nobody knows."""
    return str(Locale.parse(locale).languages.get(code, code))


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in _NAMED_IN:
        for short, called in Locale.parse(locale).languages.items():
            if len(short) in (2, 3):
                found.setdefault(str(called).casefold(), short)
                found.setdefault(short, short)
    return found | _MORE

"""What gives anybody away by its shape: addresses, numbers, links, years of birth."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
_AT = r"\s?(?:@|[(\[](?:at|a|snabel-?a)[)\]]|\bsnabel-?a\b)\s?"
_DOT = r"(?:\.|\s?[(\[](?:dot|punktum|prik)[)\]]\s?|\s(?:dot|punktum|prik)\s)"
MAIL = re.compile(
    rf"(?i)(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}"
    r"|(?<![\w.+-])[\w.+-]{1,64} at [\w-]{1,63}(?: (?:dot|punktum|prik) [\w-]{1,63}){1,5}"
)
LINK = re.compile(
    r"(?i)\b(?:https?://|www\.)\S+"
    r"|(?<![\w.@-])(?!(?:asp|ado|vb|ml)\.net\b|socket\.io\b)(?:[\w-]{1,63}\.){1,5}"
    r"(?:dk|no|se|de|eu|com|net|org|info|io|me|nu|biz|name|page|link|site|online|blog|dev|app)"
    r"(?![\w-])(?:/\S*)?"
)
HANDLE = re.compile(
    r"(?i)(?<!\w)@\w[\w.]{2,60}"
    r"|\b(?:linkedin|facebook|instagram|insta|github|gitlab|skype|snapchat|twitter|tiktok|xing)"
    r"\s?[:=/]\s?\S+"
)
PHONE = re.compile(
    r"(?<![\w/])(?:(?:\+|00)\s?\d[\d\s().-]{6,18}\d"
    r"|\d{8}|\d{4}[ .-]\d{4}|\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{2}"
    r"|\d{2}[ .-]\d{3}[ .-]\d{3}|\d{3}[ .-]\d{2}[ .-]\d{3})(?!\w)"
)
# Years in a row, and round sums.
_NO_PHONE = re.compile(r"(?:19|20)\d\d[ .-]?(?:19|20)\d\d|\d{2}[ .]\d{3}[ .]000|\d+00000")
# Of a person in any of the Nordic countries, or as long as one: nobody needs to judge which.
NUMBER = re.compile(r"(?<!\d)\d{6}[ -]?\d{4,5}(?!\d)")
_ROAD = (
    r"(?:vej|gade|allé|alle|vænge|stræde|plads|torv|boulevard|gata|gaten|gate|veien|vegen|vei|veg"
    r"|plass|gränd|gatan|vägen|parken|vangen|bakken|haven|kaj|brygge)"
)
_CAPITAL = r"[A-ZÆØÅÄÖÉ][\w'.-]{0,30}"
STREET = re.compile(
    rf"(?:\b{_CAPITAL} ){{0,3}}(?:\b[A-ZÆØÅÄÖÉ][\w'-]{{0,30}}{_ROAD}|\b{_CAPITAL} (?i:{_ROAD}))\.?"
    r" \d{1,4}(?: ?[A-Za-z]\b)?"
    r"(?:,? (?:\d{1,2}\.? ?)?(?:sal|st|th|tv|mf)\b\.?(?:,? ?(?:th|tv|mf)\b\.?)?)?"
    rf"(?:,?\s+(?:(?:DK|NO|N|SE)-)?\d{{4}} {_CAPITAL}(?: [CKNSVØ]{{1,2}}\b)?)?"
)
BORN = re.compile(
    r"(?i)\b(?:født|fødd|född|born)\s+(?:(?:i|den|d\.|on|in)\s+)?"
    r"(?:\d{1,2}\s?[./-]\s?)?(?:\d{1,2}\s?[./-]\s?|[a-zæøå]{3,10}\s+)?(?:19|20)?\d\d\b"
    r"|\bf\.\s?(?:19|20)\d\d\b"
    r"|\b\d\d[ -]?(?:årig|åring|years? old|-?year-old)\w{0,9}|\b\d\d år gam+[ea]l\b"
    r"|\b(?:jeg er|i am|i'm|alder|age):?\s+\d\d(?: år| years)?\b"
)
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", MAIL),
    ("link", LINK),
    ("handle", HANDLE),
    ("number", NUMBER),
    ("address", STREET),
    ("age", BORN),
)


def find(text: str) -> Iterator[tuple[str, Span]]:
    """What gives anybody away in a text: what it is, and where it stands."""
    for what, pattern in SHAPES:
        yield from ((what, one.span()) for one in pattern.finditer(text))
    for one in PHONE.finditer(text):
        if not _NO_PHONE.fullmatch(one.group()):
            yield "phone", one.span()

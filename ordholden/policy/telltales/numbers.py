"""Numbers of persons: CPR (Denmark), fødselsnummer (Norway), personnummer (Sweden)."""

import re
from collections.abc import Iterator

from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

KIND = "national_id"
_DIGITS = re.compile(r"(?<![\d+./-])(\d{6})([- ]?)(\d{4,5})(?![\d/-])(?!\.\d)")
_NAMED = re.compile(r"(?i)cpr|person\s?n|f[øo]dsels?n|d-?nummer|national id|social security")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_BEFORE = 40  # characters in which the number is called by its name
# Words before ten or eleven digits that are another number.
_OTHER = re.compile(
    r"(?i)(tlf|telefon|mobil|phone|tel|konto|account|iban|ean|gtin|cvr|org|faktura|invoice|ordre"
    r"|order|sag|case|ref|kid|isbn|reg)[\w. ]{0,12}[:.nr# ]{0,6}$"
)


def find(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where numbers of persons stand, and whether it is sure: start, end, sure."""
    for match in _DIGITS.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _OTHER.search(before):
            continue
        named = bool(_NAMED.search(before))
        certain = _judge(match, named=named)
        if certain is not None:
            yield match.start(), match.end(), certain


def _judge(match: re.Match[str], *, named: bool) -> bool | None:
    """True for one, False for what may be one, None for anything else."""
    day, sign, rest = match.groups()
    number = day + rest
    if len(rest) == len("12345"):
        return True if fodselsnummer.is_valid(number) else None
    if sign == "-" and personnummer.is_valid(f"{day}-{rest}"):
        return True
    if not _is_cpr(number):
        return True if named and sign else None
    checked = sum(int(a) * b for a, b in zip(number, _WEIGHTS, strict=True)) % 11 == 0
    # Since 2007 numbers are given whose check digit does not fit, so a date with a hyphen is
    # enough; ten digits without one may count anything.
    if named or (sign == "-" and checked):
        return True
    return False if sign == "-" or checked else None


def _is_cpr(number: str) -> bool:
    return bool(cpr.is_valid(number))

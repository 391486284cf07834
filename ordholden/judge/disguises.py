"""How a word may look in bytes: a plain search finds one way of twenty.

Patterns are compared with ASCII letters made small on both sides, so that a mixture of capitals
hides nothing. What cannot be seen: a keyed hash, an encryption, a picture of the word.
"""

import base64
import hashlib
import html
import quopri
import unicodedata
from collections.abc import Iterator
from email.header import Header
from urllib.parse import quote

from ordholden.judge.canaries import Canary, Kind

SHORTEST = 6  # bytes: a shorter pattern is found by chance
_FOLDS = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}),
    str.maketrans({"æ": "a", "ø": "o", "å": "a", "Æ": "A", "Ø": "O", "Å": "A"}),
    str.maketrans(dict.fromkeys("æøåÆØÅ", "?")),
    str.maketrans(dict.fromkeys("æøåÆØÅ", "")),
)
_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "sha3_256")
_PART = 8  # bytes of a hash: one that was cut short is found, too

# The spellings that are looked for in every encoding.
_COMMON = frozenset({"as it is", "other capitals", "without its domain", "folded to ASCII"})

Forms = dict[bytes, str]


def forms(canary: Canary) -> Forms:
    """Every pattern (bytes, ASCII letters small) under which a canary is known -> its disguise."""
    found: Forms = {}
    for disguise, pattern in _all(canary):
        folded = pattern.lower()
        # A copy of a table, a dump and JSON in JSON write each backslash twice.
        for written in (folded, folded.replace(b"\\", b"\\\\")):
            if len(written) >= SHORTEST:
                found.setdefault(written, disguise)
    return found


def whole_fields(canary: Canary) -> Forms:
    """Short codes that mean something only as the whole of a field: sound codes of names."""
    if canary.kind is not Kind.NAME:
        return {}
    return {soundex(canary.token).encode(): "soundex"}


def _all(canary: Canary) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for spelling, text in _spellings(canary):
        if text not in seen:
            seen.add(text)
            yield from _plainly(spelling, text)
            if spelling in _COMMON:
                yield from _encodings(spelling, text)
    for text in _hashed(canary):
        yield from _digests(text)


def _spellings(canary: Canary) -> Iterator[tuple[str, str]]:
    token = canary.token
    yield "as it is", token
    for case in (token.lower(), token.upper(), token.title()):
        yield "other capitals", unicodedata.normalize("NFC", case)
    for case in (token, token.upper(), token.lower()):
        yield "letters taken apart (NFD)", unicodedata.normalize("NFD", case)
        for fold in _FOLDS:
            yield "folded to ASCII", case.translate(fold)
    yield "backwards", token[::-1]
    if canary.kind is Kind.EMAIL:
        yield "without its domain", token.partition("@")[0]
        yield "its domain", token.partition("@")[2]
    if canary.kind in (Kind.NAME, Kind.WORD):
        yield "search lexeme", token.lower()[:-3]
    if canary.kind is Kind.PHONE:
        yield from _telephone(token)
    if canary.kind is Kind.NUMBER:
        for mark in ("-", " "):
            yield "in groups", f"{token[:6]}{mark}{token[6:]}"


def _telephone(digits: str) -> Iterator[tuple[str, str]]:
    pairs = [digits[at : at + 2] for at in range(0, 8, 2)]
    for mark in (" ", ".", "-"):
        yield "in pairs", mark.join(pairs)
        yield "in fours", mark.join((digits[:4], digits[4:]))
    yield "with its country (E.164)", f"+45{digits}"


def _plainly(spelling: str, text: str) -> Iterator[tuple[str, bytes]]:
    """As programs write most: every spelling is looked for in these."""
    written = text.encode()
    yield spelling, written
    for name in ("latin-1", "utf-16-le", "utf-16-be"):
        try:
            yield f"{name}, {spelling}", text.encode(name)
        except UnicodeEncodeError:
            continue
    yield f"address (URL), {spelling}", quote(text).encode()
    yield f"JSON, {spelling}", _escaped(text)
    yield f"hex, {spelling}", written.hex().encode()
    for shown in _base64(written):
        yield f"base64, {spelling}", shown


def _encodings(spelling: str, text: str) -> Iterator[tuple[str, bytes]]:
    """As they write at times: the usual spellings are looked for in these, too."""
    written = text.encode()
    for name in ("utf-7", "cp865", "utf-32-le"):
        try:
            yield f"{name}, {spelling}", text.encode(name)
        except UnicodeEncodeError:
            continue
    yield f"address (URL), {spelling}", quote(text, safe="@.").encode()
    yield f"address twice (URL), {spelling}", quote(quote(text)).encode()
    yield f"HTML, {spelling}", html.escape(text).encode("ascii", "xmlcharrefreplace")
    yield f"HTML, {spelling}", "".join(f"&#x{ord(sign):x};" for sign in text).encode()
    yield f"HTML, {spelling}", _named(text).encode()
    yield f"JSON, {spelling}", text.encode("ascii", "backslashreplace")
    yield f"RTF, {spelling}", _rich(text)
    yield f"octal, {spelling}", _octal(text)
    yield f"quoted-printable, {spelling}", quopri.encodestring(written).replace(b"=\n", b"")
    for charset in ("utf-8", "iso-8859-1"):
        yield from _header(spelling, text, charset)
    for coded in (written, _latin(text), text.encode("utf-16-le")):
        for shown in _base64(coded):
            yield f"base64, {spelling}", shown
        yield f"base32, {spelling}", base64.b32encode(coded)[: len(coded) * 8 // 5]
        yield f"base85, {spelling}", base64.b85encode(coded)[: len(coded) // 4 * 5]
        yield f"hex, {spelling}", coded.hex().encode()


def _latin(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def _named(text: str) -> str:
    """With HTML's own names: &aelig; &oslash; &aring;."""
    names: dict[str, str | int | None] = {"æ": "&aelig;", "ø": "&oslash;", "å": "&aring;"}
    names |= {"Æ": "&AElig;", "Ø": "&Oslash;", "Å": "&Aring;", "@": "&commat;"}
    return text.translate(str.maketrans(names))


def _escaped(text: str) -> bytes:
    """As JSON writes it: four hexadecimal digits."""
    signs = (sign if ord(sign) < 128 else f"\\u{ord(sign):04x}" for sign in text)
    return "".join(signs).encode()


def _rich(text: str) -> bytes:
    signs = (sign if ord(sign) < 128 else f"\\'{ord(sign) & 255:02x}" for sign in text)
    return "".join(signs).encode()


def _octal(text: str) -> bytes:
    """As PostgreSQL and shells write bytes: \\303\\246."""
    return b"".join(bytes([sign]) if sign < 128 else b"\\%03o" % sign for sign in text.encode())


def _header(spelling: str, text: str, charset: str) -> Iterator[tuple[str, bytes]]:
    """As the header of a mail writes it (RFC 2047); without the frame, which lines may break."""
    try:
        shown = Header(text, charset, maxlinelen=200).encode()
    except UnicodeEncodeError:
        return
    if shown.startswith("=?"):
        yield f"mail header, {spelling}", shown.split("?")[3].rstrip("=").encode()
    written = text.encode(charset)
    marked = (chr(one) if chr(one).isalnum() and one < 128 else f"={one:02X}" for one in written)
    yield f"mail header, {spelling}", "".join(marked).encode()


def _base64(content: bytes) -> Iterator[bytes]:
    """At each of the three places where a word can begin; only the signs that are its own."""
    for before in range(3):
        shown = base64.b64encode(b"\0" * before + content)
        start = (0, 2, 3)[before]
        end = (len(content) + before) * 8 // 6
        yield shown[start:end]
        yield shown[start:end].translate(bytes.maketrans(b"+/", b"-_"))


def _hashed(canary: Canary) -> Iterator[str]:
    for text in (canary.token, canary.value):
        trimmed = text.strip()
        yield from (trimmed, trimmed.lower(), trimmed.upper(), trimmed + "\n")
        yield from (part for part in trimmed.lower().split("@") if len(part) >= SHORTEST)
    if canary.kind is Kind.PHONE:
        yield from (f"+45{canary.token}", f"0045{canary.token}", f"45{canary.token}")


def _digests(text: str) -> Iterator[tuple[str, bytes]]:
    for name in _HASHES:
        digest = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
        yield f"hash ({name})", digest[:_PART].hex().encode()
        yield f"hash ({name}), raw", digest[:_PART]
        yield f"hash ({name}), base64", base64.b64encode(digest)[:14]
        yield f"hash ({name}), base64", base64.urlsafe_b64encode(digest)[:14]


_SOUNDS = {
    sign: digit
    for digit, signs in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
    for sign in signs
}


def soundex(text: str) -> str:
    """The sound code of a name, as PostgreSQL's fuzzystrmatch makes it."""
    letters = [sign for sign in text.lower() if sign.isascii() and sign.isalpha()]
    shown, before = letters[0].upper(), _SOUNDS.get(letters[0])
    for sign in letters[1:]:
        digit = _SOUNDS.get(sign)
        if digit and digit != before:
            shown += str(digit)
        before = digit
    return f"{shown:0<4}"[:4]

"""A word is found however it is dressed, and whatever it is packed in."""

import base64
import gzip
import hashlib
import html
import io
import json
import quopri
import unicodedata
import zipfile
from email.header import Header
from urllib.parse import quote

import pytest

from ordholden.judge.canaries import Canary, Kind, email, name, national_number, phone, phrase
from ordholden.judge.containers import Limits, Opened, opened
from ordholden.judge.disguises import forms, soundex
from ordholden.judge.matching import Matcher

NAME = Canary("given name", Kind.NAME, "sign-up", "Hyldårbæk", "Hyldårbæk")
MAIL = Canary("address", Kind.EMAIL, "sign-up", "brondgarn@helmstor.example", "")
PHONE = Canary("phone", Kind.PHONE, "profile", "12345679", "+45 12345679")

DRESSED = {
    "as it is": NAME.token.encode(),
    "small": b"hyld\xc3\xa5rb\xc3\xa6k",
    "capitals": "HYLDÅRBÆK".encode(),
    "composed": unicodedata.normalize("NFC", NAME.token).encode(),
    "taken apart": unicodedata.normalize("NFD", NAME.token).encode(),
    "ae and aa": b"Hyldaarbaek",
    "a and a": b"Hyldarbak",
    "Latin-1": NAME.token.encode("latin-1"),
    "UTF-16, little end": NAME.token.encode("utf-16-le"),
    "UTF-16, big end": NAME.token.encode("utf-16-be"),
    "URL": quote(NAME.token).encode(),
    "HTML by number": html.escape(NAME.token).encode("ascii", "xmlcharrefreplace"),
    "HTML by name": b"Hyld&aring;rb&aelig;k",
    "JSON": json.dumps(NAME.token).encode(),
    "JSON in JSON": json.dumps(json.dumps(NAME.token)).encode(),
    "quoted-printable": quopri.encodestring(NAME.token.encode()),
    "header, base64": Header(NAME.token, "utf-8").encode().encode(),
    "header, quoted": Header(NAME.token, "iso-8859-1").encode().encode(),
    "base64": base64.b64encode(NAME.token.encode()),
    "base64 behind one": base64.b64encode(b"x" + NAME.token.encode()),
    "base64 behind two": base64.b64encode(b"xy" + NAME.token.encode() + b"zzz"),
    "hexadecimal": NAME.token.encode().hex().encode(),
    "backwards": NAME.token[::-1].encode(),
    "search word": b"'hyldaarb':1".replace(b"aa", "å".encode()),
    "RTF": b"Hyld\\'e5rb\\'e6k",
    "MD5": hashlib.md5(NAME.token.encode(), usedforsecurity=False).hexdigest().encode(),
    "SHA-1": hashlib.sha1(NAME.token.encode(), usedforsecurity=False).hexdigest().encode(),
    "SHA-256": hashlib.sha256(NAME.token.encode()).hexdigest().encode(),
    "SHA-256, bytes": hashlib.sha256(NAME.token.encode()).digest(),
    "SHA-256, part": hashlib.sha256(NAME.token.lower().encode()).hexdigest()[:20].encode(),
}
MAILED = {
    "small and trimmed, SHA-256": hashlib.sha256(MAIL.token.lower().encode()).hexdigest().encode(),
    "local part": b"user brondgarn logged in",
    "in an address": b"?email=brondgarn%40helmstor.example",
}
CALLED = {
    "E.164": b"+4512345679",
    "pairs": b"12 34 56 79",
    "dots": b"12.34.56.79",
    "fours": b"1234 5679",
}


@pytest.mark.parametrize(
    ("canary", "dressed"), [(NAME, DRESSED), (MAIL, MAILED), (PHONE, CALLED)], ids=str
)
def test_every_disguise_is_seen_through(canary, dressed):
    matcher = Matcher([canary])
    unseen = [how for how, content in dressed.items() if not matcher.hits(b"abc " + content)]
    assert unseen == []


def test_nothing_is_found_where_nothing_is():
    matcher = Matcher([NAME, MAIL, PHONE])
    assert not matcher.hits(b"Hyld rb k brond garn helm stor 12 34 56 78 " * 1000)


def test_there_are_more_than_twenty_disguises_of_every_kind():
    for canary in (name("a", ""), email("a", ""), phone("a", ""), phrase("a", "")):
        assert len(set(forms(canary).values())) >= 20, canary.kind
    assert len(set(forms(national_number("a", "")).values())) >= 20


def test_two_people_share_no_word():
    assert len({name("a", "").token for _ in range(500)}) == 500
    assert len({email("a", "").token for _ in range(500)}) == 500


def test_a_word_across_two_pieces_is_found_once():
    content = b"x" * 1000 + NAME.token.encode() + b"y" * 1000
    for cut in range(995, 1015):
        found = list(Matcher([NAME]).stream([content[:cut], content[cut:]]))
        assert [one.at for one in found if one.disguise == "as it is"] == [1000]


def test_sound_codes_are_the_usual_ones():
    assert [soundex(one) for one in ("Robert", "Rupert", "Tymczak", "Pfister", "Honeyman")] == [
        "R163",
        "R163",
        "T522",
        "P236",
        "H555",
    ]


# ------------------------------------------------------------------ what strangers make
def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(5_000_000))
    return made.getvalue()


def test_a_bomb_costs_its_budget_and_is_said():
    names, unopened = opened("bomb.zip", bomb(), Limits(budget=1_000_000))
    assert unopened == ["bomb.zip: larger inside than can be looked at"]
    assert names == ["bomb.zip › name of a member"]


def test_boxes_in_boxes_end_somewhere_and_that_is_said():
    content = b"x" * 50
    for _ in range(9):
        content = gzip.compress(content)
    names, unopened = opened("deep.gz", content, Limits(depth=4))
    assert len(names) == 4
    assert unopened == ["deep.gz › gzip › gzip › gzip › gzip: more than 4 deep"]


@pytest.mark.parametrize(
    "start",
    [
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"%PDF-1.7\n1 0 obj <</Length 9>> stream\nx",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe1\xff",
        b"SQLite format 3\0",
        b"From: a\nTo: b\nSubject: =?utf-8?b?x?=\nContent-Type: multipart/mixed; boundary=\n",
        b"PGDMP",
    ],
)
def test_a_broken_box_is_said_or_empty_and_never_a_fault(start):
    for rest in (b"", b"\0" * 600, b"\xff" * 600, bytes(range(256)) * 3):
        for _, content in Opened().pieces("broken", start + rest):
            assert isinstance(content, bytes)


def test_a_locked_archive_is_said():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("cv.txt", "x" * 40)
    content = bytearray(made.getvalue())
    content[6] |= 1  # "is encrypted", in both places where it stands
    content[content.index(b"PK\x01\x02") + 8] |= 1
    _, unopened = opened("locked.zip", bytes(content))
    assert unopened == ["locked.zip: a member of the ZIP file is locked with a password"]

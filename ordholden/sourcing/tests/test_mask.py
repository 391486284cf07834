"""What gives somebody away inside a text is hidden; what says what they can is not."""

import pytest

from ordholden.sourcing.masking import MASK, Known, Mask

ANNA = Mask(
    Known(
        name="Anna Møller Holm",
        phone="+45 21 43 65 87",
        addresses=("Nørregade 12, 2. th\n8000 Aarhus C",),
        workplaces=("Novo Nordisk A/S", "Aarhus Kommune", "Tømrer Hansen ApS", "Netto"),
        handles=("annah87",),
    )
)
GIVES_AWAY = (
    "Anna",
    "ANNA HOLM",
    "Annas",
    "Anna's",
    "Moeller",
    "Moller",
    "Ho\u200blm",
    "Ａｎｎａ",
    "A. Holm",
    "A.M.H.",
    "A. M. H.",
    "AMH",
    "annaholm",
    "AnnaHolm1987",
    "anna_holm",
    "aholm",
    "annah87",
    "21436587",
    "21 43 65 87",
    "2143-6587",
    "+4521436587",
    "0045 21.43.65.87",
    "214 365 87",
    "another@post.example",
    "anna (at) post (dot) example",
    "anna snabel-a post punktum dk",
    "https://example.org/cv",
    "www.annascv.example",
    "linkedin.com/in/somebody",
    "github: somebody",
    "@somebody",
    "Nørregade 12",
    "NOERREGADE 12, 2. th",
    "Nørregade",
    "8000 Aarhus",
    "Karl Johans gate 5",
    "H.C. Andersens Vej 12",
    "Storgata 7 B, 0155 Oslo",
    "Novo Nordisk",
    "Novo Nordisk A/S",
    "novo",
    "Novos",
    "Aarhus Kommune",
    "Tømrer Hansen",
    "Netto",
    "120385-1234",
    "12038512345",
    "født 12. marts 1985",
    "f. 1985",
    "42-årig",
    "42 years old",
)
SAYS_WHAT_THEY_CAN = (
    "Vant til at arbejde. Jeg kan Excel, ASP.NET, C# og SQL",
    "2015-2018, 2015 – 2018, 01.02.2019 og 20 års erfaring",
    "Budget på 12 000 000 kr. og 45 ansatte i 10 år i branchen",
    "tømrer, murer og smed i Aarhus, helst Aarhus Universitet",
    "HF, HHX, IT, AMU og truckcertifikat",
    "Søger job i København eller Oslo, region Midtjylland",
    "nettovægt og bruttovægt",
)


@pytest.mark.clauses("JI-08", "JI-09")
@pytest.mark.parametrize("words", GIVES_AWAY)
def test_what_gives_her_away_is_hidden_wherever_it_stands(words: str) -> None:
    for text in (words, f"Skriv til {words}, tak", f"({words})"):
        left = ANNA(text).replace(MASK, "")
        assert not any(sign.isdigit() for sign in left), left
        for word in words.replace("(", " ").replace(")", " ").split():
            assert len(word) < 3 or word not in left, left


@pytest.mark.clauses("JI-10")
@pytest.mark.parametrize("words", SAYS_WHAT_THEY_CAN)
def test_what_she_can_is_read(words: str) -> None:
    assert ANNA(words) == words


def test_names_that_are_words_are_hidden_where_they_are_names() -> None:
    bo = Mask(Known(name="Bo Smed", workplaces=("Restaurant", "Selvstændig")))
    assert bo("Hvor vil jeg bo? Jeg er smed. Bo Smed var her.") == (
        f"Hvor vil jeg bo? Jeg er smed. {MASK} var her."
    )
    assert bo("restaurant og selvstændig") == "restaurant og selvstændig"


def test_nothing_makes_it_fail_or_wait() -> None:
    for text in ("", "\x00", "a" * 10_000, "@" * 5_000, "1 " * 5_000, "A." * 5_000, "a.a@" * 3_000):
        assert isinstance(ANNA(text), str)
    assert Mask(Known())("Anna bor her") == "Anna bor her"

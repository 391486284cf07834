"""Opening somebody's document under another person's name, or with the tenant's key alone."""

from uuid import uuid4

import pytest

from ordholden.accounts.tests.make import make_person
from ordholden.kit import crypto, files
from tests.attacks.reading.conftest import PAPER, Plot

OPEN = "SELECT candidates_document_open(%s, %s, %s, %s)"


def test_the_line_names_whose_document_it_is_or_there_is_no_key(plot: Plot) -> None:
    other = make_person("Otto", "otto@example.org")
    for whose in (other.pk, uuid4(), None):
        assert plot.ask(OPEN, plot.reader(), "download", whose, plot.document.pk) == []
    for deed in ("look away", "list", "", None):
        assert plot.ask(OPEN, plot.reader(), deed, plot.liv.pk, plot.document.pk) in ([], [(None,)])
    assert plot.lines() == 0


def test_the_stored_object_is_worth_nothing_without_the_key_from_the_log(plot: Plot) -> None:
    for key in (b"", b"\0" * 32, crypto.keys().files):
        with pytest.raises(crypto.Sealed):
            files.open(plot.document.file, key)
    ((key,),) = plot.ask(OPEN, plot.reader(), "download", plot.liv.pk, plot.document.pk)
    assert files.open(plot.document.file, bytes(key)) == PAPER
    assert plot.lines() == 1

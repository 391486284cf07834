"""Pages are seen by the line of their opening: without one, or by another's, there are none."""

from uuid import uuid4

from tests.attacks.reading.conftest import Plot

AGAIN = "SELECT candidates_document_again(%s, %s, %s)"
OPEN = "SELECT candidates_document_open(%s, %s, %s, %s)"


def test_whoever_has_opened_nothing_sees_no_page(plot: Plot) -> None:
    here = (plot.liv.pk, plot.document.pk)
    assert plot.ask(AGAIN, plot.reader(), *here) == [(None,)]
    plot.ask(OPEN, plot.reader(), "download", *here)
    assert plot.ask(AGAIN, plot.reader(), *here) == [(None,)]


def test_one_line_opens_the_pages_of_one_file_to_one_reader(plot: Plot) -> None:
    here = (plot.liv.pk, plot.document.pk)
    plot.ask(OPEN, plot.reader(), "view", *here)
    before = plot.lines()
    assert plot.ask(AGAIN, plot.reader(), *here)[0][0] is not None
    for forged in (
        {"actor": str(plot.account.pk)},
        {"purpose": "wages"},
        {"session": str(uuid4())},
        {"actor": None},
    ):
        assert plot.ask(AGAIN, plot.reader(**forged), *here) == [(None,)], forged
    assert plot.ask(AGAIN, plot.reader(), plot.liv.pk, uuid4()) == [(None,)]
    assert plot.ask(AGAIN, plot.reader(), uuid4(), plot.document.pk) == [(None,)]
    assert plot.lines() == before

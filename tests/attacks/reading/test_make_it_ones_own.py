"""What is one's own is handed out without a line. So: make another's one's own."""

from django.db import connection

from ordholden.accounts import actions as accounts
from ordholden.candidates.models import Document
from ordholden.people import actions as people
from tests.attacks.reading.conftest import Plot

OWN = "SELECT id, sealed FROM reading_own(%s)"
OWN_FILE = "SELECT candidates_document_own(%s, %s)"


def test_neither_value_nor_file_nor_account_can_be_moved(plot: Plot) -> None:
    mine = plot.thief.person_id
    for query, values in (
        ("UPDATE people_detail SET person_id = %s WHERE id = %s", (mine, plot.detail.pk)),
        ("UPDATE candidates_document SET person_id = %s WHERE id = %s", (mine, plot.document.pk)),
        ("UPDATE accounts_user SET person_id = %s WHERE id = %s", (plot.liv.pk, plot.thief.pk)),
    ):
        assert plot.ask(query, *values) == []
    assert len(plot.said) == 3
    assert plot.ask(OWN, plot.thief.pk) == []
    assert plot.ask(OWN_FILE, plot.thief.pk, plot.document.pk) == [(None,)]


def test_a_file_cannot_be_hung_on_ones_own_row(plot: Plot) -> None:
    """Not beside the old row, not in its place, not by pointing one's own row elsewhere."""
    hang = (
        "INSERT INTO candidates_document (id, person_id, category, name, media_type, file_id,"
        " collected_at) VALUES (gen_random_uuid(), %s, 'profile.cv', 'x', 'x', %s, app_now())"
    )
    mine, file = plot.thief.person_id, plot.document.file_id
    plot.ask(hang, mine, file)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM candidates_document WHERE id = %s", [plot.document.pk])
    plot.ask(hang, mine, file)
    assert len(plot.said) == 2
    assert not Document.objects.filter(person_id=mine).exists()


def test_ones_own_row_cannot_point_at_anothers_file(plot: Plot) -> None:
    someone = people.register(name="Per", email="per@example.org")
    user = accounts.open_account(someone, "per@example.org", confirmed=True)
    own = Document.objects.create(
        person=someone, category="profile.cv", name="x", media_type="x", file=_new_file()
    )
    point = "UPDATE candidates_document SET file_id = %s WHERE id = %s"
    assert plot.ask(point, plot.document.file_id, own.pk) == []
    assert "stay with their person" in plot.said[0]
    assert user.person_id == someone.pk


def _new_file():
    from ordholden.kit import files

    return files.store(b"mine")

"""Working for another tenant, and asking for this one's persons and accounts."""

from ordholden.accounts.tests.make import make_staff
from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.attacks.reading.conftest import Plot
from tests.harness.world import tenant

SEEN = ["employment.national_id"]


def test_nothing_is_handed_out_next_door_under_any_name(plot: Plot) -> None:
    with at_home(tenant("borealis")):
        own = make_staff("Vera", "recruiter")
        found = plot.ask(
            "SELECT id, sealed FROM reading_view(%s, %s, %s)",
            plot.reader(actor=str(own.pk)),
            plot.liv.pk,
            SEEN,
        )
        assert [sealed for _row, sealed in found if sealed] == []
        assert (
            plot.ask("SELECT * FROM reading_view(%s, %s, %s)", plot.reader(), plot.liv.pk, SEEN)
            == []
        )
        assert plot.ask("SELECT * FROM reading_own(%s)", plot.account.pk) == []
        for user in (plot.account.pk, own.pk):
            query = "SELECT candidates_document_own(%s, %s)"
            assert plot.ask(query, user, plot.document.pk) in ([], [(None,)])
        assert (
            plot.ask(
                "SELECT candidates_document_open(%s, 'download', %s, %s)",
                plot.reader(actor=str(own.pk)),
                plot.liv.pk,
                plot.document.pk,
            )
            == []
        )
    assert not Reading.objects.exists()

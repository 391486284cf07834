"""A programmer in a hurry selects the column."""

from tests.attacks.reading.conftest import Plot


def test_the_column_is_not_theirs_to_select(plot: Plot) -> None:
    for query in (
        "SELECT sealed FROM people_detail",
        "SELECT key FROM kit_storedfile",
        "SELECT d.* FROM people_detail d JOIN people_person p ON p.id = d.person_id",
        "SELECT to_json(d) FROM people_detail d",
        "SELECT xmlelement(name v, sealed) FROM people_detail",
        "SELECT query_to_xml('SELECT sealed FROM people_detail', true, false, '')",
        "SELECT table_to_xml('people_detail', true, false, '')",
    ):
        assert plot.ask(query) == [], query
    assert len(plot.said) == 7
    # A server built without XML refuses the last three for that reason.
    assert all("permission denied" in said or "XML" in said for said in plot.said)

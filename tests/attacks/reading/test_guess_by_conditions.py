"""Not reading the value, only asking whether it is so and so, byte by byte."""

from tests.attacks.reading.conftest import Plot


def test_a_condition_reads_too(plot: Plot) -> None:
    for query in (
        "SELECT id FROM people_detail WHERE get_byte(sealed, 0) = 1",
        "SELECT 1 / (get_byte(sealed, 13) - 65) FROM people_detail",
        "SELECT id FROM people_detail ORDER BY sealed",
        "SELECT count(*) FROM people_detail GROUP BY sealed",
        "UPDATE people_detail SET item = get_byte(sealed, 0)",
        "UPDATE people_detail SET value = encode(sealed, 'base64')",
        "DELETE FROM people_detail WHERE get_byte(sealed, 0) = 1",
        "UPDATE kit_storedfile SET size = get_byte(key, 0)",
    ):
        assert plot.ask(query) == [], query
    assert len(plot.said) == 8
    plot.detail.refresh_from_db()
    assert (plot.detail.value, plot.detail.item) == ("", 0)

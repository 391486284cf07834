"""S-40: who has worked stays five financial years, by the firm's own year; new work moves it."""

import pytest

from ordholden.tenants.models import Tenant
from tests.harness.five import answers
from tests.scenarios.doors import Doors, person

YEAR = 'financial_year_end = "12-31"'


def employed(doors: Doors, year_end: str) -> Tenant:
    """Tora registers on 3 February 2025."""
    with doors.on("2025-02-03"):
        tenant = doors.open("jobconnection", (YEAR, f'financial_year_end = "{year_end}"'))
        sent = answers("jobconnection", **{"person.email": "tora@example.org"})
        doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})
    return tenant


def work(doors: Doors, tenant: Tenant, since: str, until: str) -> None:
    tora = person(tenant, "tora@example.org")
    for verb, day in (("employment-started", since), ("employment-ended", until)):
        with doors.on(day):
            sent = doors.staff(tenant).post(f"/people/{tora.pk}/{verb}/", {"day": day})
            assert sent.status_code == 303, sent.content.decode()


@pytest.mark.clauses("JC-56", "JC-52")
@pytest.mark.parametrize(
    ("year_end", "kept", "gone"),
    [
        ("12-31", "2030-12-31", "2031-01-01"),
        ("06-30", "2031-06-30", "2031-07-01"),
        ("09-30", "2030-09-30", "2030-10-01"),
        ("02-28", "2031-02-28", "2031-03-01"),
    ],
)
def test_the_last_day_of_the_fifth_year_is_the_last(
    doors: Doors, year_end: str, kept: str, gone: str
) -> None:
    tenant = employed(doors, year_end)
    work(doors, tenant, "2025-03-01", "2025-09-19")
    doors.sweep("jobconnection", kept)
    assert person(tenant, "tora@example.org") is not None
    doors.sweep("jobconnection", gone)
    assert person(tenant, "tora@example.org") is None


@pytest.mark.clauses("JC-56")
def test_a_running_employment_has_no_day_and_a_new_one_moves_it(doors: Doors) -> None:
    tenant = employed(doors, "12-31")
    work(doors, tenant, "2025-03-01", "2025-09-19")
    tora = person(tenant, "tora@example.org")
    with doors.on("2027-05-03"):
        doors.staff(tenant).post(f"/people/{tora.pk}/employment-started/", {"day": "2027-05-03"})
    doors.sweep("jobconnection", "2031-01-01")
    assert person(tenant, "tora@example.org") is not None
    with doors.on("2031-01-04"):
        sent = doors.staff(tenant).post(
            f"/people/{tora.pk}/employment-ended/", {"day": "2030-12-31"}
        )
        assert sent.status_code == 303
    doors.sweep("jobconnection", "2035-12-31")
    assert person(tenant, "tora@example.org") is not None
    doors.sweep("jobconnection", "2036-01-01")
    assert person(tenant, "tora@example.org") is None


@pytest.mark.clauses("JC-56", "JC-52")
@pytest.mark.parametrize(
    ("year_end", "ended", "due"),
    [
        ("12-31", "2019-01-01", "2025-01-01"),
        ("06-30", "2019-06-30", "2024-07-01"),
        ("06-30", "2019-07-01", "2025-07-01"),
        ("02-29", "2024-02-29", "2029-03-01"),
        ("02-28", "2023-02-28", "2028-02-29"),
    ],
)
def test_the_command_line_says_the_same(doors: Doors, year_end: str, ended: str, due: str) -> None:
    path = doors.file(doors.text("jobconnection", (YEAR, f'financial_year_end = "{year_end}"')))
    code, said = doors.command(
        "policy", "due", path, "--clause", "JC-56", "--anchor", f"employment_ended={ended}",
        "--format", "json",
    )  # fmt: skip
    assert code == 0
    assert f'"due": "{due}"' in said

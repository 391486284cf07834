"""A business is opened, listed and given a policy from the command line."""

from pathlib import Path

import pytest

from ordholden.policy import PolicyFaults
from ordholden.tenants import actions
from ordholden.tenants.models import Host, Tenant
from ordholden.tenants.tests import make

Output = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_text(make.policy_text(), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_business_is_added_with_its_host_names(file: Path, capsys: Output) -> None:
    assert (
        make.command("tenant", "add", str(file), "--host", "Acme.localhost:8000", "--host", "a.dk")
        == 0
    )
    tenant = Tenant.objects.get()
    assert (tenant.slug, tenant.name) == ("acme", "Acme")
    assert tenant.policy_id == tenant.policy.id
    assert set(Host.objects.values_list("name", flat=True)) == {"acme.localhost", "a.dk"}
    assert "acme (Acme) answers at acme.localhost, a.dk." in capsys.readouterr().out

    make.command("tenant", "list")
    assert "acme  Acme  a.dk, acme.localhost  policy" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_faulty_policy_is_refused_with_file_and_line(file: Path, capsys: Output) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if line.startswith("timezone"))
    lines[number - 1] = "timezone = 1"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert make.command("tenant", "add", str(file), "--host", "a.dk") == 1
    assert capsys.readouterr().err.startswith(f"{file}:{number}: ")
    assert not Tenant.objects.exists()


@pytest.mark.django_db
def test_a_name_or_host_that_is_taken_is_refused(
    file: Path, tmp_path: Path, capsys: Output
) -> None:
    make.command("tenant", "add", str(file), "--host", "a.dk")
    assert make.command("tenant", "add", str(file), "--host", "b.dk") == 1
    assert "there is already a tenant named 'acme'" in capsys.readouterr().err
    other = tmp_path / "other.toml"
    other.write_text(make.policy_text("other"), encoding="utf-8")
    assert make.command("tenant", "add", str(other), "--host", "A.DK") == 1
    assert "the host name a.dk belongs to another tenant" in capsys.readouterr().err
    assert Tenant.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["", "-a.dk", "a b", "a..b", "ø.dk", "a" * 64 + ".dk"])
def test_what_is_no_host_name_is_refused(file: Path, capsys: Output, host: str) -> None:
    assert make.command("tenant", "add", str(file), f"--host={host}") == 1
    assert "is no host name" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: Output) -> None:
    assert make.command("tenant", "add", str(tmp_path / "none.toml"), "--host", "a.dk") == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.django_db
def test_listing_nothing_says_how_to_begin(capsys: Output) -> None:
    assert make.command("tenant", "list") == 0
    assert "bin/ordholden tenant add" in capsys.readouterr().out


def test_a_tenant_keeps_its_own_policy(acme: Tenant) -> None:
    with pytest.raises(PolicyFaults, match="this policy is for 'other', not for 'acme'"):
        actions.adopt_policy(acme, make.policy_text("other"))
    assert Tenant.objects.get(pk=acme.pk).policy.tenant == "acme"

"""What is sealed opens in its own place, with its own tenant's key, and nowhere else."""

from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings

from ordholden.kit import crypto
from ordholden.kit.crypto import Sealed
from ordholden.kit.models import TenantKey
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for

VALUE = "010190-1234 Ærø"
ROW = UUID(int=7)


def seal(value: str = VALUE) -> bytes:
    return crypto.seal(value, table="staff", row=ROW, field="number")


def test_a_sealed_value_comes_back(acme: Tenant) -> None:
    sealed = seal()
    assert crypto.unseal(sealed, table="staff", row=ROW, field="number") == VALUE
    assert b"010190" not in sealed
    assert seal() != sealed  # equal values do not look equal


@pytest.mark.parametrize(
    "place",
    [
        {"table": "other", "row": ROW, "field": "number"},
        {"table": "staff", "row": uuid4(), "field": "number"},
        {"table": "staff", "row": ROW, "field": "phone"},
    ],
    ids=["table", "row", "field"],
)
def test_moved_elsewhere_it_does_not_open(acme: Tenant, place: dict[str, object]) -> None:
    with pytest.raises(Sealed):
        crypto.unseal(seal(), **place)  # type: ignore[arg-type]


def test_with_another_tenants_key_it_does_not_open(acme: Tenant, borealis: Tenant) -> None:
    sealed = seal()
    with working_for(borealis), pytest.raises(Sealed):
        crypto.unseal(sealed, table="staff", row=ROW, field="number")


def test_changed_it_does_not_open(acme: Tenant) -> None:
    sealed = bytearray(seal())
    for position in (0, 1, 20, len(sealed) - 1):
        changed = bytes(sealed[:position]) + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
        with pytest.raises(Sealed):
            crypto.unseal(bytes(changed), table="staff", row=ROW, field="number")


def test_without_the_master_key_nothing_opens(acme: Tenant, settings: LazySettings) -> None:
    sealed = seal()
    settings.MASTER_KEY = bytes(reversed(range(32)))
    with pytest.raises(Sealed):
        crypto.unseal(sealed, table="staff", row=ROW, field="number")


def test_each_tenant_has_one_key_and_it_is_wrapped(acme: Tenant, borealis: Tenant) -> None:
    own = crypto.keys()
    assert crypto.keys() == own
    assert len({own.secret, own.fields, own.files, own.index}) == 4
    assert own.secret not in bytes(TenantKey.objects.get().wrapped)
    with working_for(borealis):
        assert crypto.keys().secret != own.secret


def test_a_key_moved_to_another_tenant_does_not_open(acme: Tenant, borealis: Tenant) -> None:
    crypto.keys()
    stolen = bytes(TenantKey.objects.get().wrapped)
    with working_for(borealis):
        TenantKey.objects.create(wrapped=stolen)
        with pytest.raises(Sealed):
            crypto.keys()


def test_equal_values_are_found_without_being_read(acme: Tenant, borealis: Tenant) -> None:
    index = crypto.blind_index(VALUE, field="number")
    assert len(index) == 32
    assert crypto.blind_index(VALUE, field="number") == index
    assert crypto.blind_index(VALUE + "5", field="number") != index
    assert crypto.blind_index(VALUE, field="phone") != index
    with working_for(borealis):
        assert crypto.blind_index(VALUE, field="number") != index

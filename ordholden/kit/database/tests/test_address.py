"""Reading a database's address, and never showing its password."""

import pytest

from ordholden.kit.database.address import Address, BadAddress, read_url


def test_a_url_is_read_whole():
    address = read_url("postgresql://app:s%40cret@db.example.org:6432/ord?sslmode=require")

    assert address == Address(
        "db.example.org", "ord", "app", "s@cret", 6432, (("sslmode", "require"),)
    )
    assert address.place == "db.example.org:6432"
    assert "s@cret" not in repr(address)


def test_a_socket_is_an_address_too():
    assert read_url("postgres://app@/ord?host=/run/postgresql").place == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://app:secret@host/ord", "must begin with postgresql://"),
        ("postgresql://app:secret@host:port/ord", "port is not a number"),
        ("postgresql://app:secret@host/", "names no database"),
        ("postgresql://host/ord", "names no user"),
        ("nonsense", "must begin with postgresql://"),
    ],
)
def test_what_cannot_be_read_is_said_without_the_password(url, said):
    with pytest.raises(BadAddress) as refusal:
        read_url(url)

    assert said in str(refusal.value)
    assert "secret" not in str(refusal.value)

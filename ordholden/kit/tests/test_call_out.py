"""Nothing leaves for where, or with what, the policy does not say."""

from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from ordholden.kit import outbound
from ordholden.kit.outbound import Client, NotDeclared, plain, sent
from ordholden.policy.faults import PolicyFaults
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant
from tests.harness.five import noon

RECIPIENT = """
[[recipient]]
id = "paymaster"
name = "Lønhuset A/S"
kinds = ["processor"]
services = ["payroll"]
country = "DK"
fields = ["person.name", "person.email"]
hosts = ["api.paymaster.example"]
agreement = { since = 2026-01-01 }
clauses = ["AC-01"]
"""
HOST = "https://api.paymaster.example/people"


class Wire(BaseAdapter):
    """Where bytes would leave; it keeps them."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        self.left.append(request)
        answer = requests.Response()
        answer.status_code = 302
        answer.headers["Location"] = "https://evil.example/"
        answer.request = request
        answer.raw = None
        answer._content = b""
        return answer

    def close(self) -> None:
        pass


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def call(acme: Tenant, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Client:
    receiver = outbound.Receiver(
        "paymaster",
        frozenset({"api.paymaster.example"}),
        frozenset({"person.name", "person.email"}),
    )
    monkeypatch.setattr(outbound, "_receiver", _only(receiver))
    session = requests.Session()
    session.mount("https://", wire)
    session.mount("http://", wire)
    return Client("paymaster", session)


def _only(receiver: outbound.Receiver) -> Any:
    def find(policy: object, recipient_id: str) -> outbound.Receiver:
        assert recipient_id == receiver.id
        return receiver

    return find


def test_what_is_declared_leaves(call: Client, wire: Wire) -> None:
    answer = call.post(
        HOST,
        {"people": [{"name": sent("person.name", "Åse"), "kind": plain("monthly"), "new": True}]},
    )
    (left,) = wire.left
    assert left.url == HOST
    assert left.body == b'{"people": [{"name": "\\u00c5se", "kind": "monthly", "new": true}]}'
    assert answer.status_code == 302  # a redirect is not followed: it may lead anywhere
    call.get(HOST, {"email": sent("person.email", "a@b.dk")})
    assert wire.left[1].url == HOST + "?email=a%40b.dk"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/people",
        "https://api.paymaster.example.evil.example/",
        "https://evil.api.paymaster.example/",
        "https://paymaster.example/",
        "https://api.paymaster.example@evil.example/",
        "https://someone:secret@api.paymaster.example/",
        "http://api.paymaster.example/people",
        "https://api.paymaster.example/people?name=hemmelig",
        "ftp://api.paymaster.example/",
        "https:///people",
    ],
)
def test_another_address_gets_nothing(call: Client, wire: Wire, url: str) -> None:
    with pytest.raises(NotDeclared):
        call.post(url, {"kind": plain("x")})
    assert wire.left == []


PAYLOADS: dict[str, Any] = {
    "an undeclared category": {"x": sent("person.phone", "12345678")},
    "one among declared ones": {
        "a": sent("person.name", "Åse"),
        "b": sent("person.birth_date", "1990-01-01"),
    },
    "deep inside": {"a": [{"b": [{"c": sent("profile.cv", "…")}]}]},
    "a bare text": {"x": "hemmelig"},
    "a bare text in a list": {"x": ["hemmelig"]},
    "a bare number": {"x": 101901234},
    "bytes": {"x": b"hemmelig"},
    "an object": {"x": object()},
    "a made-up category": {"x": sent("person.nonsense", "x")},
    "a fraction": {"x": 1.5},
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_an_undeclared_field_does_not_leave(call: Client, wire: Wire, payload: Any) -> None:
    with pytest.raises(NotDeclared) as refusal:
        call.post(HOST, payload)
    assert refusal.value.code == "undeclared_field"
    assert "hemmelig" not in str(refusal.value)
    with pytest.raises(NotDeclared):
        call.get(HOST, payload)
    assert wire.left == []


@pytest.mark.clauses("AB-24", "JC-47", "JC-48", "JT-28")
def test_a_recipient_the_policy_does_not_name_gets_nothing(acme: Tenant) -> None:
    with outbound.client("nobody") as client, pytest.raises(NotDeclared) as refusal:
        client.post(HOST, {})
    assert refusal.value.code == "unknown_recipient"


def test_a_personal_value_is_not_shown_in_logs() -> None:
    assert "Åse" not in repr(sent("person.name", "Åse"))


def test_the_policy_in_force_says_who_gets_what(acme: Tenant) -> None:
    actions.adopt_policy(acme, acme.policy_toml + RECIPIENT)
    receiver = outbound.permit("paymaster", "API.paymaster.example", {"person.name"})
    assert receiver.categories == {"person.name", "person.email"}
    with pytest.raises(NotDeclared, match=r"no host 'evil\.example'"):
        outbound.permit("paymaster", "evil.example", ())
    with pytest.raises(NotDeclared, match=r"have person\.phone"):
        outbound.permit("paymaster", "api.paymaster.example", {"person.name", "person.phone"})


@pytest.mark.clauses("AB-20", "JC-47", "JC-79", "JI-43", "JT-28", "WW-69")
@pytest.mark.parametrize(
    ("agreement", "day", "gets"),
    [
        ("agreement = { since = 2026-01-01 }", "2025-12-31", False),
        ("agreement = { since = 2026-01-01 }", "2026-01-01", True),
        ("agreement = { since = 2026-01-01, until = 2026-06-30 }", "2026-06-30", True),
        ("agreement = { since = 2026-01-01, until = 2026-06-30 }", "2026-07-01", False),
        ('under = "mail_house"', "2026-07-01", True),
        ('under = "mail_house"', "2025-05-31", False),
    ],
)
def test_a_processor_gets_nothing_but_while_its_agreement_runs(
    acme: Tenant, turn_clock: Any, agreement: str, day: str, gets: bool
) -> None:
    mine = RECIPIENT.replace("agreement = { since = 2026-01-01 }", agreement)
    actions.adopt_policy(acme, acme.policy_toml + mine)
    with turn_clock(noon(day)):
        if gets:
            outbound.permit("paymaster", "api.paymaster.example", {"person.name"})
            return
        with pytest.raises(NotDeclared) as refusal:
            outbound.permit("paymaster", "api.paymaster.example", {"person.name"})
        assert refusal.value.code == "no_agreement"


@pytest.mark.clauses("JC-78", "WW-74")
def test_nothing_leaves_the_union_without_an_entry(acme: Tenant) -> None:
    abroad = RECIPIENT.replace('country = "DK"', 'country = "US"')
    with pytest.raises(PolicyFaults, match="has no `transfers` entry"):
        actions.adopt_policy(acme, acme.policy_toml + abroad)
    with pytest.raises(NotDeclared):
        outbound.permit("paymaster", "api.paymaster.example", ())
    where = 'country = "US", basis = "standard_clauses", clauses = ["AC-01"]'
    mine = abroad.replace("clauses =", f"transfers = [{{ {where} }}]\nclauses =")
    actions.adopt_policy(acme, acme.policy_toml + mine)
    outbound.permit("paymaster", "api.paymaster.example", ())

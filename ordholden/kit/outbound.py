"""The one way out. Nothing leaves for a host that the tenant's policy does not name, and nothing
is sent that the policy does not say this recipient gets (GDPR art. 28, 30(1)(d)).

    with outbound.client("payroll") as payroll:
        payroll.post("https://api.payroll.example/people", {
            "name": sent("person.name", person.name),
            "kind": plain("monthly"),
        })

Every text in a payload says which category of data it is, or that it is `plain`: a bare string
is refused, so a field nobody declared cannot slip along.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests

from ordholden.kit import clock
from ordholden.policy import Policy
from ordholden.policy.document import Recipient
from ordholden.tenants.scope import required

TIMEOUT = (5, 30)  # seconds: to connect, to answer


class NotDeclared(PermissionError):
    """The tenant's policy does not let this go there. `code` is a word for logs."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Sent:
    """A personal value of one category of the vocabulary. Its text is not shown in logs."""

    category: str
    value: str = field(repr=False)


@dataclass(frozen=True)
class Plain:
    """A text that says nothing about a person: a code, a template's name."""

    value: str


def sent(category: str, value: str) -> Sent:
    """Declare a personal value of a payload."""
    return Sent(category, value)


def plain(value: str) -> Plain:
    """Declare a text of a payload that is about nobody."""
    return Plain(value)


@dataclass(frozen=True)
class Receiver:
    """What the policy in scope says about one recipient."""

    id: str
    hosts: frozenset[str]
    categories: frozenset[str]


def permit(recipient_id: str, host: str, categories: Iterable[str]) -> Receiver:
    """The recipient, if the policy in scope lets these categories go to this host.

    Raises NotDeclared with code unknown_recipient, no_agreement, undeclared_host or
    undeclared_field.
    """
    receiver = _receiver(required().policy, recipient_id)
    if host.lower() not in receiver.hosts:
        raise NotDeclared(
            "undeclared_host", f"the policy names no host {host!r} for {recipient_id!r}"
        )
    undeclared = sorted(set(categories) - receiver.categories)
    if undeclared:
        raise NotDeclared(
            "undeclared_field",
            f"the policy does not let {recipient_id!r} have {', '.join(undeclared)}",
        )
    return receiver


class Client:
    """Talks to one recipient. Encrypted connections only; redirects are not followed."""

    def __init__(self, recipient_id: str, session: requests.Session | None = None) -> None:
        self.recipient_id = recipient_id
        self.session = session or requests.Session()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()

    def get(self, url: str, params: Mapping[str, Any] | None = None) -> requests.Response:
        """GET, with declared parameters."""
        return self._request("GET", url, params=params)

    def post(self, url: str, payload: Mapping[str, Any]) -> requests.Response:
        """POST a declared payload as JSON."""
        return self._request("POST", url, payload=payload)

    def delete(self, url: str, params: Mapping[str, Any] | None = None) -> requests.Response:
        """DELETE, with declared parameters."""
        return self._request("DELETE", url, params=params)

    def _request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> requests.Response:
        address = urlsplit(url)
        if address.scheme != "https" or address.username or address.password or address.query:
            raise NotDeclared("unsafe_address", "only plain https addresses, without a query")
        categories: set[str] = set()
        bare = [_bare(part, categories) for part in (params, payload)]
        permit(self.recipient_id, address.hostname or "", categories)
        return self.session.request(
            method, url, params=bare[0], json=bare[1], timeout=TIMEOUT, allow_redirects=False
        )


def client(recipient_id: str) -> Client:
    """A client for one recipient of the policy in scope."""
    return Client(recipient_id)


def _receiver(policy: Policy, recipient_id: str) -> Receiver:
    named = {one.id: one for one in policy.recipients()}
    one = named.get(recipient_id)
    if one is None:
        raise NotDeclared("unknown_recipient", f"the policy names no recipient {recipient_id!r}")
    if "processor" in one.kinds and not _agreed(policy, one, named):
        raise NotDeclared("no_agreement", f"no agreement with {recipient_id!r} is in force today")
    hosts = frozenset(host.lower() for host in one.hosts)
    return Receiver(one.id, hosts, policy.means(one.fields))


def _agreed(policy: Policy, one: Recipient, named: Mapping[str, Recipient]) -> bool:
    """Whether an agreement with a processor is in force today: its own, or that of the one it
    works for (GDPR art. 28(3) and (4); JC-79)."""
    above: Recipient | None = one
    while above is not None:
        if made := above.agreement:
            today = clock.today(policy.timezone)
            return made.since <= today and (made.until is None or today <= made.until)
        above = named.get(above.under or "")
    return False


def _bare(value: Any, categories: set[str]) -> Any:
    """A payload without its declarations, which are gathered in `categories`."""
    match value:
        case Sent(category, text):
            categories.add(category)
            return text
        case Plain(text):
            return text
        case None | bool():
            return value
        case Mapping():
            return {str(key): _bare(item, categories) for key, item in value.items()}
        case list() | tuple():
            return [_bare(item, categories) for item in value]
        case _:
            raise NotDeclared(
                "undeclared_field",
                f"a payload says what each value is: sent(…) or plain(…), not {type(value)}",
            )

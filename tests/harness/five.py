"""The five businesses, and what a browser sends them."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from django.core import mail
from django.test import Client

from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant

POLICIES = Path(__file__).resolve().parents[2] / "policies"
FIVE = ("jtworks", "jobconnection", "workwithus", "jobindex", "aktivbemanning")


def opened(slug: str) -> Tenant:
    """One of the five businesses, opened."""
    text = (POLICIES / f"{slug}.toml").read_text(encoding="utf-8")
    return add(text, [f"{slug}.localhost"])


def browser(slug: str) -> Client:
    """A browser on its site, reading English."""
    client = Client(HTTP_HOST=f"{slug}.localhost")
    client.cookies["language"] = "en"
    return client


def sharing(cases: list[str], slug: str) -> list[str]:
    """This business's part of cases that all five refuse alike: each is tried at one of them."""
    own = FIVE.index(slug)
    return [case for case in cases if (crc32(case.encode()) + own) % len(FIVE) == 0]


def noon(day: str) -> datetime:
    """Around noon in Copenhagen and Oslo."""
    return datetime.fromisoformat(f"{day}T11:00:00").replace(tzinfo=UTC)


def answers(slug: str, **more: Any) -> dict[str, Any]:
    """What must be filled in to register at one of the five."""
    sent = {"person.name": "Liv Berg", "person.email": "liv@example.org"}
    sent |= {
        "jtworks": {"consent.recruitment": "on"},
        "aktivbemanning": {"consent.acceptance": "on"},
        "jobconnection": {"declared.correct": "on"},
        "jobindex": {"declared.terms": "on"},
    }.get(slug, {})
    return sent | more


def link(to: str, holding: str = "/account/address/confirm/") -> str:
    """The path of the newest link of a kind in the letters to an address."""
    for letter in reversed(mail.outbox):
        if letter.to == [to]:
            found = re.search(rf"https?://[^/\s]+({re.escape(holding)}\S+)", letter.body)
            if found:
                return found.group(1)
    raise AssertionError(f"no letter with a link to {holding}")

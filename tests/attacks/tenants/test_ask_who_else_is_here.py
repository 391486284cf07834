"""What a visitor can read on one site must not tell which other businesses live beside it."""

import re

from django.urls import get_resolver

from tests.attacks.tenants.conftest import Two

NAMES = re.compile(rb"jobconnection\.localhost|\bthird\b|Third Ltd", re.I)


def open_addresses() -> list[str]:
    found = ["/nothing/here/", "/people/", "/static/nothing"]

    def walk(patterns: object, before: str) -> None:
        for one in patterns:  # type: ignore[attr-defined]
            here = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns, here)
            elif "<" not in here and "(" not in here:
                found.append(here)

    walk(get_resolver().url_patterns, "/")
    return found


def test_no_open_page_names_a_neighbour(two: Two) -> None:
    visitor = two.browse(two.ours)
    for path in open_addresses():
        answer = visitor.get(path)
        content = b"" if answer.streaming else answer.content
        assert not NAMES.search(content + str(answer.headers).encode()), path


def test_a_host_that_is_nobodys_is_told_nothing(two: Two) -> None:
    answer = two.browse(two.ours).get("/", HTTP_HOST="localhost")
    assert answer.status_code == 404
    assert not re.search(rb"jobconnection|rival", answer.content, re.I)


def test_a_fault_tells_nothing_either(two: Two) -> None:
    for path in ("/people/?purpose=" + "x" * 5000, "/notice/versions/99999999999999999999/"):
        answer = two.browse(two.ours).get(path)
        assert answer.status_code in (302, 404, 500)
        assert not NAMES.search(answer.content)

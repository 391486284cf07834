"""Giving us a file: what is taken, what is refused and why, and how one sees one's own."""

import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.candidates.models import Document
from ordholden.kit.models import StoredFile
from ordholden.papers.tests import make
from ordholden.people import actions as people
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

pytestmark = [pytest.mark.django_db]

MACRO = make.docx("x", more={"word/vbaProject.bin": b"macro"})
REFUSED = {
    "locked with a password": ("cv.pdf", make.locked_pdf()),
    "damaged": ("cv.pdf", make.CV[:200]),
    "has 500 pages": ("cv.pdf", make.pdf(*["x"] * 500)),
    "holds a program": ("cv.docx", MACRO),
    "This kind of file cannot be kept": ("cv.pdf", b"MZ\x90\0 a program"),
    "larger than 10 megabytes": ("cv.pdf", b"%PDF-" + b"x" * 10 * 1024 * 1024),
    "unpacks to more": ("photo.png", make.huge_png(30_000)),
}


@pytest.fixture
def tenant() -> Tenant:
    return opened("jtworks")


@pytest.fixture
def liv(tenant: Tenant) -> Client:
    """A confirmed candidate's signed-in browser."""
    with at_home(tenant):
        person = people.register(name="Liv Berg", email="liv@example.org", locale="en")
        user = accounts.open_account(person, "liv@example.org", confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    return client


def give(client: Client, *given: SimpleUploadedFile, field: str = "profile.cv") -> tuple[int, str]:
    sent = {"person.name": "Liv Berg", "profile.presentation": "I like trees.", field: given}
    answer = client.post("/my/profile/", sent)
    return answer.status_code, unescape(answer.content.decode())


def kept(tenant: Tenant) -> list[Document]:
    with at_home(tenant):
        return list(Document.objects.select_related("file").order_by("name"))


@pytest.mark.clauses("JT-16", "JT-55")
def test_a_hostile_file_is_refused_with_a_sentence_and_what_was_typed_stays(
    tenant: Tenant, liv: Client
) -> None:
    for sentence, (name, content) in REFUSED.items():
        status, page = give(liv, make.upload(name, content))
        assert (status, sentence in page) == (422, True), sentence
        assert "I like trees." in page
    assert kept(tenant) == []
    with at_home(tenant):
        assert not StoredFile.objects.exists()


def test_no_upload_touches_a_disk_before_it_is_locked(
    tenant: Tenant, liv: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        pytest.fail("a file was written down")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    large = make.photo((1500, 1200), kind="PNG") + b"\0" * 4_000_000
    assert give(liv, make.upload("diploma.png", large), field="profile.documents")[0] == 303
    assert kept(tenant)[0].file.size == len(large)


def test_a_file_is_what_it_is_and_not_what_it_is_called(tenant: Tenant, liv: Client) -> None:
    for name, content in (
        ("diploma.pdf", make.photo(kind="PNG")),
        ("C:\\Users\\liv\\brev.txt", make.docx("Hej")),
        ("CV_\u202efdp.exe", make.CV),
        ("👷 سيرة.pdf", make.pdf("emoji")),
        ("ø" * 300 + ".pdf", make.pdf("long")),
    ):
        assert give(liv, make.upload(name, content), field="profile.documents")[0] == 303
    found = {one.name: one.media_type for one in kept(tenant)}
    assert found == {
        "diploma.pdf.png": "image/png",
        "brev.txt.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "CV_fdp.exe.pdf": "application/pdf",
        "👷 سيرة.pdf": "application/pdf",
        "ø" * 100 + ".pdf": "application/pdf",
    }
    (emoji,) = [one for one in kept(tenant) if "سيرة" in one.name]
    header = liv.get(f"/my/documents/{emoji.pk}/").headers["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''%F0%9F%91%B7")


def test_a_form_sent_twice_keeps_one_file(tenant: Tenant, liv: Client) -> None:
    for _time in range(2):
        assert give(liv, make.upload("exam.pdf"), field="profile.documents")[0] == 303
    give(liv, make.upload("exam.pdf", make.pdf("another")), field="profile.documents")
    assert len(kept(tenant)) == 2


def test_where_one_file_is_asked_two_are_not_taken(tenant: Tenant, liv: Client) -> None:
    status, page = give(liv, make.upload("a.pdf"), make.upload("b.pdf"))
    assert (status, "Choose one file." in page) == (422, True)
    many = [make.upload(f"{n}.pdf") for n in range(13)]
    status, page = give(liv, *many, field="profile.documents")
    assert (status, "Twelve files at a time" in page) == (422, True)
    assert kept(tenant) == []


def test_a_phone_offers_its_camera_and_every_file_can_be_dragged(liv: Client) -> None:
    page = liv.get("/my/profile/").content.decode()
    assert 'name="profile.cv" accept="image/*" capture="environment"' in page
    assert 'name="person.photo" accept="image/*" capture="user"' in page
    assert "Drag it here, or choose it" in page
    assert 'accept=".pdf,.docx,.odt,.rtf,.jpg,.jpeg,.png,.webp"' in page


# ------------------------------------------------------------------ one's own
@pytest.mark.clauses("JT-16")
def test_ones_own_file_comes_back_as_it_was_and_is_seen_page_by_page(
    tenant: Tenant, liv: Client
) -> None:
    content = make.pdf("Kran", "Mur", info="/Author (Liv Berg)")
    give(liv, make.upload("cv.pdf", content))
    (document,) = kept(tenant)
    assert f"/my/documents/{document.pk}/pages/" in liv.get("/my/profile/").content.decode()
    shown = liv.get(f"/my/documents/{document.pk}/pages/")
    page = shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert 'alt="Page 1 of 2"' in page
    assert 'alt="Page 2 of 2"' in page
    assert "<p>Kran</p>" in page
    for number, there in ((1, 200), (2, 200), (0, 404), (3, 404)):
        picture = liv.get(f"/my/documents/{document.pk}/pages/{number}/")
        assert picture.status_code == there
    picture = liv.get(f"/my/documents/{document.pk}/pages/2/")
    assert picture.headers["Content-Type"] == "image/webp"
    assert picture.headers["Cache-Control"] == "no-store"
    got = liv.get(f"/my/documents/{document.pk}/")
    assert got.content == content
    assert "Nobody yet" in liv.get("/my/readings/").content.decode()


# ------------------------------------------------------------------ the virus scanner
@contextmanager
def scanner(verdict: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A virus scanner on this machine that always says the same. Yields its place, what it got."""
    got: list[bytes] = []

    def answer() -> None:
        with here, here.accept()[0] as caller:
            stream = caller.makefile("rb")
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack(">I", stream.read(4))[0]:
                content += stream.read(length)
            got.append(content)
            caller.sendall(verdict)
            stream.close()

    here = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield f"127.0.0.1:{here.getsockname()[1]}", got
    finally:
        thread.join(timeout=5)


@pytest.mark.parametrize(
    ("verdict", "status", "sentence"),
    [
        (b"stream: OK\0", 303, ""),
        (b"stream: Eicar-Test-Signature FOUND\0", 422, "A virus was found"),
        (b"INSTREAM size limit exceeded. ERROR\0", 422, "cannot be checked for viruses"),
        (b"", 422, "cannot be checked for viruses"),
    ],
    ids=["clean", "virus", "no verdict", "hangs up"],
)
def test_the_scanner_that_is_configured_decides(
    tenant: Tenant, liv: Client, settings, verdict: bytes, status: int, sentence: str
) -> None:
    with scanner(verdict) as (settings.CLAMD, got):
        answered, page = give(liv, make.upload())
    assert (answered, sentence in page) == (status, True)
    assert got == [make.CV]
    assert len(kept(tenant)) == (1 if status == 303 else 0)


def test_without_its_scanner_nothing_is_taken(tenant: Tenant, liv: Client, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        places = [f"127.0.0.1:{gone.getsockname()[1]}", "/nowhere/clamd.socket"]
    for place in places:
        settings.CLAMD = place
        status, page = give(liv, make.upload())
        assert (status, "cannot be checked for viruses" in page) == (422, True)
    assert kept(tenant) == []

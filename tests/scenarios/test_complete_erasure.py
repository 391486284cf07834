"""An erasure is complete when every place has answered and has been looked at once more."""

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client
from django.utils import translation

from ordholden.accounts import emails
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.actions import documents
from ordholden.copies.tests import make
from ordholden.journal.chain import Journal
from ordholden.kit import clock
from ordholden.kit import mail as post
from ordholden.kit.models import MailLog
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy import emails as notes
from ordholden.privacy import sinks
from ordholden.privacy.models import Acted, ErasureAnswer, ErasureCourse
from ordholden.privacy.sinks import telling
from ordholden.reading.models import Alarm
from ordholden.tenants.models import Tenant
from tests.harness import world
from tests.scenarios.doors import Doors, page

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "files"


@pytest.fixture
def carla(acme: Tenant) -> Person:
    """Somebody with a file, a copy that is ready, a letter and a task that wait."""
    person = make.member()
    documents.keep(person, "profile.cv", make.upload("cv.pdf"))
    return person


@pytest.fixture
def me(acme: Tenant, browse: Browse, carla: Person) -> Client:
    client = browse(acme, carla.user)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def officer(acme: Tenant) -> Client:
    client = Client(HTTP_HOST="acme.localhost")
    client.force_login(make_staff("Ophelia", "privacy_officer"))
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def unwilling(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """From here on the store of files refuses to remove anything; with 0, it is mended."""
    real = FileSystemStorage.delete

    def refuse(number: int) -> None:
        def delete(self: FileSystemStorage, name: str) -> None:
            if number:
                raise OSError(number, "refused")
            real(self, name)

        monkeypatch.setattr(FileSystemStorage, "delete", delete)

    return refuse


def erased(client: Client) -> str:
    """Delete the profile by its page; the receipt's code."""
    answer = client.post("/my/data/deletion/")
    assert answer.status_code == 200
    return str(answer.context["code"])


def receipt(code: str) -> str:
    """What the page of receipts says of a code."""
    client = Client(HTTP_HOST="acme.localhost")
    client.cookies["language"] = "en"
    return str(client.post("/notice/receipt/", {"code": code}).content.decode())


def objects(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def answers() -> dict[str, tuple[str, int, int, str]]:
    """Sink -> state, removed, retained, why."""
    rows = ErasureAnswer.objects.filter(course=ErasureCourse.objects.latest("begun_at"))
    return {one.sink: (one.state, one.removed, one.retained, one.why) for one in rows}


def open_ones() -> int:
    return sinks.unfinished().count()


@pytest.mark.clauses("JC-67", "JT-41", "WW-98")
def test_every_place_answers_and_the_receipt_says_when_it_is_complete(
    me: Client, carla: Person, folder: Path
) -> None:
    make.copied(me)
    assert len(objects(folder)) == 2
    emails.write("mailings/email/confirm", "carla@example.org", {"url": "x"}, person=None)
    notes.due_soon.later(carla.pk, "profile")
    code = erased(me)
    assert "Being carried out" in receipt(code)
    assert len(objects(folder)) == 2
    mail.outbox.clear()
    world.run_queued_tasks()
    assert objects(folder) == []
    assert mail.outbox == []
    told = answers()
    assert {name: told[name][:3] for name in ("files", "exports", "letters", "sessions")} == {
        "files": ("done", 2, 0),
        "exports": ("done", 1, 0),
        "letters": ("done", 1, 0),
        "sessions": ("done", 1, 0),
    }
    assert told["database"][1] > 5
    assert told["processor:mail_house"] == ("done", 0, 0, "nothing_given")
    assert "Complete: everything was looked at once more" in receipt(code)
    assert not ErasureAnswer.objects.exclude(things=[]).exists()


def test_a_sink_is_declared_in_words_and_asked_every_time(acme: Tenant) -> None:
    assert set(sinks.SINKS) == {"database", "files", "queue", "sessions", "letters", "exports"}
    assert set(sinks.SINKS) < set(telling.WHERE)
    for name, sink in sinks.SINKS.items():
        key = "0" * 32 if name in ("files", "sessions") else str(uuid4())
        sink.remove([key])
        sink.remove([key])  # twice is once
        assert sink.left([key]) == 0


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "no_access"), (errno.EIO, "failed")],
)
def test_a_store_that_refuses_is_tried_again_and_told_of(
    me: Client,
    officer: Client,
    unwilling: Callable[[int], None],
    doors: Doors,
    folder: Path,
    number: int,
    why: str,
) -> None:
    unwilling(number)
    code = erased(me)
    world.run_queued_tasks()
    assert answers()["files"] == ("waiting", 0, 1, why)
    assert all(one[0] == "done" for name, one in answers().items() if name != "files")
    assert not Alarm.objects.exists()
    with clock.travel(clock.now() + timedelta(hours=1, minutes=1)):
        sinks.follow_up()
        sinks.follow_up()
        assert Alarm.objects.get().kind == "erasure_open"
        world.run_queued_tasks()
        assert "an erasure that is not complete" in mail.outbox[-1].body
        assert "1 erasure is not complete" in page(officer, "/privacy/")
        with translation.override("en"):
            assert str(telling.WHY[why]) in page(officer, "/privacy/erasures/")
        assert "The privacy officer has been told" in receipt(code)
    code_said, said = doors.command("erasures")
    assert (code_said, f"files: {why}" in said) == (1, True)
    unwilling(0)
    code_said, said = doors.command("erasures", "--again")
    assert (code_said, "acme: none not complete, none late" in said) == (0, True)
    assert objects(folder) == []
    assert "Complete" in receipt(code)


def test_a_row_that_is_left_is_never_called_complete(me: Client, carla: Person) -> None:
    erased(me)
    left = Acted.objects.create(row=carla.pk, person=None, rule="profile", stage=0)
    world.run_queued_tasks()
    state, _removed, retained, why = answers()["database"]
    assert (state, retained, why) == ("waiting", 1, "still_there")
    assert Alarm.objects.count() == 1
    left.delete()
    sinks.go_on()
    assert open_ones() == 0


def test_a_file_that_comes_back_before_the_second_look_is_found(me: Client, folder: Path) -> None:
    (kept,) = objects(folder)
    content = kept.read_bytes()
    erased(me)
    sinks.follow_up()
    assert objects(folder) == []
    kept.write_bytes(content)
    sinks.look_again()
    assert (answers()["files"][0], Alarm.objects.count(), open_ones()) == ("waiting", 1, 1)
    sinks.go_on()
    assert (objects(folder), open_ones()) == ([], 0)


def test_tasks_that_failed_go_too_and_one_that_runs_is_waited_for(
    me: Client, carla: Person
) -> None:
    for status in ("failed", "doing"):
        notes.due_soon.later(carla.pk, "profile")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s WHERE status = 'todo'"
                " AND task_name LIKE '%%due_soon'",
                [status],
            )
    erased(me)
    sinks.go_on()
    assert answers()["queue"][:3] == ("waiting", 1, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name LIKE '%due_soon'")
        assert cursor.fetchall() == [("doing",)]
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'doing'")
    sinks.go_on()
    assert open_ones() == 0


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail leaves by a provider, as it does outside the demo."""
    monkeypatch.setattr(post, "provider_host", lambda: "api.mail.example")


def given(person: Person) -> None:
    MailLog.objects.create(
        template="x", mail_class="newsletter", person_id=person.pk, outcome="sent"
    )


def test_a_processor_erases_within_the_time_it_agreed_to(
    me: Client, carla: Person, provider: None, turn_clock: Any
) -> None:
    given(carla)
    code = erased(me)
    sinks.go_on()
    one = ErasureAnswer.objects.get(sink="processor:mail_house")
    assert (one.state, one.retained, one.why) == ("done", 1, "processor_erases")
    assert (one.until - clock.today("Europe/Copenhagen")).days == 30
    assert "Example Mail AB" in receipt(code)


def test_a_processor_without_a_time_is_asked_by_somebody(
    me: Client, carla: Person, officer: Client, provider: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipients = Policy.recipients
    monkeypatch.setattr(
        Policy,
        "recipients",
        lambda self: tuple(
            one.model_copy(update={"erased_within": None}) for one in recipients(self)
        ),
    )
    given(carla)
    erased(me)
    sinks.go_on()
    one = ErasureAnswer.objects.get(sink="processor:mail_house")
    assert (one.state, one.things, open_ones()) == ("asks", [], 1)
    assert not ErasureAnswer.objects.exclude(things=[]).exists()
    with clock.travel(clock.now() + timedelta(days=8)):
        sinks.follow_up()
        assert Alarm.objects.count() == 1
    said = page(officer, "/privacy/erasures/")
    assert "They have confirmed it" in said
    path = f"/privacy/erasures/{one.pk}/confirmation/"
    assert officer.post(path).status_code == 303
    assert officer.post(path).status_code == 409
    world.run_queued_tasks()
    assert open_ones() == 0
    assert answers()["processor:mail_house"] == ("done", 1, 0, "processor_confirmed")


def test_a_full_disk_before_it_is_written_down_changes_nothing(
    me: Client, carla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def full(self: Journal, drafts: Any) -> Any:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(Journal, "append", full)
        with pytest.raises(OSError, match="No space"):
            me.post("/my/data/deletion/")
        assert Person.objects.filter(pk=carla.pk).exists()
    erased(me)
    assert not Person.objects.filter(pk=carla.pk).exists()


def test_the_same_address_elsewhere_is_said_and_nobody_is_named(
    me: Client, carla: Person, officer: Client, django_assert_max_num_queries: Any
) -> None:
    people.register(name="Carlo Ruiz", email="carla@example.org")
    code = erased(me)
    sinks.go_on()
    assert answers()["addresses"][2:] == (2, "same_address")  # a proof of consent, and him
    for text in (receipt(code), page(officer, "/privacy/erasures/")):
        assert "example.org" not in text
        assert "Ruiz" not in text
    for number in range(3):  # however many there are, the page asks the same few questions
        privacy.delete_profile(make.member(f"Nr {number}", f"n{number}@example.org"))
    officer.get("/privacy/erasures/")
    with django_assert_max_num_queries(12):
        officer.get("/privacy/erasures/")

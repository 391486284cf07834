"""Background work queued by the attackers: in their neighbours' name, or about their rows."""

import pytest

from ordholden.candidates import emails
from ordholden.copies import actions as copies
from ordholden.copies.models import Copy
from ordholden.kit import files, worker
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, unknown

ABOUT_A_TASK = (
    "SELECT true FROM procrastinate_jobs WHERE id = {}",
    "INSERT INTO procrastinate_events (job_id, type) VALUES ({}, 'aborted')",
    "SELECT procrastinate_finish_job_v1({}, 'failed', true)",
    "SELECT procrastinate_cancel_job_v1({}, true, true)",
)
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"
INSERT = "INSERT INTO procrastinate_jobs (queue_name, task_name, args{more}) VALUES ('default',"


@pytest.mark.parametrize("more", ["", ", tenant_id"])
def test_no_task_is_queued_in_their_name(two: Two, more: str) -> None:
    values = f" 'x', jsonb_build_object('tenant', {two.theirs.pk}::bigint)"
    end = f", {two.theirs.pk})" if more else ")"
    query = INSERT.format(more=more) + values + end
    assert two.ask(query) == []
    row = f"ROW('default', 'x', 0, NULL, NULL, '{{\"tenant\": {two.theirs.pk}}}', NULL)"
    defer = f"procrastinate_defer_jobs_v1(ARRAY[{row}]::procrastinate_job_to_defer_v1[])"
    assert two.ask(f"SELECT {defer}") == []
    assert len(two.said) == 2
    assert two.ask("SELECT count(*) FROM procrastinate_jobs", at=two.theirs) == [(0,)]


def test_a_task_about_their_row_runs_in_ones_own_scope_and_finds_nothing(two: Two) -> None:
    with at_home(two.theirs):
        copy = copies.ask_for(two.liv, "en")
    waiting = two.ask(WAITING, at=two.theirs)
    _cv = two.cv
    with two.untouched(), at_home(two.ours):
        copies.make.later(copy.pk)
        emails.registered.later(two.liv.pk)
        files.remove_object.later(two.cv.file.name)
        worker.drain()
    with at_home(two.theirs):
        assert Copy.objects.get().state == Copy.State.MAKING
        assert files.storage().exists(files.place_of(two.theirs.pk, two.cv.file.name))
        assert waiting == two.ask(WAITING, at=two.theirs)
        worker.drain()
        assert Copy.objects.get().state == Copy.State.READY


def told_of(said: str, number: int) -> str:
    return said.partition("\n")[0].replace(str(number), "N")


def test_their_tasks_are_neither_taken_nor_ended_nor_written_about(two: Two) -> None:
    with at_home(two.theirs):
        copies.make.later(unknown())
    ((job,),) = two.ask("SELECT id FROM procrastinate_jobs", at=two.theirs)
    told = {}
    for number in (job, 10**9):  # theirs, and one that never was
        two.said.clear()
        answers = [two.ask(query.format(number)) for query in ABOUT_A_TASK]
        told[number] = answers, [told_of(said, number) for said in two.said]
    assert told[job] == told[10**9]
    assert two.ask("SELECT status::text FROM procrastinate_jobs", at=two.theirs) == [("todo",)]

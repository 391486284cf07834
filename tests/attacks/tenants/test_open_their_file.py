"""A stored object of theirs: its name is known, its bytes lie on the same disk."""

import shutil
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation

from ordholden.kit import crypto, files
from ordholden.kit.models import StoredFile
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import PAPER, Two, person


def test_its_name_finds_nothing_here_and_its_bytes_do_not_open(two: Two) -> None:
    with at_home(two.theirs):
        theirs = StoredFile.objects.get(pk=two.cv.file.pk)
        place = files.place_of(two.theirs.pk, theirs.name)
        ((key,),) = two.ask(
            f"SELECT candidates_document_own('{two.account.pk}', '{two.cv.pk}')", at=two.theirs
        )
        assert files.open(theirs, bytes(key)) == PAPER
    with at_home(two.ours):
        mine = StoredFile.objects.create(name=theirs.name, size=theirs.size)
        with pytest.raises(files.FileGone):
            files.open(mine, bytes(key))
        # The disk is the installation's: somebody copies the object, and even has its key.
        storage = files.storage()
        copied = storage.path(files.place_of(two.ours.pk, theirs.name))
        shutil.copytree(storage.path(str(two.theirs.pk)), storage.path(str(two.ours.pk)))
        assert Path(copied).read_bytes() == Path(storage.path(place)).read_bytes()
        with pytest.raises(crypto.Sealed):
            files.open(mine, bytes(key))
        with pytest.raises(crypto.Sealed):
            files.open(theirs, bytes(key))


def test_a_document_of_ours_does_not_point_at_it(two: Two) -> None:
    query = (
        "INSERT INTO candidates_document (id, person_id, category, name, media_type, file_id,"
        " collected_at) SELECT gen_random_uuid(), id, 'profile.cv', 'x', 'x', %s, app_now()"
        " FROM people_person LIMIT 1"
    )
    with at_home(two.ours):
        person("ola@example.org", "Ola Nord")
    assert two.ask(query, two.cv.file.pk) == []
    assert "another person's" in two.said[0]


def test_tidying_up_here_leaves_their_objects(two: Two) -> None:
    place = files.place_of(two.theirs.pk, two.cv.file.name)
    with at_home(two.ours):
        files.forget_unknown()
        with pytest.raises(SuspiciousFileOperation):
            files.remove_object(f"../../{place}")
        files.remove_object(two.cv.file.name)
    assert files.storage().exists(place)

"""Stored objects, keys, backups and the journal, asked for by their places on the disk."""

from tests.attacks.tenants.conftest import PAPER, Two, told

PLACES = [
    "/media/{place}",
    "/files/{place}",
    "/static/../files/{place}",
    "/static/..%2ffiles%2f{place}",
    "/static/%2e%2e/files/{place}",
    "/static//etc/passwd",
    "/static/../../../../etc/passwd",
    "/static/..%5c..%5cvar%5cmaster.key",
    "/static/..;/master.key",
    "/look.css/../files/{place}",
    "/..%2f..%2fvar%2fbackups%2f",
    "/journal/",
    "/backups/",
    "/.env",
    "/.git/config",
    "/var/master.key",
    "/my/documents/{place}/",
    "/_looks/../files/{place}",
]


def test_no_place_on_the_disk_is_an_address(two: Two) -> None:
    place = f"{two.theirs.pk}/{two.cv.file.name[:2]}/{two.cv.file.name}"
    client = two.browse(two.theirs)
    for path in PLACES:
        answer = client.get(path.format(place=place))
        assert answer.status_code in (400, 404), path
        assert not told(answer)
        assert b"root:" not in answer.content


def test_what_is_meant_to_be_fetched_is(two: Two) -> None:
    for path in ("/static/web/fonts/schibsted-grotesk.woff2", "/look.css", "/robots.txt"):
        answer = two.browse(two.ours).get(path)
        told(answer)
        assert answer.status_code == 200
    answer = two.browse(two.theirs, two.account).get(f"/my/documents/{two.cv.pk}/")
    assert PAPER.decode() in told(answer)

"""What an operator sets: read by kind, refused with a sentence, documented."""

import base64
import stat

import pytest

from config import env, keys
from config.databases import choose
from ordholden.kit.database.faults import CannotStart

STRONG = bytes(range(32))


@pytest.fixture(autouse=True)
def _known_stays_as_it_was(monkeypatch):
    monkeypatch.setattr(env, "KNOWN", dict(env.KNOWN))


@pytest.mark.parametrize(
    ("given", "read"), [("1", True), ("Yes", True), ("off", False), ("", True)]
)
def test_yes_or_no(monkeypatch, given, read):
    monkeypatch.setenv("TRIED", given)
    assert env.flag("TRIED", "for this test", default=True) is read


def test_what_is_neither_yes_nor_no(monkeypatch):
    monkeypatch.setenv("TRIED", "perhaps")
    with pytest.raises(CannotStart, match="TRIED is 'perhaps'; it must be yes or no"):
        env.flag("TRIED", "for this test")


@pytest.mark.parametrize("given", ["80a", "-1", "70000", "1.5"])
def test_what_is_no_port(monkeypatch, given):
    monkeypatch.setenv("TRIED", given)
    with pytest.raises(CannotStart, match="must be a number from 1 to 65535"):
        env.number("TRIED", "for this test", 8000, least=1)


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("hidden\n")
    monkeypatch.setenv("TRIED_FILE", str(tmp_path / "secret"))
    assert env.secret("TRIED", "for this test") == "hidden"

    monkeypatch.setenv("TRIED_FILE", str(tmp_path / "missing"))
    with pytest.raises(CannotStart, match=r"TRIED_FILE names .*missing, which cannot"):
        env.secret("TRIED", "for this test")


@pytest.mark.parametrize("given", [STRONG.hex(), base64.b64encode(STRONG).decode()])
def test_a_master_key_is_read(tmp_path, given):
    assert keys.read_master_key(given, tmp_path, demo=False) == STRONG


def test_a_new_master_key_is_strong_enough(tmp_path):
    assert len(keys.read_master_key(keys.new_master_key(), tmp_path, demo=False)) == 32


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "is not set"),
        ("secret!", "neither base64 nor hex"),
        ("abcd", "is weak"),
        ("00" * 32, "is weak"),
        (base64.b64encode(b"password" * 4).decode(), "is weak"),
    ],
)
def test_a_missing_or_weak_master_key_is_refused(tmp_path, given, said):
    with pytest.raises(CannotStart, match=said) as refusal:
        keys.read_master_key(given, tmp_path, demo=False)
    assert "bin/ordholden key" in str(refusal.value)
    assert not list(tmp_path.iterdir())


def test_the_demo_makes_and_keeps_a_key_of_its_own(tmp_path):
    key = keys.read_master_key("", tmp_path / "var", demo=True)

    assert keys.read_master_key("", tmp_path / "var", demo=True) == key
    assert stat.S_IMODE((tmp_path / "var" / "master.key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_hold_the_key_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match="Set VAR to a folder of yours"):
        keys.read_master_key("", tmp_path / "file" / "var", demo=True)


@pytest.mark.parametrize(
    ("url", "owner", "said"),
    [
        ("", "postgresql://o:x@h/n", "DATABASE_URL is not. Set both"),
        ("postgresql://a:x@h/n", "postgresql://a:x@h/n", "must not own its tables"),
        ("postgresql://a:x@h/n", "postgresql://o:x@h/other", "name different databases"),
        ("mysql://a:x@h/n", "", "must begin with postgresql"),
        ("postgresql://a:x@h/n", "nonsense", "DATABASE_OWNER_URL must begin with postgresql"),
    ],
)
def test_addresses_that_do_not_fit_are_refused(tmp_path, url, owner, said):
    with pytest.raises(CannotStart, match=said):
        choose(url, owner, "ordholden_queue", tmp_path)


def test_with_no_address_the_programs_own_server_is_used(tmp_path):
    chosen = choose("", "", "ordholden_queue", tmp_path)

    assert chosen.embedded == tmp_path
    assert (chosen.app.user, chosen.owner.user) == ("ordholden_app", "ordholden_owner")
    assert not list(tmp_path.iterdir())

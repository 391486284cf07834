"""Passkeys of one business's people, at the other."""

from allauth.mfa.models import Authenticator

from ordholden.accounts.models import User
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two


def passkey(tenant: Tenant, user: User) -> Authenticator:
    with at_home(tenant):
        data = {"name": "Phone of Liv Berg", "credential": {"id": "x"}, "passwordless": True}
        return Authenticator.objects.create(user=user, type="webauthn", data=data)


def test_their_passkeys_are_neither_renamed_nor_removed_nor_named(two: Two) -> None:
    theirs = passkey(two.theirs, two.boss)
    attacker = two.staff(two.ours, "administrator")
    own = passkey(two.ours, attacker)
    here = two.browse(two.ours, attacker)
    for verb in ("", "remove/"):
        path = f"/account/factors/passkeys/{theirs.pk}/{verb}"
        with two.untouched():
            for answer in (here.get(path), here.post(path, {"name": "mine now"})):
                assert answer.status_code in (302, 404)
                assert b"Phone of Liv" not in answer.content
    listed = here.get("/account/factors/passkeys/").content.decode()
    assert f"/passkeys/{own.pk}/" in listed
    assert f"/passkeys/{theirs.pk}/" not in listed


def test_a_key_is_asked_for_by_its_own_site(two: Two) -> None:
    """What a browser signs names the host: it shows no site the keys of another."""
    for tenant in (two.ours, two.theirs):
        asked = two.browse(tenant).get("/account/sign-in/passkey/", HTTP_ACCEPT="application/json")
        options = asked.json()["request_options"]["publicKey"]
        assert options["rpId"] == f"{tenant.slug}.localhost"
        assert not options.get("allowCredentials")

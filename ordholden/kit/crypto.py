"""Sealing what must not lie readable: values in columns, files, and look-ups over sealed values.

AES-256-GCM with a key per tenant, wrapped by the master key, which stays outside the database
and its backups: a dump or a stolen disk is useless, and a tenant whose key is gone is gone. A
sealed value is bound to its tenant, table, row and field: moved elsewhere it does not open.

A tenant's key has a number, and what is sealed says which it was: while a new key takes over
(`keys`), both open and the newer seals.
"""

import secrets
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ordholden.kit.models import TenantKey
from ordholden.tenants.scope import required

VERSION = b"\x01"  # of the layout: version, nonce, ciphertext with tag
NUMBERED = b"\x02"  # the number of the tenant's key (2 bytes), then the layout above
STAMP = 3  # bytes that say which key: NUMBERED and its number
NONCE = 12  # bytes, random for each sealing (NIST SP 800-38D 8.2.2)
KEY = 32  # bytes


class Sealed(ValueError):
    """It does not open: another tenant's, row's or field's, changed, or under another key."""


@dataclass(frozen=True)
class Keys:
    """The keys of one tenant, each for one use; none can be found from another."""

    tenant_id: int
    secret: bytes
    generation: int = 1

    @property
    def stamp(self) -> bytes:
        """How everything begins that is sealed with this key."""
        return NUMBERED + self.generation.to_bytes(2, "big")

    @cached_property
    def fields(self) -> bytes:
        return _derived(self.secret, b"fields")

    @cached_property
    def files(self) -> bytes:
        return _derived(self.secret, b"files")

    def of_file(self, key: bytes) -> bytes:
        """The key of one file: the tenant's and the file's own, and either alone is worth nothing.

        A file from before files had keys (key is empty) opens with the tenant's.
        """
        return _derived(self.files + key, b"file") if key else self.files

    @cached_property
    def index(self) -> bytes:
        return _derived(self.secret, b"index")


@dataclass(frozen=True)
class Ring:
    """Every key of a tenant that something may still be sealed with."""

    every: tuple[Keys, ...]  # the newest first

    @property
    def newest(self) -> Keys:
        """The one that seals."""
        return self.every[0]

    def of(self, sealed: bytes) -> Keys:
        """The key that something was sealed with. Raises Sealed when it is none of these."""
        number = 1  # from before keys had numbers
        if sealed.startswith(NUMBERED):
            number = int.from_bytes(sealed[1:STAMP], "big")
        for own in self.every:
            if own.generation == number:
                return own
        raise Sealed("this was not sealed with a key that is still there")

    def seal(self, value: str, *, table: str, row: UUID, field: str) -> bytes:
        """See `seal` below."""
        own = self.newest
        return own.stamp + lock(
            own.fields, value.encode(), _place(own.tenant_id, table, row, field)
        )

    def unseal(self, sealed: bytes, *, table: str, row: UUID, field: str) -> str:
        """See `unseal` below."""
        own = self.of(sealed)
        place = _place(own.tenant_id, table, row, field)
        return unlock(own.fields, inner(sealed), place).decode()


def ring() -> Ring:
    """The keys of the tenant in scope, the first made when first asked for. One query."""
    tenant = required()
    rows = list(TenantKey.objects.order_by("-generation"))
    if not rows:
        # Two at once: the second waits for the first, and then uses its key.
        TenantKey.objects.bulk_create([TenantKey(wrapped=_wrapped())], ignore_conflicts=True)
        rows = [TenantKey.objects.get()]
    place = _of_tenant(tenant.pk)
    return Ring(
        tuple(
            Keys(tenant.pk, unlock(_master(), bytes(row.wrapped), place), row.generation)
            for row in rows
        )
    )


def keys() -> Keys:
    """The keys of the tenant in scope that seal from now on. One query."""
    return ring().newest


def new_key() -> int:
    """Make the tenant in scope its next key; what was sealed before still opens. Its number."""
    number = keys().generation + 1
    return TenantKey.objects.create(generation=number, wrapped=_wrapped()).generation


def _wrapped() -> bytes:
    return lock(_master(), secrets.token_bytes(KEY), _of_tenant(required().pk))


def seal(value: str, *, table: str, row: UUID, field: str) -> bytes:
    """Encrypt a value for exactly this field of this row of the tenant in scope."""
    return ring().seal(value, table=table, row=row, field=field)


def unseal(sealed: bytes, *, table: str, row: UUID, field: str) -> str:
    """What was sealed here. Raises Sealed for anything else."""
    return ring().unseal(bytes(sealed), table=table, row=row, field=field)


def inner(sealed: bytes) -> bytes:
    """What `lock` made, without the number of the key before it."""
    return sealed[STAMP:] if sealed.startswith(NUMBERED) else sealed


def blind_index(value: str, *, field: str) -> bytes:
    """32 bytes by which equal values of a field are found without being read (HMAC-SHA-256).

    Keyed, because a plain hash of a national number is found by trying them all.
    """
    return index_with(keys(), value, field)


def blind_indexes(value: str, *, field: str) -> list[bytes]:
    """Every form that `blind_index` of this value may have while a new key takes over."""
    return [index_with(own, value, field) for own in ring().every]


def index_with(own: Keys, value: str, field: str) -> bytes:
    """The blind index of a value under one key."""
    mac = hmac.HMAC(own.index, hashes.SHA256())
    mac.update(field.encode() + b"|" + value.encode())
    return mac.finalize()


def lock(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Encrypt bytes so that they open only with this key and in this place."""
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unlock(key: bytes, locked: bytes, bound_to: bytes) -> bytes:
    """Undo `lock`. Raises Sealed when key, place or content is not the one it was locked with."""
    if not locked.startswith(VERSION):
        raise Sealed("this was not sealed by this program")
    nonce, content = locked[1 : 1 + NONCE], locked[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, content, bound_to)
    except InvalidTag:
        raise Sealed("this does not open here, or not with this key") from None


def own_key(use: str) -> bytes:
    """A key of the installation's own, of no tenant's: backups."""
    return _derived(settings.MASTER_KEY, use.encode())


def _master() -> bytes:
    return _derived(settings.MASTER_KEY, b"tenant keys")


def _derived(secret: bytes, use: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY, salt=None, info=b"ordholden " + use).derive(secret)


def _of_tenant(tenant_id: int) -> bytes:
    return f"tenant|{tenant_id}".encode()


def _place(tenant_id: int, table: str, row: UUID, field: str) -> bytes:
    return f"{tenant_id}|{table}|{row}|{field}".encode()

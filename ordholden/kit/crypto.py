"""Sealing what must not lie readable: values in columns, files, and look-ups over sealed values.

AES-256-GCM with a key per tenant, wrapped by the master key, which stays outside the database
and its backups: a dump or a stolen disk is useless, and a tenant whose key is gone is gone. A
sealed value is bound to its tenant, table, row and field: moved elsewhere it does not open.
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
NONCE = 12  # bytes, random for each sealing (NIST SP 800-38D 8.2.2)
KEY = 32  # bytes


class Sealed(ValueError):
    """It does not open: another tenant's, row's or field's, changed, or under another key."""


@dataclass(frozen=True)
class Keys:
    """The keys of one tenant, each for one use; none can be found from another."""

    tenant_id: int
    secret: bytes

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


def keys() -> Keys:
    """The keys of the tenant in scope, made when first asked for. One query."""
    tenant = required()
    row = TenantKey.objects.first()
    if row is None:
        wrapped = lock(_master(), secrets.token_bytes(KEY), _of_tenant(tenant.pk))
        # Two at once: the second waits for the first, and then uses its key.
        TenantKey.objects.bulk_create([TenantKey(wrapped=wrapped)], ignore_conflicts=True)
        row = TenantKey.objects.get()
    return Keys(tenant.pk, unlock(_master(), bytes(row.wrapped), _of_tenant(tenant.pk)))


def seal(value: str, *, table: str, row: UUID, field: str) -> bytes:
    """Encrypt a value for exactly this field of this row of the tenant in scope."""
    own = keys()
    return lock(own.fields, value.encode(), _place(own.tenant_id, table, row, field))


def unseal(sealed: bytes, *, table: str, row: UUID, field: str) -> str:
    """What was sealed here. Raises Sealed for anything else."""
    own = keys()
    return unlock(own.fields, bytes(sealed), _place(own.tenant_id, table, row, field)).decode()


def blind_index(value: str, *, field: str) -> bytes:
    """32 bytes by which equal values of a field are found without being read (HMAC-SHA-256).

    Keyed, because a plain hash of a national number is found by trying them all.
    """
    mac = hmac.HMAC(keys().index, hashes.SHA256())
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

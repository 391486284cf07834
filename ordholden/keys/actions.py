"""What happens to tenants' keys: the next one made, everything moved, the old one let go."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from ordholden.keys.turning import Owner
from ordholden.kit import clock, crypto, files, sealed
from ordholden.kit.database.address import Address
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.models import TenantKey
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

logger = logging.getLogger(__name__)
Progress = Callable[[int], None]
# A link in a letter is sealed too, and nobody can reseal it: the longest lasts three days.
LINKS_LAST = timedelta(days=4)


@dataclass(frozen=True)
class Stands:
    """How far a tenant's newest key has come."""

    generation: int
    made_at: datetime
    older: int  # keys from before it that still open something
    values: int  # sealed values not under it yet
    files: int


def rotate(tenant: Tenant, *, progress: Progress | None = None) -> Stands:
    """Give a tenant its next key and move everything under it; nobody has to stop working.

    A rotation that was interrupted goes on instead. Safe to repeat, and to kill. Raises
    CannotStart without the owner's way in.
    """
    _owner()
    with at_home(tenant):
        # Two who rotate at once: the second waits, and goes on with the first one's key.
        known = len(TenantKey.objects.select_for_update())
        if known == 1:
            crypto.new_key()
    return go_on(tenant, progress=progress)


def go_on(tenant: Tenant, *, progress: Progress | None = None) -> Stands:
    """Move what is not under the newest key yet, and let go of keys that nothing uses."""
    with Owner(_owner(), tenant.pk) as owner:
        with at_home(tenant):
            ring = crypto.ring()  # the first key, where nothing was sealed yet
        for place in sealed.PLACES:
            for moved in owner.turn(place, ring):
                if progress:
                    progress(moved)
        for file in owner.stale_files(ring.newest.generation):
            moved = _move(tenant, owner, file, ring.newest.generation)
            if progress:
                progress(moved)
        _retire(tenant, owner)
        return _stands(tenant, owner)


def stands(tenant: Tenant) -> Stands:
    """How far a tenant's newest key has come. Changes nothing."""
    with Owner(_owner(), tenant.pk) as owner:
        return _stands(tenant, owner)


def go_on_everywhere() -> None:
    """Go on with every rotation that is under way: one that was killed, or waits for its links."""
    if settings.DATABASE.owner is None:
        return
    for tenant in Tenant.objects.lean().order_by("pk"):
        with at_home(tenant):
            under_way = TenantKey.objects.count() > 1
        if under_way:
            go_on(tenant)


# ------------------------------------------------------------------ parts
def _owner() -> Address:
    owner: Address | None = settings.DATABASE.owner
    if owner is None:
        raise CannotStart(
            "Keys are rotated as the owner of the tables, who alone can read what is sealed. Set"
            " DATABASE_OWNER_URL, and give the command again."
        )
    return owner


def _move(tenant: Tenant, owner: Owner, file: UUID, generation: int) -> int:
    """Move one file; 0 when that was not possible now."""
    try:
        with at_home(tenant):
            before = owner.move(file, generation)
            if before:
                files.remove_object.later(before)  # if this is lost, it is nobody's by tomorrow
            return int(bool(before))
    except (OSError, crypto.Sealed) as fault:
        logger.warning("a file was not moved to the newer key: %s", type(fault).__name__)
        return 0


def _retire(tenant: Tenant, owner: Owner) -> None:
    """Let go of keys before the newest, once nothing can be sealed with them any more."""
    with at_home(tenant):
        now = _stands(tenant, owner)
        if now.older and not now.values + now.files and now.made_at < clock.now() - LINKS_LAST:
            TenantKey.objects.filter(generation__lt=now.generation).delete()


def _stands(tenant: Tenant, owner: Owner) -> Stands:
    with at_home(tenant):
        newest = TenantKey.objects.order_by("-generation").first()
        if newest is None:
            return Stands(0, clock.now(), 0, 0, 0)
        stamp = crypto.keys().stamp
        older = TenantKey.objects.exclude(pk=newest.pk).count()
    return Stands(
        generation=newest.generation,
        made_at=newest.made_at,
        older=older,
        values=sum(owner.left(place, stamp) for place in sealed.PLACES),
        files=owner.files_left(newest.generation),
    )


__all__ = ["LINKS_LAST", "Stands", "go_on", "go_on_everywhere", "rotate", "stands"]

"""Which database the program uses, and as whom: its own, or the operator's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ordholden.kit.database.address import Address, BadAddress, read_url
from ordholden.kit.database.embedded import NAME, ROLES, Embedded
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.database.folder import ADMIN
from ordholden.kit.database.roles import Roles


@dataclass(frozen=True)
class Databases:
    """The application's way in, the owner's (None: migrations are run elsewhere), and the roles.

    `embedded` is the folder of the program's own server; None when the operator gave one.
    """

    app: Address
    owner: Address | None
    roles: Roles
    embedded: Path | None

    def for_django(self, *, pooled: bool) -> dict[str, dict[str, Any]]:
        """Django's DATABASES."""
        entry = self.app.for_django()
        if pooled:
            entry["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 10, "timeout": 10}
            entry["CONN_HEALTH_CHECKS"] = True  # a database may be started anew meanwhile
        return {"default": entry}


def choose(url: str, owner_url: str, queue_role: str, folder: Path) -> Databases:
    """Read the operator's addresses, or take the server in `folder` when there are none.

    Raises CannotStart for an address that cannot be read.
    """
    if not url:
        if owner_url:
            raise CannotStart("DATABASE_OWNER_URL is set and DATABASE_URL is not. Set both.")
        own = Embedded(folder)
        return Databases(own.address(), own.address(ROLES.owner, NAME), ROLES, folder)
    try:
        app = read_url(url)
        owner = read_url(owner_url, "DATABASE_OWNER_URL") if owner_url else None
    except BadAddress as fault:
        raise CannotStart(str(fault)) from fault
    if owner and owner.user == app.user:
        raise CannotStart(
            f"DATABASE_URL and DATABASE_OWNER_URL are both {app.user}. The application must not"
            " own its tables: `bin/ordholden database roles` prints the two roles it needs."
        )
    if owner and (owner.host, owner.port, owner.name) != (app.host, app.port, app.name):
        raise CannotStart(
            "DATABASE_URL and DATABASE_OWNER_URL name different databases. They must differ in"
            " user and password only."
        )
    named = Roles(owner.user if owner else ROLES.owner, app.user, queue_role)
    return Databases(app, owner, named, None)


def admin(url: str, chosen: Databases) -> Address | None:
    """The superuser's way in: the operator's, or that of the program's own server.

    Raises CannotStart for an address that cannot be read.
    """
    if chosen.embedded:
        return Embedded(chosen.embedded).address(ADMIN)
    try:
        return read_url(url, "DATABASE_ADMIN_URL") if url else None
    except BadAddress as fault:
        raise CannotStart(str(fault)) from fault

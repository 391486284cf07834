"""Where a database is and who asks: read from a URL, written for Django, psycopg and people."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadAddress(ValueError):
    """A database URL that cannot be read. The message says what is wrong with it."""


@dataclass(frozen=True)
class Address:
    """One way into one database."""

    host: str
    name: str
    user: str
    password: str = field(default="", repr=False)
    port: int = 5432
    options: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """What to call it in a sentence: host and port, or the folder of its socket."""
        return self.host if self.host.startswith("/") else f"{self.host}:{self.port}"

    def for_psycopg(self) -> dict[str, Any]:
        """Keyword arguments of psycopg.connect()."""
        arguments: dict[str, Any] = dict(self.options)
        arguments |= {"host": self.host, "port": self.port}
        arguments |= {"dbname": self.name, "user": self.user}
        if self.password:
            arguments["password"] = self.password
        return arguments

    def for_django(self) -> dict[str, Any]:
        """An entry of Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "OPTIONS": dict(self.options),
        }

    def named(self, name: str) -> "Address":
        """The same way into another database of the server."""
        return replace(self, name=name)


def read_url(url: str, variable: str = "DATABASE_URL") -> Address:
    """Read `postgresql://user:password@host:port/name?option=value`.

    Raises BadAddress with a sentence that names `variable` and never repeats the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError as fault:
        raise BadAddress(f"{variable} cannot be read: its port is not a number.") from fault
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadAddress(f"{variable} must begin with postgresql:// (PostgreSQL 15 or newer).")
    options = dict(parse_qsl(parts.query))
    host = unquote(parts.hostname or "") or options.pop("host", "") or "127.0.0.1"
    name, user = unquote(parts.path.lstrip("/")), unquote(parts.username or "")
    if not name:
        raise BadAddress(f"{variable} names no database: it ends in /NAME.")
    if not user:
        raise BadAddress(f"{variable} names no user: postgresql://USER:PASSWORD@HOST/NAME.")
    password = unquote(parts.password or "")
    return Address(host, name, user, password, port, tuple(sorted(options.items())))


def with_password_file(address: Address, path: Path) -> Address:
    """The same address, its password in a file only this account can read (libpq's format)."""
    options = dict(address.options) | {"passfile": str(path)}
    return replace(address, password="", options=tuple(sorted(options.items())))

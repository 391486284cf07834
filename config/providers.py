"""Where mail and files go when the operator says so: one address each, read into settings."""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from ordholden.kit import buckets
from ordholden.kit.database.faults import CannotStart

# What each mail provider calls its key (django-anymail's settings).
MAIL_KEYS = {
    "brevo": "API_KEY",
    "mailersend": "API_TOKEN",
    "mailgun": "API_KEY",
    "mandrill": "API_KEY",
    "postmark": "SERVER_TOKEN",
    "resend": "API_KEY",
    "sendgrid": "API_KEY",
    "sparkpost": "API_KEY",
}


def mail(url: str) -> dict[str, Any]:
    """Settings for `smtp://USER:PASSWORD@HOST:587`, `smtps://…` or `PROVIDER://KEY@DOMAIN`.

    Without an address mail stays in the demo's mailbox. Raises CannotStart for an unknown kind.
    """
    if not url:
        return {"EMAIL_BACKEND": "ordholden.kit.mailbox.Mailbox"}
    parts = _split(url, "MAIL_URL")
    if parts.scheme in ("smtp", "smtps"):
        safe = parts.scheme == "smtps"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if safe else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": safe,
            "EMAIL_USE_TLS": not safe and bool(parts.username),
            "EMAIL_TIMEOUT": 30,
        }
    if parts.scheme not in MAIL_KEYS:
        known = ", ".join(["smtp", "smtps", *MAIL_KEYS])
        raise CannotStart(f"MAIL_URL begins with {parts.scheme!r}; it must be one of {known}.")
    anymail = {MAIL_KEYS[parts.scheme]: unquote(parts.username or "")}
    if parts.scheme == "mailgun":
        anymail["SENDER_DOMAIN"] = parts.hostname or ""
    return {
        "EMAIL_BACKEND": f"anymail.backends.{parts.scheme}.EmailBackend",
        "ANYMAIL": {f"{parts.scheme.upper()}_{name}": value for name, value in anymail.items()},
    }


def files(url: str) -> dict[str, Any]:
    """Storages for `s3://KEY:SECRET@HOST/BUCKET?region=…`; without it, files lie in VAR.

    Raises CannotStart for another kind of address.
    """
    if not url:
        return {}
    options = buckets.options(url, "FILES_URL")
    return {"files": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}


def _split(url: str, variable: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as fault:
        raise CannotStart(f"{variable} cannot be read: its port is not a number.") from fault
    return parts

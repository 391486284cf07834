"""Reading the address of a bucket, for files and for backups alike."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ordholden.kit.database.faults import CannotStart


def options(url: str, variable: str) -> dict[str, Any]:
    """Options of django-storages for `s3://KEY:SECRET@HOST/BUCKET?region=…`.

    Raises CannotStart, naming `variable` and no secret, for another kind of address.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as fault:
        raise CannotStart(f"{variable} cannot be read: its port is not a number.") from fault
    bucket = parts.path.strip("/")
    if parts.scheme not in ("s3", "s3+http") or not bucket or not parts.hostname:
        raise CannotStart(f"{variable} must be s3://KEY:SECRET@HOST/BUCKET (s3+http: unencrypted).")
    scheme = "http" if parts.scheme == "s3+http" else "https"
    return {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{scheme}://{parts.hostname}{port}",
        "bucket_name": bucket,
        "region_name": parse_qs(parts.query).get("region", ["eu-north-1"])[0],
        "default_acl": "private",
        "file_overwrite": False,
        "querystring_auth": True,
    }

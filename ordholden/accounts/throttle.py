"""Counting attempts without knowing whose: the keys of the counters are keyed hashes.

allauth counts per IP address and per e-mail address tried. Neither may lie in a table (an IP
address is for its owner to see, AB-16), and two tenants must not share a counter.
"""

import hashlib
import hmac

from django.conf import settings

from ordholden.tenants.scope import current


def key(name: str, prefix: str, version: int) -> str:
    """What a counter is called in the table: nothing can be read from it (CACHES KEY_FUNCTION)."""
    tenant = current()
    words = f"{tenant.pk if tenant else 0}|{prefix}|{version}|{name}"
    return hmac.new(str(settings.SECRET_KEY).encode(), words.encode(), hashlib.sha256).hexdigest()

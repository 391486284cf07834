"""The one clock (`ordholden.tenants.clock`), under the name that rooms use."""

from ordholden.tenants.clock import AppNow, everywhere, local_date, now, today, travel

__all__ = ["AppNow", "everywhere", "local_date", "now", "today", "travel"]

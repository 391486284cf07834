"""The sweep: once a day, what is due is done. Its dates are `policy.dues`, turned around."""

from ordholden.privacy.sweep.run import Done, nightly, sweep

__all__ = ["Done", "nightly", "sweep"]

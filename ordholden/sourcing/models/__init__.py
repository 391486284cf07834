"""What is true of CVs that are online."""

from ordholden.sourcing.models.index import Listed, Searched

__all__ = ["Listed", "Searched"]

"""What is true of CVs that companies may find."""

from ordholden.sourcing.models.index import Listed, Searched
from ordholden.sourcing.models.visibility import View, Visibility

__all__ = ["Listed", "Searched", "View", "Visibility"]

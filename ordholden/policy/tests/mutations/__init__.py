"""Single faults, each planted in an Acme-like policy; each says where the fault then stands."""

from ordholden.policy.tests.mutations import others, rules, words
from ordholden.policy.tests.mutations.planting import MUTATIONS, at

__all__ = ["MUTATIONS", "at", "others", "rules", "words"]

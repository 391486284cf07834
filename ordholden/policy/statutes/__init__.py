"""The law a policy is checked against, one pack per country, sourced and dated.

A country without a pack of its own is met with the general rules of the EU, the EEA or a third
country: nothing is guessed about its statutes, and its laws may be cited freely.
"""

from ordholden.policy.statutes.countries import ADEQUATE, is_third_country, lies_within
from ordholden.policy.statutes.pack import Ceiling, Floor, Pack, Question, Source, Supervisor
from ordholden.policy.statutes.packs import PACKS, pack_of
from ordholden.policy.statutes.questions import Refusal, refused_categories, refused_question

__all__ = [
    "ADEQUATE",
    "PACKS",
    "Ceiling",
    "Floor",
    "Pack",
    "Question",
    "Refusal",
    "Source",
    "Supervisor",
    "is_third_country",
    "lies_within",
    "pack_of",
    "refused_categories",
    "refused_question",
]

"""The closed lists a policy is written in. A word that is not here cannot be promised.

`records`: what is held · `words`: when, what happens, who, where · `promises`: conduct.
Each word has one English definition (the language's reference is made from them); how it
reads in a notice is in `ordholden/policy/phrases/`.
"""

from ordholden.policy.vocabulary.promises import MEASURES, PROMISES, Promise
from ordholden.policy.vocabulary.records import (
    CATEGORIES,
    RECORDS,
    Category,
    Record,
    Sensitivity,
    categories_of,
)
from ordholden.policy.vocabulary.words import (
    ACTIONS,
    ANCHORS,
    AUDIENCES,
    BASES,
    CONDITIONS,
    CONTACTS,
    GROUNDS,
    MAIL_CLASSES,
    MODULES,
    PEOPLE,
    RECIPIENT_KINDS,
    REQUESTS,
    ROLES,
    SERVICES,
    STAGES,
    Action,
    Anchor,
    Stage,
)

__all__ = [
    "ACTIONS",
    "ANCHORS",
    "AUDIENCES",
    "BASES",
    "CATEGORIES",
    "CONDITIONS",
    "CONTACTS",
    "GROUNDS",
    "MAIL_CLASSES",
    "MEASURES",
    "MODULES",
    "PEOPLE",
    "PROMISES",
    "RECIPIENT_KINDS",
    "RECORDS",
    "REQUESTS",
    "ROLES",
    "SERVICES",
    "STAGES",
    "Action",
    "Anchor",
    "Category",
    "Promise",
    "Record",
    "Sensitivity",
    "Stage",
    "categories_of",
]

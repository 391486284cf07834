"""What privacy keeps: notices, consents, what the sweep did, what was erased."""

from ordholden.privacy.models.consents import Consent, ConsentEvent
from ordholden.privacy.models.disclosures import Disclosure
from ordholden.privacy.models.erasures import Erasure, ErasureAnswer, ErasureCount, ErasureCourse
from ordholden.privacy.models.holds import Hold
from ordholden.privacy.models.limits import Limit
from ordholden.privacy.models.notices import Notice, NoticeShown, NoticeText
from ordholden.privacy.models.sweeps import Acted, PurposeReview, SweepCount, SweepRun

__all__ = [
    "Acted",
    "Consent",
    "ConsentEvent",
    "Disclosure",
    "Erasure",
    "ErasureAnswer",
    "ErasureCount",
    "ErasureCourse",
    "Hold",
    "Limit",
    "Notice",
    "NoticeShown",
    "NoticeText",
    "PurposeReview",
    "SweepCount",
    "SweepRun",
]

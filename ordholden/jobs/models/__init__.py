"""What is true of ads."""

from ordholden.jobs.models.ads import AdContact, AdEvent, JobAd
from ordholden.jobs.models.asking import Question, TeamMember
from ordholden.jobs.models.counting import ContactCount
from ordholden.jobs.models.embedding import EmbeddingSite
from ordholden.jobs.models.finding import OpenAd
from ordholden.jobs.models.saved import SavedSearch

__all__ = [
    "AdContact",
    "AdEvent",
    "ContactCount",
    "EmbeddingSite",
    "JobAd",
    "OpenAd",
    "Question",
    "SavedSearch",
    "TeamMember",
]

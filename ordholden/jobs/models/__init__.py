"""What is true of ads."""

from ordholden.jobs.models.ads import AdContact, AdEvent, JobAd
from ordholden.jobs.models.asking import Question, TeamMember
from ordholden.jobs.models.counting import ContactCount

__all__ = ["AdContact", "AdEvent", "ContactCount", "JobAd", "Question", "TeamMember"]

"""What is true of applications."""

from ordholden.applications.models.applications import Answer, Application, Attachment
from ordholden.applications.models.meetings import Interview
from ordholden.applications.models.process import Event, Message, Note, Recruitment, Request, Stage
from ordholden.applications.models.references import Reference
from ordholden.applications.models.wishes import Wish
from ordholden.applications.models.wording import Wording

__all__ = [
    "Answer",
    "Application",
    "Attachment",
    "Event",
    "Interview",
    "Message",
    "Note",
    "Recruitment",
    "Reference",
    "Request",
    "Stage",
    "Wish",
    "Wording",
]

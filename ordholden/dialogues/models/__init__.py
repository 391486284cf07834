"""What lies between one person and one company."""

from ordholden.dialogues.models.notes import Note
from ordholden.dialogues.models.talks import Approach, Dialogue, Message

__all__ = ["Approach", "Dialogue", "Message", "Note"]

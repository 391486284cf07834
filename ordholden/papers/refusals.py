"""Why a file is not taken, in a sentence that says what to do instead."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.kit.errors import NotPossible

SENTENCES = {
    "too_large": gettext_lazy("This file is larger than 10 megabytes."),
    "empty": gettext_lazy("This file is empty."),
    "kind": gettext_lazy(
        "This kind of file cannot be kept. Use PDF, DOCX, ODT, RTF, JPEG, PNG or WebP."
    ),
    "picture": gettext_lazy("This is no picture. Use JPEG, PNG or WebP."),
    "old_word": gettext_lazy(
        "This is the old format of Word. Save it as PDF or DOCX, and choose that file."
    ),
    "heic": gettext_lazy("This is a HEIC picture. Save it as JPEG, and choose that file."),
    "encrypted": gettext_lazy(
        "This file is locked with a password. Save it without one, and choose it again."
    ),
    "broken": gettext_lazy("This file is damaged and cannot be opened. Save it anew."),
    "pages": gettext_lazy("This file has %(count)s pages; it may have %(most)s at most."),
    "too_large_inside": gettext_lazy(
        "This file unpacks to more than we can open. Save it smaller, or as a PDF."
    ),
    "too_slow": gettext_lazy("This file takes too long to open. Save it simpler, or as a PDF."),
    "program": gettext_lazy(
        "This file holds a program: a script, a macro or a file that runs. Print it to a new PDF,"
        " and choose that."
    ),
    "virus": gettext_lazy("A virus was found in this file, so it is not kept."),
    "unchecked": gettext_lazy(
        "Files cannot be checked for viruses just now, so none is taken. Try again later."
    ),
    "busy": gettext_lazy("Many files are being opened just now. Try again in a minute."),
    "no_page": gettext_lazy("This file has no such page."),
}


class Refused(NotPossible):
    """A file that is not taken, or cannot be shown. `code` is one of SENTENCES."""

    def __init__(self, code: str, **numbers: int) -> None:
        said = SENTENCES.get(code, SENTENCES["broken"])
        super().__init__(_(str(said)) % numbers if numbers else str(said), code=code)

"""The kinds of file we take: a closed list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """media_type: as browsers call it. endings: of file names, the usual one first."""

    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False


KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", (".pdf",)),
    "docx": Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
    ),
    "odt": Kind("application/vnd.oasis.opendocument.text", (".odt",)),
    "rtf": Kind("application/rtf", (".rtf",)),
    "jpeg": Kind("image/jpeg", (".jpg", ".jpeg"), is_picture=True),
    "png": Kind("image/png", (".png",), is_picture=True),
    "webp": Kind("image/webp", (".webp",), is_picture=True),
}

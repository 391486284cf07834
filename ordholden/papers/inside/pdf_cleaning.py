"""The copy of a PDF for others: what its pages show, and nothing that stands beside them."""

from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from .jpegs import without_notes
from .pdf_programs import reader

PAGE = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/Annots", "/Group"),
    *("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"),
}
# Of whoever drew it, of when, of the program it was made with, and what acts.
NOTES = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Thumb", "/AA", "/Measure"),
    *("/Ref", "/AF", "/StructParent", "/StructParents"),
)
# What of a mark on a page is seen: how it looks, and where.
LOOKS = {"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/BS", "/Border", "/C", "/A"}
UNSEEN = {"/Text", "/Popup", "/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"}
LAYERS = "/OCProperties"  # which of its layers are hidden


def only_pages(content: bytes) -> bytes:
    """A new PDF of the pages: without notes, forms, files that hang on it, or its history.

    It is copied twice: what the first copy has let go of is still written in it, and only what a
    page leads to comes along to the second.
    """
    return _copied(_copied(content))


def _copied(content: bytes) -> bytes:
    source, writer = reader(content), PdfWriter()
    beside: set[str] = {key for page in source.pages for key in page} - PAGE
    for page in source.pages:
        _keep_marks(writer.add_page(page, excluded_keys=sorted(beside)))
    layers = source.root_object.get(LAYERS)
    if layers is not None:
        writer.root_object[NameObject(LAYERS)] = layers.clone(writer)
    for one in writer._objects:
        if isinstance(one, DictionaryObject):
            _strip(one)
    writer.metadata = None
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _keep_marks(page: Any) -> None:
    """What is drawn upon the page stays as it looks; who drew it and what it hides goes."""
    kept = ArrayObject()
    for mark in page.get("/Annots") or ():
        one = mark.get_object()
        if not isinstance(one, DictionaryObject) or one.get("/Subtype") in UNSEEN:
            continue
        for key in set(one) - LOOKS:
            del one[key]
        action = one.get("/A")
        if one.get("/Subtype") == "/Link":
            if action is None or action.get("/S") != "/URI":
                continue
        else:
            # A field of a form without its form: shown as it was filled in.
            one.pop("/A", None)
            one[NameObject("/Subtype")] = NameObject("/Stamp")
        kept.append(mark)
    page.pop("/Annots", None)
    if kept:
        page[NameObject("/Annots")] = kept


def _strip(one: DictionaryObject) -> None:
    for key in NOTES:
        one.pop(key, None)
    if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        one._data = without_notes(one._data)

"""A ZIP that somebody gave us, and the XML in it: read, never unpacked to anywhere."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from .refusal import Refusal

PARTS = 2_000
UNPACKED = 120 * 1024 * 1024  # bytes of all parts together
LARGEST = 30 * 1024 * 1024  # bytes of one part of XML
ENCRYPTED = 0x1  # flag of a part


class Pack:
    """The parts by name. Raises Refusal for what unpacks to too much or is locked."""

    def __init__(self, content: bytes) -> None:
        try:
            self.zip = ZipFile(BytesIO(content))
        except BadZipFile:
            raise Refusal("broken") from None
        parts = self.zip.infolist()
        if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED:
            raise Refusal("too_large_inside")
        if any(one.flag_bits & ENCRYPTED for one in parts):
            raise Refusal("encrypted")
        if any(one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for one in parts):
            raise Refusal("broken")
        self.parts: dict[str, ZipInfo] = {one.filename: one for one in parts}
        if len(self.parts) < len(parts):  # two of one name: each program reads another one
            raise Refusal("broken")

    def read(self, name: str) -> bytes:
        """A part; what it says of its own size is all that is unpacked."""
        return self.zip.read(self.parts[name])

    def xml(self, name: str) -> "etree._Element":
        """A part of XML. Raises Refusal for one that declares entities."""
        if self.parts[name].file_size > LARGEST:
            raise Refusal("too_large_inside")
        return parsed(self.read(name))


def parsed(content: bytes) -> "etree._Element":
    """XML without anything it asks for besides. Raises Refusal."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("program")
    return root


def written(root: "etree._Element") -> bytes:
    """A part of XML, as it is packed."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def packed(parts: "dict[str, bytes]") -> bytes:
    """A new ZIP of these parts, in this order, all of one day; a `mimetype` is not packed."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name)  # 1 January 1980, as ZIP counts
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()

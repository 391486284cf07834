"""Files for tests, made here: small, whole, and each with one thing about it."""

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = "application/pdf"


def pdf(*pages: str, more: str = "", root: str = "", info: str = "") -> bytes:
    """A PDF with a line of words on each page. more: further objects, from number 10 on.

    root: further entries of its catalogue. info: of the entry that says who made it.
    """
    words = pages or ("Anna has driven cranes for nine years",)
    first = 100
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(words)))
    objects = [
        f"1 0 obj << /Type /Catalog /Pages 2 0 R {root} >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {len(words)} >> endobj",
        "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        " /Encoding /WinAnsiEncoding >> endobj",
        f"4 0 obj << {info} >> endobj",
        more,
    ]
    for n, text in enumerate(words):
        said = f"BT /F1 12 Tf 60 700 Td ({text}) Tj ET"
        size = len(said.encode("cp1252"))
        objects.append(
            f"{first + 2 * n} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {first + 2 * n + 1} 0 R >> endobj"
        )
        objects.append(
            f"{first + 2 * n + 1} 0 obj << /Length {size} >> stream\n{said}\nendstream endobj"
        )
    return _numbered("%PDF-1.7\n", objects)


def _numbered(start: str, objects: list[str]) -> bytes:
    """Objects with the table that says where each begins."""
    made, places = start.encode("cp1252"), {}
    for one in "\n".join(objects).split(" endobj"):
        text = one.strip()
        if text:
            places[int(text.split()[0])] = len(made)
            made += text.encode("cp1252") + b" endobj\n"
    table = ["xref\n0 1\n0000000000 65535 f \n"]
    table += [f"{number} 1\n{place:010} 00000 n \n" for number, place in sorted(places.items())]
    table += [f"trailer << /Size {max(places) + 1} /Root 1 0 R /Info 4 0 R >>\n"]
    return made + "".join([*table, f"startxref\n{len(made)}\n%%EOF\n"]).encode()


CV = pdf()


def upload(name: str = "cv.pdf", content: bytes = CV, says: str = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it. says: the kind the browser claims."""
    return SimpleUploadedFile(name, content, says)

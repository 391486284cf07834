"""What stays on disk: logs, temporary files, names of files, things packed in things."""

import base64
import bz2
import gzip
import io
import json
import logging
import os
import sqlite3
import tarfile
import unicodedata
import zipfile
import zlib
from email.message import EmailMessage

from ordholden.judge.asking import papers
from tests.judge.leaks import House, leak


def zipped(name: str, content: bytes) -> bytes:
    """A ZIP file of one member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


@leak("file", r"program\.log$", early=True)
def line_in_the_log(house: House) -> None:
    from ordholden.candidates.actions import sign_up

    own = sign_up.sign_up

    def telling(answers, **more):
        logging.getLogger("leak").warning("somebody signs up: %s", answers.values)
        return own(answers, **more)

    house.patch.setattr(sign_up, "sign_up", telling)


@leak("file", r"faults\.log$", early=True)
def text_of_an_exception(house: House) -> None:
    """A handler that prints what an exception quotes."""
    from ordholden.candidates.actions import profile

    handler = logging.FileHandler(house.folder / "faults.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("leak.faults")
    logger.addHandler(handler)
    logger.propagate = False
    house.open.append(handler)
    own = profile.save

    def failing(person, values, files):
        try:
            raise ValueError(f"cannot keep {values}")
        except ValueError:
            logger.exception("a fault")
        return own(person, values, files)

    house.patch.setattr(profile, "save", failing)


@leak("left", r"/files/", early=True)
def sealed_file_that_is_not_removed(house: House) -> None:
    from django.core.files.storage import FileSystemStorage

    house.patch.setattr(FileSystemStorage, "delete", lambda self, name: None)


@leak("file", r"upload\.tmp$", "utf-16")
def temporary_file(house: House) -> None:
    house.write("tmp/upload.tmp", house.name.encode("utf-16"))


@leak("file name", r"/exports/")
def name_of_a_file(house: House) -> None:
    house.write(f"exports/{house.email}.csv", b"")


@leak("file name", r"/latest$")
def where_a_link_points(house: House) -> None:
    os.symlink(f"cv-{house.email}", house.folder / "latest")


@leak("file", r"letter\.docx")
def word_file(house: House) -> None:
    house.write("tmp/letter.docx", papers.docx("nothing", house.name))


@leak("file", r"cv\.pdf")
def text_of_a_pdf(house: House) -> None:
    house.write("tmp/cv.pdf", papers.pdf(house.name, "CV"))


@leak("file", r"title\.pdf")
def metadata_of_a_pdf(house: House) -> None:
    house.write("tmp/title.pdf", papers.pdf("nothing", house.name))


@leak("file", r"photo\.jpg")
def exif_of_a_picture(house: House) -> None:
    house.write("tmp/photo.jpg", papers.jpeg(house.email))


@leak("file", r"photo\.png")
def packed_remark_of_a_picture(house: House) -> None:
    house.write("tmp/photo.png", papers.png(house.name))


@leak("file", r"backup\.sql\.gz")
def dump_that_is_packed(house: House) -> None:
    dump = f"INSERT INTO person VALUES ('{house.email}');\n"
    house.write("backup/backup.sql.gz", gzip.compress(dump.encode()))


@leak("file", r"backup\.dump")
def dump_in_postgresqls_own_format(house: House) -> None:
    block = zlib.compress(f"1\t{house.email}\n".encode() * 9)
    house.write("backup/backup.dump", b"PGDMP\x01\x0e\x00" + b"\0" * 50 + block + b"\0\0")


@leak("file", r"outer\.zip › inner\.zip")
def archive_in_an_archive(house: House) -> None:
    inner = zipped("cv.txt", house.name.encode())
    house.write("tmp/outer.zip", zipped("inner.zip", inner))


@leak("file", r"old\.tar\.bz2")
def old_tape(house: House) -> None:
    made, content = io.BytesIO(), house.email.encode()
    with tarfile.open(fileobj=made, mode="w") as archive:
        member = tarfile.TarInfo("people.csv")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    house.write("tmp/old.tar.bz2", bz2.compress(made.getvalue()))


@leak("file", r"cache\.sqlite3")
def little_database(house: House) -> None:
    path = house.folder / "cache.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE cache (value TEXT)")
        database.execute("INSERT INTO cache VALUES (?)", ["x" * 5000 + house.email])
    database.close()


@leak("file", r"outbox/1\.eml")
def letter_that_was_kept(house: House) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "a@example.org", "b@example.org"
    letter["Subject"] = f"About {house.name}"
    letter.set_content("Nothing.")
    letter.add_attachment(
        f"He is {house.name}".encode(), maintype="application", subtype="x", filename="n.bin"
    )
    house.write("outbox/1.eml", bytes(letter))


@leak("file", r"outbox/2\.json")
def packed_paper_in_json(house: House) -> None:
    paper = base64.b64encode(gzip.compress(house.email.encode() * 3)).decode()
    house.write("outbox/2.json", json.dumps({"attachments": [{"content": paper}]}).encode())


@leak("file", r"notes\.json", "JSON")
def escapes_of_json(house: House) -> None:
    house.write("tmp/notes.json", json.dumps({"note": house.name}).encode())


@leak("file", r"apart\.txt", "letters taken apart")
def letters_taken_apart(house: House) -> None:
    text = "".join(house.planted.words[name].token for name in house.planted.words)
    house.write("tmp/apart.txt", unicodedata.normalize("NFD", text).encode())


@leak("file", r"access\.log", "address (URL)")
def address_of_a_page(house: House) -> None:
    from urllib.parse import quote

    house.write("access.log", f"GET /people/?q={quote(house.name)} 200\n".encode())

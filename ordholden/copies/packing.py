"""The archive: what was written, the originals, and a list of hashes of it all."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable

from ordholden.copies import contents, own, parts
from ordholden.people.models import Person


def archive(person: Person, locale: str, packed: Iterable[bytes] = ()) -> bytes:
    """The ZIP (JT-44, JC-68, WW-101): index.html to read, data.json for machines, the originals,
    and manifest.json with the SHA-256 of each.

    packed: archives of originals made earlier; what is in none of them is fetched now, and what
    was removed since is left out.
    """
    making = contents.begin(person, locale)
    sums: dict[str, str] = {}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:

        def add(name: str, content: bytes) -> None:
            if name in sums:
                raise ValueError(f"two parts of a copy are called {name}")
            sums[name] = hashlib.sha256(content).hexdigest()
            zipped.writestr(name, content)

        for name, content in parts.written(making):
            add(name, content)
        there = _opened(packed)
        for one in own.originals(person):
            add(one.name, there[one.key] if one.key in there else one.content())
        zipped.writestr("manifest.json", json.dumps(sums, indent=1, sort_keys=True))
    return made.getvalue()


def pack(originals: Iterable[own.Original]) -> bytes:
    """Some originals as an archive, each under the key of its row."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for one in originals:
            zipped.writestr(one.key, one.content())
    return made.getvalue()


def _opened(packed: Iterable[bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for content in packed:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            found.update((name, zipped.read(name)) for name in zipped.namelist())
    return found

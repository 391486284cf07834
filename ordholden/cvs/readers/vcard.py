"""vCard 2.1, 3.0 and 4.0 (RFC 6350): who somebody is, and where they work now."""

import quopri
import re

from ordholden.cvs.readers.found import Found

_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<more>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL)


def read(text: str) -> Found:
    """The first card of a file."""
    found, said = Found(), _properties(text)
    first = {name: values[0] for name, values in said.items()}
    found.value("person.name", _unescaped(first.get("FN", "")))
    found.value("person.phone", _unescaped(first.get("TEL", "").removeprefix("tel:")))
    if "ADR" in first:
        parts = [_unescaped(one) for one in re.split(r"(?<!\\);", first["ADR"])] + [""] * 7
        town = " ".join(one for one in (parts[5], parts[3]) if one)
        found.value("person.address", "\n".join(x for x in (parts[2], town, parts[6]) if x))
    found.value("profile.presentation", _unescaped(first.get("NOTE", "")))
    if "TITLE" in first or "ROLE" in first:
        found.part(
            "experience",
            title=_unescaped(first.get("TITLE") or first.get("ROLE", "")),
            organisation=_unescaped(first.get("ORG", "").partition(";")[0]),
            is_current=True,
        )
    for url in said.get("URL", [])[:20]:
        address = _unescaped(url)
        found.part("links", title=address.partition("://")[2] or address, link=address)
    for language in said.get("LANG", [])[:20]:
        found.part("languages", title=_unescaped(language))
    for name, category in (
        ("PHOTO", "person.photo"),
        ("BDAY", "person.birth_date"),
        ("GENDER", "person.gender"),
    ):
        if name in said:
            found.others.add(category)
    return found


def _properties(text: str) -> dict[str, list[str]]:
    """Name -> its values, of the first card."""
    card = re.split(r"\r?\nEND:VCARD", text, maxsplit=1, flags=re.IGNORECASE)[0]
    found: dict[str, list[str]] = {}
    # A line that is folded goes on after a space; quoted-printable after an equals sign.
    unfolded = re.sub(r"\r?\n[ \t]", "", card)
    for line in re.split(r"(?<!=)\r?\n", unfolded)[:2000]:
        if not (parts := _LINE.fullmatch(line)):
            continue
        value = parts["value"]
        if "QUOTED-PRINTABLE" in parts["more"].upper():
            value = quopri.decodestring(value.encode()).decode("utf-8", errors="replace")
        if value.strip():
            found.setdefault(parts["name"].upper(), []).append(value.strip())
    return found


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\,;])", r"\1", value.replace("\\n", "\n").replace("\\N", "\n"))

"""The forms of a page, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Input:
    """One input of a form."""

    name: str
    type: str
    value: str = ""
    accept: str = ""
    autocomplete: str = ""
    multiple: bool = False
    checked: bool = False
    required: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form: where it goes, how, and with what."""

    action: str
    posts: bool
    multipart: bool
    inputs: list[Input] = field(default_factory=list)

    def hidden(self) -> list[tuple[str, str]]:
        """What a browser sends without being told."""
        return [(one.name, one.value) for one in self.inputs if one.type == "hidden"]

    def names(self) -> set[str]:
        """The names of what can be filled in."""
        return {one.name for one in self.inputs}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.form: Form | None = None
        self.open: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            posts = given.get("method", "").lower() == "post"
            multipart = "multipart" in given.get("enctype", "")
            self.form = Form(given.get("action", ""), posts, multipart)
            self.found.append(self.form)
        elif self.form is not None and tag == "option" and self.open is not None:
            self.open.options.append(given.get("value", ""))
            if "selected" in given:
                self.open.value = given.get("value", "")
        elif self.form is not None and tag in ("input", "textarea", "select", "button"):
            self._input(self.form, tag, given)

    def _input(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text" if tag == "input" else tag).lower()
        if not given.get("name") or kind in ("submit", "button", "image", "reset"):
            return
        made = Input(
            name=given["name"],
            type=kind,
            value=given.get("value", "on" if kind in ("checkbox", "radio") else ""),
            accept=given.get("accept", ""),
            autocomplete=given.get("autocomplete", ""),
            multiple="multiple" in given,
            checked="checked" in given,
            required="required" in given,
        )
        form.inputs.append(made)
        self.open = made if tag in ("textarea", "select") else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag in ("textarea", "select"):
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.type == "textarea":
            self.open.value += data


def forms_of(page: str) -> list[Form]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.found

"""The planted person: what they are called, what they type into which field, what was done."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ordholden.judge import canaries
from ordholden.judge.asking import papers
from ordholden.judge.asking.browser import Answer, Browser, File
from ordholden.judge.asking.forms import Form, Input
from ordholden.judge.canaries import Canary, Fate

Data = list[tuple[str, str]]
Files = list[tuple[str, File]]


@dataclass
class Planted:
    """A person, their words, and the doors they went through."""

    words: dict[str, Canary] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)  # doors that were used
    closed: list[str] = field(default_factory=list)  # doors that could not be, and why
    copy: bytes = b""  # what the person was given as their copy
    receipt: list[tuple[str, int, int]] = field(default_factory=list)  # what, gone, kept
    code: str = ""

    def word(self, name: str, make: Callable[..., Canary], door: str, **more: object) -> Canary:
        """The canary of this name, made when first asked for."""
        if name not in self.words:
            self.words[name] = make(name, door, **more)
        return self.words[name]

    def say(self, name: str, make: Callable[..., Canary], door: str, **more: object) -> str:
        """What to type."""
        return self.word(name, make, door, **more).value

    @property
    def email(self) -> str:
        return self.say("e-mail address", canaries.email, "sign-up")

    @property
    def password(self) -> str:
        made = self.say("password", canaries.code, "sign-up", fate=Fate.REFUSED)
        return f"{made} {made[::-1]}"

    def no_longer(self, before: str, after: str) -> None:
        """Of files that a page named before and does not name now, all words are past."""
        for name, one in list(self.words.items()):
            if name.startswith("file name of ") and one.token in before and one.token not in after:
                what = name.removeprefix("file name of ")
                for each, word in list(self.words.items()):
                    if each.endswith(f" {what}"):
                        self.words[each] = replace(word, fate=Fate.PAST)

    def browser(self, like: Browser) -> Browser:
        """Another browser of theirs."""
        agent = self.say("name of the browser", canaries.code, "every page", fate=Fate.REFUSED)
        return Browser(like.host, like.send, f"Mozilla/5.0 ({agent})", like.heard)


def submit(browser: Browser, page: Answer, form: Form, data: Data, files: Files) -> Answer:
    """Send a form of a page as a browser would."""
    path = form.action or page.path
    return browser.post(path, form.hidden() + data, files if form.multipart else None)


class Filling:
    """Fills in every field of a form, each free text with a word of its own.

    about: tells forms apart whose fields are called alike.
    """

    def __init__(
        self, planted: Planted, door: str, *, again: bool = False, about: str = ""
    ) -> None:
        self.planted, self.door, self.again, self.about = planted, door, again, about
        self.files: Files = []
        self.data: Data = []
        self.changed = False

    def fill(self, form: Form) -> "Filling":
        """Decide what to send for each field."""
        answered: set[str] = set()
        for one in form.inputs:
            if one.type == "file":
                self.files += [(one.name, file) for file in self._files(one)]
            elif one.type != "hidden" and (one.type == "checkbox" or one.name not in answered):
                value = self._value(one)
                if value and (one.type != "radio" or one.value == value):
                    self.data.append((one.name, value))
                    answered.add(one.name)
        return self

    def _value(self, one: Input) -> str:
        if one.name.endswith("person.name") or one.autocomplete == "name":
            return self._name()
        match one.type:
            case "email":
                return self.planted.email
            case "password":
                return self.planted.password
            case "tel":
                return self._latest("telephone number", canaries.phone)
            case "checkbox" | "radio":
                return one.value
            case "select":
                return next((option for option in one.options if option), "")
            case "date":
                return "1991-08-23"
            case "number":
                return "43"
            case "url":
                return f"https://{self._latest(f'address in {self.about}', canaries.code)}.example"
        if one.name.endswith("national_id"):
            make = canaries.national_number
            return self.planted.say("national number", make, self.door, fate=Fate.SEALED)
        if one.name in ("starts", "ends"):  # a month or a year
            return "2019"
        return self._latest(f"answer to {self.about}{one.name}", canaries.phrase)

    def _latest(self, name: str, make: Callable[..., Canary]) -> str:
        """A word; the second time another, so that the first becomes a value of the past."""
        if self.again and (make is not canaries.phrase or not self.changed):
            self.changed |= make is canaries.phrase  # of the answers one changes, the rest stay
            if (old := self.planted.words.pop(name, None)) is not None:
                gone = replace(old, name=f"{name}, before", fate=Fate.PAST)
                self.planted.words[gone.name] = gone
        return self.planted.say(name, make, self.door)

    def _name(self) -> str:
        given = self.planted.say("given name", canaries.name, self.door)
        return f"{given} {self._latest('family name', canaries.name)}"

    def _files(self, one: Input) -> list[File]:
        """One file of each kind the input takes, or the first if it takes one."""
        named = one.accept.split(",")
        if named == ["image/*"]:  # a phone's camera, beside the input of the same name
            return []
        kinds = [kind for kind in ("pdf", "docx", "jpg", "png") if f".{kind}" in named] or ["pdf"]
        if not one.multiple:
            kinds = kinds[1:2] if self.again else kinds[:1]
        elif self.again:
            return []
        return [
            self._paper(f"{one.name} ({kind.upper()})", kind)
            if kind in ("pdf", "docx")
            else self._picture(f"{one.name} ({kind.upper()})", kind)
            for kind in kinds
        ]

    def _paper(self, what: str, kind: str) -> File:
        text = self._sealed(f"text in {what}")
        title = self._sealed(f"property of {what}")
        name = self.planted.say(f"file name of {what}", canaries.code, self.door)
        make = papers.pdf if kind == "pdf" else papers.docx
        types = {
            "pdf": "application/pdf",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
        return f"{name}.{kind}", types[kind], make(text, title)

    def _picture(self, what: str, kind: str) -> File:
        told = self.planted.say(f"words in {what}", canaries.code, self.door, fate=Fate.SEALED)
        name = self.planted.say(f"file name of {what}", canaries.code, self.door)
        make = papers.png if kind == "png" else papers.jpeg
        return f"{name}.{kind}", f"image/{'png' if kind == 'png' else 'jpeg'}", make(told)

    def _sealed(self, name: str) -> str:
        return self.planted.say(name, canaries.phrase, self.door, fate=Fate.SEALED)

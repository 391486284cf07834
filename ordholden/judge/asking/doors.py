"""The way of one person through every public door, the odd ones too. Nothing is done but asked."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import quote, urlsplit

from ordholden.judge import canaries
from ordholden.judge.asking.browser import Answer, Browser
from ordholden.judge.asking.forms import Form
from ordholden.judge.asking.planting import Filling, Planted, submit
from ordholden.judge.canaries import Fate

MAILBOX = "/demo/mailbox/"
_LETTER = re.compile(r'href="(/demo/mailbox/[0-9a-f-]{36}/)".*?<td[^>]*>([^<]*)</td>', re.DOTALL)
_LINK = re.compile(r'https?://[^/\s"<]+(/[^\s"<]*)')
_CELL = r"\s*<td[^>]*>(.*?)</td>"
_ROW = re.compile(rf'<tr><th scope="row"[^>]*>(.*?)</th>{_CELL}{_CELL}', re.DOTALL)
_CODE = re.compile(r'<pre class="receipt"[^>]*>([^<]+)</pre>')


# The texts of the letters to an address, the newest first.
Letters = Callable[[str], Iterable[str]]


class CannotPlant(Exception):
    """A door that everything hangs on stayed closed; the message says which and how."""


class Way:
    """Through all doors as one new person. settle: waits until the queue is empty."""

    def __init__(
        self,
        browser: Browser,
        planted: Planted,
        settle: Callable[[], None],
        letters: Letters | None = None,
    ) -> None:
        self.planted, self.settle = planted, settle
        self.browser = planted.browser(browser)
        self.letters = letters or self._mailbox

    # ------------------------------------------------------------- before the account
    def look_around(self) -> None:
        """The public pages, with words where nobody asks for any."""
        asked = self.planted.say("search", canaries.phrase, "search", fate=Fate.REFUSED)
        self._done("front page with a search", self.browser.get(f"/?q={quote(asked)}"))
        self.browser.get(f"/people/?q={quote(asked)}")
        lost = self.planted.say("address of no page", canaries.code, "page not found", fate=_NEVER)
        self._done("a page that is not there", self.browser.get(f"/{lost}/"))

    def sign_up_badly(self) -> None:
        """Bad input: an address that is none, and a field that nobody asked for."""
        wrong = self.planted.say("refused name", canaries.name, "refused sign-up", fate=_NEVER)
        address = self.planted.say("refused address", canaries.code, "refused sign-up", fate=_NEVER)
        page, form = self._form("/join/")
        data = [("person.name", wrong), ("person.email", f"{address}@")]
        answer = submit(self.browser, page, form, data, [])
        self._done("a sign-up with bad input", answer, expected=(422,))
        page, form = self._form("/join/")
        number = self.planted.say(
            "refused national number", canaries.national_number, "refused sign-up"
        )
        data = [("person.name", wrong), ("person.national_id", number)]
        answer = submit(self.browser, page, form, data, [])
        self._done("a sign-up with a field nobody asked for", answer, expected=(422,))

    def sign_up(self) -> None:
        """Every field of the form; then the link in the letter. Raises CannotPlant."""
        page, form = self._form("/join/")
        filled = Filling(self.planted, "sign-up").fill(form)
        answer = submit(self.browser, page, form, filled.data, filled.files)
        if answer.status >= 400 or not answer.path.endswith("/sent/"):
            raise CannotPlant(f"the sign-up was refused ({answer.status})")
        self.planted.opened.append("sign-up, all its fields")
        if not self._follow_letter("/account/address/confirm/"):
            raise CannotPlant("no letter with a link to confirm the address was found")
        self.planted.opened.append("confirming the address")

    def sign_in_badly(self) -> None:
        """Wrong passwords, unknown addresses, a password reset for both."""
        wrong = self.planted.say("wrong password", canaries.code, "sign-in", fate=_NEVER)
        unknown = self.planted.say("unknown address", canaries.email, "sign-in", fate=_NEVER)
        for address in (self.planted.email, unknown):
            stranger = self.planted.browser(self.browser)
            page, form = self._form("/account/sign-in/", stranger)
            data = [("login", address), ("password", wrong)]
            self._done("a wrong password", submit(stranger, page, form, data, []), (200, 422))
        for address in (unknown, self.planted.email):
            page, form = self._form("/account/password/reset/")
            answer = submit(self.browser, page, form, [("email", address)], [])
            self._done("a password reset", answer)

    def sign_in(self) -> None:
        """Sign in. Raises CannotPlant."""
        page, form = self._form("/account/sign-in/")
        data = [("login", self.planted.email), ("password", self.planted.password)]
        answer = submit(self.browser, page, form, data, [])
        mine = self.browser.get("/my/data/")
        if mine.status != 200 or not mine.path.startswith("/my/data/"):
            raise CannotPlant(f"signing in led to {answer.path} ({answer.status})")
        self.planted.opened.append("sign-in")

    # ------------------------------------------------------------- with the account
    def keep_profile(self) -> None:
        """The profile: every field and file, once more with other values, one file withdrawn."""
        for again in (False, True):
            page, form = self._form("/my/profile/")
            filled = Filling(self.planted, "profile", again=again).fill(form)
            if not again and not filled.files:
                self.planted.closed.append("files: this site's profile takes none")
            answer = submit(self.browser, page, form, filled.data, filled.files)
            self._done("profile, changed" if again else "profile, all its fields", answer)
            self.planted.no_longer(page.text, answer.text)
        page = self.browser.get("/my/profile/")
        removals = [one for one in page.forms() if one.action.endswith("/removal/")]
        if len(removals) > 1:
            after = submit(self.browser, page, removals[0], [], [])
            self._done("a file withdrawn", after)
            self.planted.no_longer(page.text, after.text)

    def write_cv(self) -> None:
        """A CV: a part of each kind, one of them written anew, one taken back; and an old one
        brought along, of which half is taken."""
        page = self.browser.get("/my/cv/")
        kinds = sorted(set(re.findall(r'"(/my/cv/new/[a-z-]+/)"', page.text)))
        if not kinds:
            self.planted.closed.append("a CV in parts: this site asks for none")
            return
        for path in kinds:
            self._write_part(path)
        page = self.browser.get("/my/cv/")
        parts = sorted(set(re.findall(r'href="(/my/cv/[0-9a-f-]{36}/)"', page.text)))
        self._write_part(parts[0], again=kinds[0])
        page = self.browser.get("/my/cv/")
        removals = [one for one in page.forms() if one.action.endswith("/removal/")]
        after = submit(self.browser, page, removals[-1], [], [])
        self._done("a part of a CV taken back", after)
        for name, one in list(self.planted.words.items()):
            if "CV" in name and one.token in page.text and one.token not in after.text:
                self.planted.words[name] = replace(one, fate=Fate.PAST)
        self._bring_cv()

    def _write_part(self, path: str, *, again: str = "") -> None:
        page, form = self._form(path)
        about = f"CV {(again or path).split('/')[-2]} "
        filled = Filling(self.planted, "CV", again=bool(again), about=about).fill(form)
        answer = submit(self.browser, page, form, filled.data, [])
        self._done("a part of a CV, changed" if again else "a part of a CV", answer)

    def _bring_cv(self) -> None:
        page, form = self._form("/my/cv/import/")
        said = self.planted.say("line of an old CV", canaries.phrase, "CV brought along")
        left = self.planted.say(
            "line that is not taken", canaries.phrase, "CV brought along", fate=_NEVER
        )
        data = [("text", f"EXPERIENCE\n2019 – 2021 {said}\n2011 – 2012 {left}\n")]
        page = submit(self.browser, page, form, data, [])
        review = next((one for one in page.forms() if one.action.endswith("/save/")), None)
        if review is None:
            self.planted.closed.append("a CV brought along: nothing of it is asked for here")
            return
        taken = [
            (one.name, one.value)
            for one in review.inputs
            if one.type != "hidden" and (one.type != "checkbox" or one.name == "p0-take")
        ]
        self._done("a CV brought along", submit(self.browser, page, review, taken, []))

    def agree_and_withdraw(self) -> None:
        """A consent given and taken back; mails stopped and allowed; answers for numbers."""
        page = self.browser.get("/my/consents/")
        given = next((one for one in page.forms() if one.action.endswith("/yes/")), None)
        if given is None:
            self.planted.closed.append("a consent withdrawn: there is none that can be given again")
        else:
            before = {one.action for one in page.forms()}
            page = submit(self.browser, page, given, [], [])
            new = [
                one
                for one in page.forms()
                if one.action.endswith("/withdrawal/") and one.action not in before
            ]
            if new:
                self._done("a consent withdrawn", submit(self.browser, page, new[0], [], []))
        for way in ("/stop/", "/allow/"):
            page = self.browser.get("/my/mails/")
            mails = [one for one in page.forms() if one.action.endswith(way)]
            if mails:
                self._done("kinds of mail", submit(self.browser, page, mails[0], [], []))
        page = self.browser.get("/my/statistics/")
        form = page.form() if page.status == 200 else None
        if form is not None:
            filled = Filling(self.planted, "statistics").fill(form)
            self._done("answers for numbers", submit(self.browser, page, form, filled.data, []))

    def subscribe(self) -> None:
        """The newsletter, with the address of the account, confirmed by the letter."""
        page = self.browser.get("/mail/")
        form = page.form() if page.status == 200 else None
        if form is None:
            self.planted.closed.append("newsletter: this site has none")
            return
        filled = Filling(self.planted, "newsletter").fill(form)
        answer = submit(self.browser, page, form, filled.data, [])
        self._done("newsletter", answer)
        if self._follow_letter("/mail/confirm/"):
            self.planted.opened.append("newsletter, confirmed")

    def change_address(self) -> None:
        """Another address, asked for and never confirmed."""
        page = self.browser.get("/account/address/")
        form = next((one for one in page.forms() if "email" in one.names()), None)
        if form is None:
            self.planted.closed.append("a change of address: no form for it was found")
            return
        new = self.planted.say("address not confirmed", canaries.email, "change of address")
        data = [("email", new), ("action_add", "")]
        self._done("a change of address", submit(self.browser, page, form, data, []))

    def provoke(self) -> None:
        """Requests that no page sends, to see a fault and what it writes down."""
        odd = self.planted.say("odd request", canaries.code, "provoked faults", fate=_NEVER)
        kind = [("Content-Type", "multipart/form-data; boundary=x")]
        token = [one for form in self.browser.get("/my/profile/").forms() for one in form.hidden()]
        strange = ("\0" + odd, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + odd)
        statuses = [
            self.browser.get(f"/notice/versions/{'9' * 60}/?{odd}").status,
            self.browser.get(f"/my/data/?page=%00{odd}%ff").status,
            self.browser.get(f"/join/registered/{odd}%00/").status,
            self.browser.send_raw("/join/", kind, f"--x\r\n{odd}".encode()).status,
        ]
        for text in strange:
            data = [*token[:1], ("person.name", text), ("login", text), ("email", text)]
            for path in ("/my/profile/", "/account/address/", "/mail/", "/notice/receipt/"):
                statuses.append(self.browser.post(path, data).status)
        self.planted.opened.append(f"odd requests (answered {', '.join(map(str, statuses))})")
        if 500 not in statuses:
            self.planted.closed.append("a fault of the program: none could be provoked")

    def take_copy(self) -> None:
        """The copy of everything, as the person gets it."""
        page, form = self._form("/my/data/copy/")
        submit(self.browser, page, form, [], [])
        self.settle()
        answer = self.browser.get("/my/data/copy/file/")
        if answer.body.startswith(b"PK"):
            self.planted.copy = answer.body
            self.planted.opened.append("my copy")
        else:
            self.planted.closed.append("my copy: what came was no archive")

    def tell_what_is_missing(self) -> None:
        """Doors that persons come in by elsewhere, and by which the judge cannot send one here."""
        self.planted.closed += [
            "entered by staff: the judge has no sign-in of theirs",
            "a list of people imported: the program has no such door",
            "two persons made into one: the program has no such door",
            "a letter that comes back: nothing of it reaches the program",
        ]

    # ------------------------------------------------------------- the end
    def erase(self) -> None:
        """Delete the profile by its page, with its confirmation. Raises CannotPlant."""
        page, form = self._form("/my/data/deletion/")
        filled = Filling(self.planted, "deletion").fill(form)
        answer = submit(self.browser, page, form, filled.data, [])
        code = _CODE.search(answer.text)
        if answer.status != 200 or not code:
            raise CannotPlant(f"the profile could not be deleted ({answer.status})")
        self.planted.code = unescape(code[1]).strip()
        for what, gone, kept in _ROW.findall(answer.text):
            row = (unescape(_plain(what)), _number(gone), _number(kept))
            self.planted.receipt.append(row)

    # ------------------------------------------------------------- how
    def _form(self, path: str, browser: Browser | None = None) -> tuple[Answer, Form]:
        page = (browser or self.browser).get(path)
        form = page.form() or page.form(path)
        if form is None:
            raise CannotPlant(f"{path} shows no form ({page.status})")
        return page, form

    def _done(self, door: str, answer: Answer, expected: tuple[int, ...] = (200, 404)) -> None:
        if answer.status in expected:
            if door not in self.planted.opened:
                self.planted.opened.append(door)
        else:
            self.planted.closed.append(f"{door}: answered {answer.status}")

    def _follow_letter(self, holding: str) -> bool:
        """Open the newest letter to the person that holds such a link, and press its button."""
        self.settle()
        for letter in self.letters(self.planted.email):
            for link in _LINK.findall(letter):
                if link.startswith(holding):
                    return self._press(urlsplit(link).path, holding)
        return False

    def _mailbox(self, address: str) -> Iterator[str]:
        """The letters to an address in the demo's mailbox, the newest first."""
        for path, to in _LETTER.findall(self.browser.get(MAILBOX).text):
            if unescape(to).strip().lower() == address:
                yield unescape(self.browser.get(path).text)

    def _press(self, path: str, holding: str) -> bool:
        page = self.browser.get(path)
        # The form may carry a fresh link of the same kind.
        posted = [one for one in page.forms() if one.posts and one.action.startswith(holding)]
        form = page.form() or next(iter(posted), None)
        if form is None:
            return page.status == 200
        answer = submit(self.browser, page, form, [], [])
        self.settle()
        return answer.status == 200


_NEVER = Fate.REFUSED


def _plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup).strip()


def _number(markup: str) -> int:
    digits = re.sub(r"\D", "", _plain(markup))
    return int(digits) if digits else 0

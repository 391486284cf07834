"""A browser without a screen: cookies, forms as the page has them, one site."""

import http.client
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from ordholden.judge.asking.forms import Form, forms_of

Headers = list[tuple[str, str]]
# (method, path with query, headers, body) -> (status, headers, body)
Send = Callable[[str, str, Headers, bytes], tuple[int, Headers, bytes]]
File = tuple[str, str, bytes]  # name, type, content
REDIRECTS = 6


@dataclass(frozen=True)
class Answer:
    """What came back, after redirects."""

    status: int
    path: str
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def forms(self) -> list[Form]:
        """The forms of the page."""
        return forms_of(self.text)

    def form(self, action: str = "") -> Form | None:
        """The first form that is posted, to `action` or to this page."""
        wanted = (action,) if action else ("", self.path, self.path.partition("?")[0])
        return next((one for one in self.forms() if one.posts and one.action in wanted), None)


@dataclass
class Browser:
    """One person's browser on one site. `heard` keeps all bytes that went over the wire."""

    host: str
    send: Send
    agent: str
    heard: list[bytes] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=lambda: {"language": "en"})

    def get(self, path: str) -> Answer:
        """Open an address of the site."""
        return self._go("GET", path, [], b"")

    def post(
        self, path: str, data: list[tuple[str, str]], files: list[tuple[str, File]] | None = None
    ) -> Answer:
        """Send a form."""
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(data).encode()
        else:
            mark = secrets.token_hex(12)
            kind, body = f"multipart/form-data; boundary={mark}", _multipart(mark, data, files)
            self.heard += [content for _, (_, _, content) in files]
        return self._go("POST", path, [("Content-Type", kind)], body)

    def send_raw(self, path: str, headers: Headers, body: bytes) -> Answer:
        """Send what no form sends."""
        return self._go("POST", path, headers, body)

    def _go(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        for _ in range(REDIRECTS):
            status, answered, content = self._once(method, path, headers, body)
            place = next((value for key, value in answered if key.lower() == "location"), "")
            if status not in (301, 302, 303, 307, 308) or not place:
                return Answer(status, path, answered, content)
            parts = urlsplit(urljoin(f"http://{self.host}{path}", place))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if status in (301, 302, 303):
                method, headers, body = "GET", [], b""
        return Answer(status, path, answered, content)

    def _once(
        self, method: str, path: str, headers: Headers, body: bytes
    ) -> tuple[int, Headers, bytes]:
        sent = [("Host", self.host), ("User-Agent", self.agent), ("Accept", "text/html"), *headers]
        sent.append(("Cookie", "; ".join(f"{key}={value}" for key, value in self.cookies.items())))
        self.heard.append(f"{method} {path} {self.agent}\n".encode() + body)
        status, answered, content = self.send(method, path, sent, body)
        self.heard.append(content)
        for key, value in answered:
            if key.lower() == "set-cookie":
                self._keep(value)
        return status, answered, content

    def _keep(self, line: str) -> None:
        try:
            for name, morsel in SimpleCookie(line).items():
                if morsel.value and morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)
        except CookieError:
            return


def _multipart(mark: str, data: list[tuple[str, str]], files: list[tuple[str, File]]) -> bytes:
    parts = []
    for name, value in data:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append(head.encode() + value.encode() + b"\r\n")
    for name, (filename, kind, content) in files:
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode()


def over_the_wire(address: str, port: int, *, https: bool = False, seconds: float = 60) -> Send:
    """Send by HTTP to an address of this machine or another.

    https: speak as the proxy does that stands before the program.
    """

    def send(method: str, path: str, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
        wire = http.client.HTTPConnection(address, port, timeout=seconds)
        try:
            wire.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for key, value in headers:
                wire.putheader(key, value.encode())
            if https:
                host = dict(headers)["Host"]
                wire.putheader("X-Forwarded-Proto", "https")
                wire.putheader("Origin", f"https://{host}")
            wire.putheader("Content-Length", str(len(body)))
            wire.endheaders(body)
            answer = wire.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            wire.close()

    return send

"""Mails: headers as a reader sees them, and every part unpacked."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from ordholden.judge.containers.archives import Pieces
from ordholden.judge.containers.limits import Limits, Unopened

_HEADER = re.compile(
    rb"^(received|return-path|from|to|subject|mime-version|content-type|message-id|date|"
    rb"delivered-to|x-[\w-]+):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)


def mime(data: bytes, limits: Limits) -> Pieces:
    """A mail, or the first of a mailbox file: three headers in the first lines give it away."""
    start = data[:4096]
    if len(_HEADER.findall(start)) < 3 or not re.match(rb"(From |[\w-]+:[ \t])", start):
        return
    if data.startswith(b"From "):
        for number, one in enumerate(re.split(rb"\n(?=From \S+)", data)[: limits.members]):
            yield f"letter {number + 1}", one.partition(b"\n")[2]
        return
    try:
        message = message_from_bytes(data, policy=policy.default)
        yield "headers", _headers(message)
        for number, part in enumerate(message.walk()):
            if number > limits.members:
                break
            if name := part.get_filename():
                yield "name of an attachment", name.encode("utf-8", "replace")
            if not part.is_multipart():
                content = part.get_payload(decode=True)
                yield f"part {number}", content if isinstance(content, bytes) else b""
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError):
        raise Unopened("a mail that is broken") from None


def _headers(message: "EmailMessage | Message") -> bytes:
    shown = []
    for name in message.keys():  # noqa: SIM118 - a header may stand twice
        try:
            shown.append(f"{name}: {message[name]}")
        except (ValueError, LookupError, AttributeError, TypeError, IndexError):
            continue
    # Not to be taken for a letter again.
    return "\n".join(["as read:", *shown]).encode("utf-8", "replace")

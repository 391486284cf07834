"""Mail goes through one door: classes the policy knows, gates asked last, a line in the log."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage, get_connection
from django.template import TemplateDoesNotExist, engines
from django.template.loaders.locmem import Loader

from ordholden.kit import letters, mail, mailbox
from ordholden.kit.clock import now, travel
from ordholden.kit.mail import Letter
from ordholden.kit.models import MailboxMessage, MailLog
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for
from tests.harness.five import noon

ADDRESS = "anne-mette@example.dk"
STOP = "https://acme.localhost/mails/stop/abc"
TEXTS = {
    "t/hello.txt": "{% load i18n %}{% translate 'Your application' %}:\n  {{ title }}".replace(
        "\n  ", " "
    )
    + "\n\nDear {{ name }},\nwelcome.\n\n\n\n{{ link }}\n",
    "t/hello.da.txt": "Din ansøgning: {{ title }}\n\nKære {{ name }},\nvelkommen.\n\n{{ link }}\n",
    "t/rich.txt": "Rich\n\nplain {{ name }}",
    "t/rich.html": "<h1>{{ subject }}</h1><p>{{ name }}</p>",
}
CONTEXT = {"title": "Kranfører", "name": "Anne-Mette O'Neill <x>", "link": "https://a.dk/x?a=1&b=2"}


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "template_loaders", [Loader(engine, TEXTS)])
    gates = list(mail.GATES)
    mail.GATES.clear()
    yield
    mail.GATES[:] = gates


def send(**changes: Any) -> MailLog:
    given: dict[str, Any] = {
        "to": ADDRESS,
        "template": "t/hello",
        "context": CONTEXT,
        "mail_class": "service",
        "locale": "da",
    }
    return mail.send(**(given | changes))


def test_a_letter_is_written_in_its_language(acme: Tenant, mailoutbox: list[EmailMessage]) -> None:
    send()
    send(locale="en")
    danish, english = mailoutbox
    assert danish.subject == "Din ansøgning: Kranfører"
    assert danish.body.startswith("Kære Anne-Mette O'Neill <x>,\nvelkommen.")
    assert english.subject == "Your application: Kranfører"
    assert "welcome.\n\nhttps://a.dk/x?a=1&b=2\n" in english.body
    assert danish.to == [ADDRESS]
    assert danish.from_email == '"Acme" <no-reply@acme.localhost>'
    assert danish.reply_to == ["hej@acme.example"]


def test_the_html_part_is_made_from_the_text(acme: Tenant) -> None:
    html = letters.render("t/hello", CONTEXT, "da").html
    assert "<p>Kære Anne-Mette O&#x27;Neill &lt;x&gt;,<br>velkommen.</p>" in html
    assert '<a href="https://a.dk/x?a=1&amp;b=2">' in html
    assert '<html lang="da">' in html
    assert "style" not in html


def test_a_room_may_write_its_own_html(acme: Tenant) -> None:
    words = letters.render("t/rich", CONTEXT, "da")
    assert words.html == "<h1>Rich</h1><p>Anne-Mette O&#x27;Neill &lt;x&gt;</p>"
    assert words.text == "plain Anne-Mette O'Neill <x>\n"


def test_a_subject_is_one_line(acme: Tenant, mailoutbox: list[EmailMessage]) -> None:
    send(context=CONTEXT | {"title": "a\tb\r c"})
    assert mailoutbox[0].subject == "Din ansøgning: a b c"


def test_the_log_knows_the_kind_and_not_the_person(acme: Tenant) -> None:
    person = uuid4()
    line = send(subject_person=person)
    assert line == MailLog.objects.get()
    assert (line.template, line.mail_class, line.outcome) == ("t/hello", "service", "sent")
    assert line.purpose == acme.policy.document.mail["service"].purpose
    assert line.person_id == person
    held = " ".join(str(value) for value in vars(line).values())
    for word in (ADDRESS, "Anne", "Kran"):
        assert word not in held


def test_nothing_personal_is_written_to_the_programs_log(
    acme: Tenant, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "ordholden.kit.mailbox.Mailbox"
    caplog.set_level("DEBUG")
    send()
    assert "is in the demo's mailbox" in caplog.text
    for word in (ADDRESS, "Anne", "Kran"):
        assert word not in caplog.text


def test_a_gate_is_asked_last_and_may_refuse(acme: Tenant, mailoutbox: list[EmailMessage]) -> None:
    asked: list[Letter] = []

    @mail.gate
    def consent(letter: Letter) -> str:
        asked.append(letter)
        return "consent_withdrawn" if letter.mail_class == "newsletter" else ""

    refused = send(mail_class="newsletter", unsubscribe_url=STOP)
    assert (refused.outcome, refused.reason) == ("refused", "consent_withdrawn")
    assert mailoutbox == []
    assert send().outcome == "sent"
    assert [letter.to for letter in asked] == [ADDRESS, ADDRESS]
    assert len(mailoutbox) == 1


def test_a_class_the_policy_does_not_know_is_refused(
    acme: Tenant, mailoutbox: list[EmailMessage]
) -> None:
    assert "campaign" not in acme.policy.document.mail
    line = send(mail_class="campaign", unsubscribe_url=STOP)
    assert (line.outcome, line.reason) == ("refused", "class_not_in_policy")
    assert mailoutbox == []
    with pytest.raises(ValueError, match="no class of mail"):
        send(mail_class="spam")


def test_what_can_be_stopped_says_how(acme: Tenant, mailoutbox: list[EmailMessage]) -> None:
    """RFC 8058 section 3.1: both headers, one of them exactly so."""
    with pytest.raises(ValueError, match="needs an address to stop it"):
        send(mail_class="newsletter")
    send(mail_class="newsletter", unsubscribe_url=STOP)
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe"] == f"<{STOP}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    send()
    assert mailoutbox[1].message()["List-Unsubscribe"] is None


def test_an_unknown_letter_is_a_fault(acme: Tenant) -> None:
    with pytest.raises(TemplateDoesNotExist):
        send(template="t/none")
    assert not MailLog.objects.exists()


def test_without_a_provider_it_goes_to_the_mailbox(
    acme: Tenant, borealis: Tenant, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "ordholden.kit.mailbox.Mailbox"
    send(mail_class="newsletter", unsubscribe_url=STOP)
    kept = MailboxMessage.objects.get()
    assert (kept.to, kept.subject) == (ADDRESS, "Din ansøgning: Kranfører")
    assert "https://a.dk/x?a=1&b=2" in kept.text
    assert "<a href=" in kept.html
    assert kept.unsubscribe == f"<{STOP}>"
    with working_for(borealis):
        assert not MailboxMessage.objects.exists()
    with travel(now() + mailbox.KEPT):
        assert mailbox.forget_old_messages() == 0
    with travel(now() + mailbox.KEPT.__class__(days=30, seconds=1)):
        assert mailbox.forget_old_messages() == 1


@pytest.mark.parametrize(
    ("backend", "host"),
    [
        ("anymail.backends.postmark.EmailBackend", "api.postmarkapp.com"),
        ("django.core.mail.backends.smtp.EmailBackend", "smtp.example.dk"),
        ("ordholden.kit.mailbox.Mailbox", ""),
    ],
)
def test_a_provider_the_policy_does_not_name_gets_nothing(
    acme: Tenant, settings: LazySettings, backend: str, host: str
) -> None:
    settings.EMAIL_BACKEND = backend
    settings.EMAIL_HOST = "smtp.example.dk"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x"}
    assert mail.provider_host() == host
    line = send()
    assert line.outcome == ("refused" if host else "sent")
    assert line.reason in (("unknown_recipient", "undeclared_host") if host else ("",))
    get_connection("django.core.mail.backends.locmem.EmailBackend")


@pytest.mark.clauses("JC-79", "AB-20")
def test_a_provider_whose_agreement_has_ended_gets_no_letter(
    acme: Tenant, settings: LazySettings, mailoutbox: list[EmailMessage], turn_clock: Any
) -> None:
    ends = ("since = 2025-06-01,", "since = 2025-06-01, until = 2026-06-30,")
    hosts = ("api.mail.example", "smtp.example.dk")
    actions.adopt_policy(acme, acme.policy_toml.replace(*ends).replace(*hosts))
    settings.EMAIL_HOST = "smtp.example.dk"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with turn_clock(noon("2026-07-01")):
        assert send(mail_class="newsletter", unsubscribe_url=STOP).reason == "no_agreement"
    assert mailoutbox == []

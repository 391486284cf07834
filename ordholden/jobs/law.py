"""What the law does not let an ad ask, and the reason, for whoever wrote it (bar 39)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.jobs.drafts import Draft
from ordholden.policy import Policy
from ordholden.policy.statutes import Refusal, refused_question
from ordholden.privacy import words

STAGE = "apply"
TOPICS = {
    "age": gettext_lazy("age"),
    "national_id": gettext_lazy("a national identity number"),
    "ethnicity": gettext_lazy("origin, colour or nationality"),
    "religion": gettext_lazy("religion or belief"),
    "orientation": gettext_lazy("sexual orientation"),
    "politics": gettext_lazy("political views"),
    "family": gettext_lazy("pregnancy, children or family plans"),
    "health": gettext_lazy("health"),
    "disability": gettext_lazy("disability"),
    "union": gettext_lazy("membership of a union"),
    "earlier_pay": gettext_lazy("earlier pay"),
}
# “Everybody may apply, regardless of age”: names the topic and asks nothing.
WELCOMING = re.compile(
    r"\b(uanset|uansett|uavhengig|uafhængig|oavsett|regardless|irrespective)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"[^.!?\n]+[.!?]*")


def faults(policy: Policy, draft: Draft) -> dict[str, list[str]]:
    """What is refused in a draft, by field (`title`, `text`, `questions`), each with the reason."""
    found: dict[str, list[str]] = {}
    for field, text in _parts(draft):
        refusal = refused(policy, text)
        if refusal is not None:
            found.setdefault(field, []).append(sentence(refusal, text.strip()))
    return found


def refused(policy: Policy, text: str) -> Refusal | None:
    """The law that does not let an applicant be asked this where the tenant works, or None."""
    if WELCOMING.search(text) and "?" not in text:
        return None
    head = policy.document.policy
    return refused_question(text, head.jurisdictions, STAGE)


def sentence(refusal: Refusal, text: str) -> str:
    """Why a question is refused, in the language of the page."""
    said = _("“%(text)s”: the law does not let an applicant be asked about %(topic)s (%(law)s).")
    named = words.law(refusal.law) or refusal.law
    shown = text if len(text) <= 120 else f"{text[:117]}…"
    return said % {"text": shown, "topic": TOPICS[refusal.topic], "law": named}


def _parts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "title", draft.title
    for part in _SENTENCES.findall(draft.text):
        yield "text", part
    for asked in draft.questions:
        for said in (asked.text, asked.help, *asked.choices):
            yield "questions", said

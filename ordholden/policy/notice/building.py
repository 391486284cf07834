"""One policy, one language: the whole notice as a structure, ready to be drawn."""

from collections.abc import Callable

from ordholden.policy.compiled import Policy
from ordholden.policy.notice.answering import answering, consenting, reviewing
from ordholden.policy.notice.asking import careful, collecting, reasons, seeing
from ordholden.policy.notice.keeping import keeping
from ordholden.policy.notice.promising import changing, conduct, presenting, securing
from ordholden.policy.notice.runs import Notice, Runs, Section, sentences
from ordholden.policy.notice.sharing import device, sharing
from ordholden.policy.notice.short import in_short
from ordholden.policy.notice.speaker import Speaker


def build_notice(policy: Policy, locale: str = "", *, borrow: bool = False) -> Notice:
    """The notice of a policy in one of its languages; its own if none is named.

    borrow: as for Speaker. Raises NoSuchLanguage when the policy has no texts in that language,
    or we no phrases.
    """
    speaker = Speaker(policy, locale or policy.locale, borrow=borrow)
    controller = policy.document.controller
    return Notice(
        policy=policy.id,
        tenant=policy.tenant,
        locale=speaker.locale,
        title=speaker.say("title.notice", brand=speaker.raw("controller.brand", controller.brand)),
        version=_version(speaker),
        short=in_short(speaker),
        sections=_sections(speaker),
    )


def _version(speaker: Speaker) -> Runs:
    head = speaker.policy.document.policy
    since = speaker.day("policy.effective", head.effective)
    if head.until is None:
        return sentences(speaker.say("title.since", since=since))
    until = speaker.day("policy.until", head.until)
    return sentences(
        speaker.bound(
            "policy.until", head.until.isoformat(), "title.archived", since=since, until=until
        )
    )


def build_section(policy: Policy, locale: str, section: str) -> Section:
    """One section of a notice, by its id. Raises KeyError for an id that is none."""
    return _BUILDERS[section](Speaker(policy, locale))


def _sections(speaker: Speaker) -> tuple[Section, ...]:
    found = (build(speaker) for build in _BUILDERS.values())
    return tuple(section for section in found if section.blocks)


# The details in the order they are read.
_BUILDERS: dict[str, Callable[[Speaker], Section]] = {
    "who": presenting,
    "collect": collecting,
    "why": reasons,
    "see": seeing,
    "sensitive": careful,
    "keep": keeping,
    "share": sharing,
    "device": device,
    "consents": consenting,
    "rights": answering,
    "reviews": reviewing,
    "conduct": conduct,
    "security": securing,
    "change": changing,
}

"""One policy, one language: the whole notice as a structure, ready to be drawn."""

from ordholden.policy.compiled import Policy
from ordholden.policy.notice.answering import answering, consenting, reviewing
from ordholden.policy.notice.asking import careful, collecting, reasons, seeing
from ordholden.policy.notice.keeping import keeping
from ordholden.policy.notice.promising import changing, conduct, presenting, securing
from ordholden.policy.notice.runs import Notice, Runs, Section, sentences
from ordholden.policy.notice.sharing import device, sharing
from ordholden.policy.notice.short import in_short
from ordholden.policy.notice.speaker import Speaker


def build_notice(policy: Policy, locale: str = "") -> Notice:
    """The notice of a policy in one of its languages; its own if none is named.

    Raises NoSuchLanguage when the policy has no texts in that language, or we no phrases.
    """
    speaker = Speaker(policy, locale or policy.locale)
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


def _sections(speaker: Speaker) -> tuple[Section, ...]:
    reviews = speaker.policy.document.reviews
    found = (
        presenting(speaker),
        collecting(speaker),
        reasons(speaker),
        seeing(speaker),
        careful(speaker),
        keeping(speaker),
        sharing(speaker),
        device(speaker),
        consenting(speaker),
        answering(speaker),
        *((reviewing(speaker, reviews),) if reviews else ()),
        conduct(speaker),
        securing(speaker),
        changing(speaker),
    )
    return tuple(section for section in found if section.blocks)

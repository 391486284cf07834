"""What an application asks: the fields the notice has for it, and the ad's own questions."""

from ordholden.candidates import asking as people_asking
from ordholden.candidates.asking import Asked
from ordholden.jobs.models import JobAd, Question
from ordholden.people.models import Person
from ordholden.policy import Policy

MODULE = "applications"
RECORDS = frozenset({"application"})
ANSWERS, SOURCE = "application.answers", "application.source"
NAME, EMAIL, CV, FILES = (
    "application.name",
    "application.email",
    "application.cv",
    "application.documents",
)
SITE = "site"  # the channel of whoever applies by our own form
# What the person's own page has as well; there it is filled in beforehand (WW-36).
KNOWN = {NAME: "name", EMAIL: "email", "application.contact": "phone"}


def has_applications(policy: Policy) -> bool:
    """Whether one can apply here at all."""
    return MODULE in policy.modules


def collected(policy: Policy) -> list[Asked]:
    """Everything the notice lets an application hold when it is sent, in its order."""
    return people_asking.asked(
        policy, kinds=["candidate"], stages=["apply"], records=RECORDS, positions=True
    )


def fields(policy: Policy) -> list[Asked]:
    """What the form has a field for: no answers (the ad asks) and no channel (we know)."""
    return [one for one in collected(policy) if one.category not in (ANSWERS, SOURCE)]


def collects(policy: Policy, category: str) -> bool:
    """Whether an application may hold a category."""
    return any(one.category == category for one in collected(policy))


def questions(policy: Policy, ad: JobAd) -> list[Question]:
    """The ad's own questions, where the notice knows answers to such (JI-27)."""
    return list(ad.questions.all()) if collects(policy, ANSWERS) else []


def keeps_while_typing(policy: Policy) -> bool:
    """Whether what is typed is kept before its writer asks for that: not where the notice says
    that a form which is not sent leaves nothing (JC-16)."""
    return "abandoned_forms_forgotten" not in policy.promises()


def attachable(policy: Policy) -> list[str]:
    """The kinds of files an application takes."""
    return [one for one in (CV, FILES) if collects(policy, one)]


def known(person: Person) -> dict[str, str]:
    """What we know of somebody already, as an application begins with it."""
    return {category: getattr(person, column) for category, column in KNOWN.items()}

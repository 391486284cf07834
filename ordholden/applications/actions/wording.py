"""Wordings for messages: kept once, filled in for one candidate, gone with their purpose."""

from django.utils.translation import gettext as _

from ordholden.applications.actions.talking import MESSAGES
from ordholden.applications.models import Application, Wording
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import gate
from ordholden.tenants import scope

GAPS = ("name", "position", "employer")


def purposes(policy: Policy) -> list[str]:
    """The purposes for which the notice lets a message on an application be written."""
    found = [
        purpose
        for one in policy.document.collect
        if one.who == "candidate" and MESSAGES in policy.means(one.fields)
        for purpose in one.purposes
    ]
    return list(dict.fromkeys(found))


def keep_wording(wording: Wording) -> Wording:
    """Keep a wording, new or changed. Raises NotPossible without one purpose of the notice."""
    if wording.purpose not in purposes(scope.required().policy):
        raise NotPossible(_("The notice knows no messages for this purpose."))
    wording.save()
    return wording


def wordings_for(application: Application) -> list[Wording]:
    """Those whose purpose is open towards this candidate: not objected to, and with a basis."""
    found, asked = list(Wording.objects.all()), purposes(scope.required().policy)
    return [
        one for one in found if one.purpose in asked and _is_open(one.purpose, application.person)
    ]


def _is_open(purpose: str, person: Person) -> bool:
    with gate.purpose(purpose):
        return gate.allowed(Person.objects.filter(pk=person.pk)).exists()


def fill_in(wording: Wording, application: Application, name: str) -> str:
    """The text for one candidate. A gap nobody knows stays as it is, for the writer to see."""
    said = {"name": name, "position": application.title, "employer": application.employer}
    text = wording.text
    for gap in GAPS:
        text = text.replace("{" + gap + "}", said[gap])
    return text

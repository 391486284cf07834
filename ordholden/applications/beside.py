"""What stands beside an application: interviews and references, for the team and the candidate."""

from typing import Any

from ordholden.applications import access
from ordholden.applications.actions import meeting, referring
from ordholden.applications.forms.meeting import AskReference, NameReferee, NoTime, Propose
from ordholden.applications.models import Application, Interview, Reference, Request
from ordholden.applications.models.meetings import INTERVIEW
from ordholden.applications.models.references import REFERENCES
from ordholden.policy import Policy
from ordholden.reading import actions as reading
from ordholden.reading.models import Action
from ordholden.reading.readers import Reader
from ordholden.tenants import scope

CONTACT = ("person.name", "person.email", "person.phone")


def for_team(policy: Policy, reader: Reader, application: Application) -> dict[str, Any]:
    """Interviews and references with the forms for more, as far as this reader sees each.

    That referees' names were shown stands in the log.
    """
    runs = application.state == Application.State.SENT and not application.closed_at
    interviews = referees = None
    if meeting.holds_interviews(policy) and access.sees(policy, reader.roles, INTERVIEW):
        interviews = list(application.interviews.select_related("by__person").order_by("-at"))
    if referring.consent_for(policy) and access.sees(policy, reader.roles, REFERENCES):
        referees = _referees(policy, reader, application)
    return {
        "interviews": interviews,
        "propose": Propose() if runs and interviews is not None else None,
        "references": referees,
        "ask_reference": AskReference() if runs and referees is not None else None,
    }


def _referees(
    policy: Policy, reader: Reader, application: Application
) -> list[tuple[Reference, dict[str, str]]]:
    found = list(application.references.select_related("referee").order_by("at"))
    seen = [one for one in CONTACT if access.sees(policy, reader.roles, one)]
    there = [one.referee_id for one in found if one.referee_id]
    if there and seen:
        reading.look_through(reader, there, seen, Action.LIST)
    return [(one, {key.split(".")[1]: _shown(one, key, seen) for key in CONTACT}) for one in found]


def _shown(reference: Reference, category: str, seen: list[str]) -> str:
    if reference.referee is None or category not in seen:
        return ""
    return str(getattr(reference.referee, category.removeprefix("person.")))


def for_candidate(application: Application) -> dict[str, Any]:
    """The same for whom it is about: invitations to answer, referees to name, what they said."""
    policy = scope.required().policy
    wanted = None
    if application.state == Application.State.SENT and referring.consent_for(policy):
        wanted = (
            application.requests.filter(category=REFERENCES)
            .exclude(state=Request.State.REFUSED)
            .order_by("at")
            .last()
        )
    interviews = list(application.interviews.order_by("-at"))
    return {
        "interviews": interviews,
        "invitation": next(
            (one for one in interviews if one.state == Interview.State.PROPOSED), None
        ),
        "no_time": NoTime(auto_id="no_time_%s"),
        "references": list(application.references.select_related("referee").order_by("at")),
        "reference_wanted": wanted,
        "name_referee": NameReferee() if wanted else None,
    }

"""Which versions of the notice bind the firm towards somebody."""

from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy.models import Notice


def binding(policy: Policy, person: Person) -> tuple[Policy, ...]:
    """The policy in force, and the earlier ones that somebody was told of and not out of."""
    told = person.notified_policy
    if told in ("", policy.id):
        return (policy,)
    known: dict[str, tuple[Policy, ...]] = vars(person).setdefault("binding", {})
    if policy.id not in known:
        notices = list(Notice.objects.lean().order_by("number"))
        since = [one for one in notices if one.policy_id == told][:1]
        earlier = [one.policy for one in notices if since and one.number >= since[0].number]
        known[policy.id] = (policy, *(one for one in earlier if one.id != policy.id))
    return known[policy.id]

"""The CV on somebody's card, as far as this reader sees it."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from ordholden.candidates.showing import Card
from ordholden.candidates.sight import may_act
from ordholden.cvs import offered, showing
from ordholden.cvs.kinds import BY_CATEGORY, WORKPLACE
from ordholden.reading import actions as reading


def section(card: Card) -> str:
    """The parts whose category is open to the reader. The card has logged them; a line more for
    the names of workplaces, where they are shown."""
    seen = {one for one in {*BY_CATEGORY, WORKPLACE} if card.how(one) == "open"}
    groups = showing.groups(card.person, seen)
    named = any(line.part.organisation and line.kind.needs for one in groups for line in one.lines)
    if named and WORKPLACE in seen and not any(r.category == WORKPLACE for r in card.rows):
        reading.look_at(card.reader, card.person, {WORKPLACE})
    acts = may_act(card.policy, card.reader.roles, card.reader.purpose)
    kinds = [
        one
        for one in (offered.to_staff(card.policy, card.person).values() if acts else ())
        if one.kind.category in seen
    ]
    if not groups and not kinds:
        return ""
    query = urlencode({"purpose": card.reader.purpose})
    context = {"groups": groups, "person": card.person, "kinds": kinds, "query": query}
    context["profile"] = reverse("person", args=[card.person.pk])
    return render_to_string("cvs/card.html", context)

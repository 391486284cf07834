"""References: whom a candidate names, and what that person says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.applications.models.process import ITS_ANCHORS, ITS_CONDITIONS, ProcessModel
from ordholden.people.models import Person
from ordholden.policy.declarations import MENTIONED, OWNS, Holds, Personal, Source, Technical

REFERENCES = "application.references"


class Reference(ProcessModel):
    """A referee somebody named for one application, and the statement, if there is one.

    The referee is a person of their own, told at once, who goes with the candidate (S-98).
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked, not answered yet")
        GIVEN = "given", _("answered")
        REFUSED = "refused", _("would rather not")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "referee_id": MENTIONED},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("about whom"),
            "application_id": Technical("in which application"),
            "referee_id": Technical("who it is: a person with rights of their own"),
            "category": Technical("names the category of this row"),
            "relation": Personal(REFERENCES, free_text=True, portable=True),
            "statement": Personal("", source=Source.THIRD_PARTY, free_text=True),
            "state": Technical("closed list"),
            "answered_at": Technical("when"),
            "at": Technical("when"),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    referee = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="references_given")
    category = models.CharField(_("category"), max_length=80, default=REFERENCES)
    relation = models.CharField(_("how they know each other"), max_length=200)
    statement = models.TextField(_("what the referee says"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        default_related_name = "references"

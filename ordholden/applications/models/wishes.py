"""That somebody wants an application deleted which a lock keeps for now."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.applications.models.applications import Application
from ordholden.applications.models.process import ITS_ANCHORS, ITS_CONDITIONS
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Technical
from ordholden.tenants.models import TenantModel


class Wish(TenantModel):
    """A deletion that is carried out on the day the lock ends (JI-32, JI-33, S-23)."""

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose wish"),
            "application_id": Technical("what is to be deleted"),
            "asked_at": Technical("when"),
            "told": Technical("the day the person was told"),
        },
        anchors={**ITS_ANCHORS, "collected": "asked_at"},
        conditions=ITS_CONDITIONS,
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    application = models.OneToOneField(Application, models.CASCADE, related_name="wish")
    asked_at = models.DateTimeField(_("asked"), default=now)
    told = models.DateField(_("told to go on"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "asked_at"], name="wish_by_age")]

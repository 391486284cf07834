"""Persons, the capacities we know them in, and what was collected about them."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.kit import crypto, sealed
from ordholden.kit.clock import now
from ordholden.people.states import SWEPT, State
from ordholden.policy.declarations import OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel

TABLE = "people_detail"
INDEX = TABLE + "|{person_id}|{category}"  # what a value's digest is made for, beside the value


class Closed(LookupError):
    """The value is sealed, and was asked for without anybody noting who asks."""


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about persons of the tenant in scope; other tenants' are not there to be asked."""

    def present(self) -> Self:
        """Everybody but those being erased, who are hidden at once."""
        return self.exclude(state=State.ERASING)

    def usable(self) -> Self:
        """Those whose data may be used: confirmed and not restricted."""
        return self.filter(state=State.ACTIVE)

    def sweepable(self) -> Self:
        """Those whom a rule may reach by itself; a restriction stops it (GDPR art. 18)."""
        return self.filter(state__in=SWEPT)

    def known_as(self, kind: str) -> Self:
        """Those who are, or have been, known in one capacity ("candidate")."""
        return self.filter(kinds__contains=[kind])

    def now_known_as(self, kind: str, on: date) -> Self:
        """Those known in one capacity on a day."""
        running = Role.objects.filter(kind=kind, since__lte=on).filter(
            Q(until=None) | Q(until__gte=on)
        )
        return self.filter(pk__in=running.values("person_id"))

    def with_email(self, email: str) -> Self:
        """Those reached at an address, however it is capitalised."""
        return self.filter(email=email.strip().lower())


class Person(TenantModel):
    """Somebody the tenant knows: the data subject, who they are, and when things happened.

    Written by `actions` alone. The three clocks that always run (contact, log-in, activity) begin
    on the day the person was first stored, so that nobody is without a date.
    """

    privacy = Holds(
        record="person",
        subject="self",
        people={"id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "state": Technical("which uses are open: pending, active, restricted, kept, erasing"),
            "name": Personal("person.name", portable=True),
            "email": Personal("person.email", portable=True),
            "phone": Personal("person.phone", portable=True),
            "locale": Technical("the language pages and mails are written in"),
            "kinds": Technical("the capacities of this person's roles, for the rules' sake"),
            "collected_at": Technical("the day the person was first stored"),
            "confirmed_at": Technical("when the person confirmed the address"),
            "last_contact_at": Technical("a clock that rules count from"),
            "last_login_at": Technical("a clock that rules count from"),
            "last_activity_at": Technical("a clock that rules count from"),
            "process_closed_at": Technical("a clock that rules count from"),
            "relation_ended_at": Technical("a clock that rules count from"),
            "deregistered_at": Personal("person.do_not_contact"),
            "employment_ended_on": Technical("a clock that rules count from"),
            "has_employment": Technical("whether the employee rules reach this person"),
            "has_account": Technical("whether the person can sign in"),
            "has_subscription": Technical("whether the person's company subscribes"),
            "agreement_fulfilled_on": Technical("a clock that rules count from"),
            "duties_fulfilled_on": Technical("a clock that rules count from"),
            "collected_policy": Technical("the notice in force when the person was stored"),
            "notified_policy": Technical("the latest notice the person was told of"),
            "held": Technical("whether a hold keeps the person; the database's own"),
        },
        anchors={
            "collected": "collected_at",
            "last_contact": "last_contact_at",
            "last_login": "last_login_at",
            "last_activity": "last_activity_at",
            "process_closed": "process_closed_at",
            "relation_ended": "relation_ended_at",
            "deregistered": "deregistered_at",
            "employment_ended": "employment_ended_on",
            "agreement_fulfilled": "agreement_fulfilled_on",
            "duties_fulfilled": "duties_fulfilled_on",
        },
        conditions={
            "ever_employed": "has_employment",
            "hired": "has_employment",
            "with_account": "has_account",
            "with_subscription": "has_subscription",
            "pending": "state",
        },
    )

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    locale = models.CharField(_("language"), max_length=5, blank=True)
    # Every capacity the person was ever known in, kept equal to the rows of Role.
    kinds = ArrayField(models.TextField(), default=list, blank=True)

    collected_at = models.DateTimeField(_("first stored"), default=now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    last_contact_at = models.DateTimeField(_("last contact"), default=now)
    last_login_at = models.DateTimeField(_("last sign-in"), default=now)
    last_activity_at = models.DateTimeField(_("last activity"), default=now)
    process_closed_at = models.DateTimeField(_("process closed"), null=True)
    relation_ended_at = models.DateTimeField(_("relation ended"), null=True)
    deregistered_at = models.DateTimeField(_("wants no contact since"), null=True)
    employment_ended_on = models.DateField(_("last day of work"), null=True)
    has_employment = models.BooleanField(_("works or has worked here"), default=False)
    has_account = models.BooleanField(_("can sign in"), default=False)
    has_subscription = models.BooleanField(_("company subscribes"), default=False)
    agreement_fulfilled_on = models.DateField(_("agreement fulfilled"), null=True)
    duties_fulfilled_on = models.DateField(_("duties fulfilled"), null=True)
    collected_policy = models.CharField(_("notice when first stored"), max_length=64)
    notified_policy = models.CharField(_("latest notice told"), max_length=64, blank=True)
    # Written by a trigger alone, from the table of holds (privacy).
    held = models.BooleanField(_("held"), default=False, db_default=False, editable=False)

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="person_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(employment_ended_on=None) | Q(has_employment=True),
                name="an_employment_that_ended_was_one",
            ),
        ]
        # The sweep walks these (privacy): one per clock that a rule may count from. Who is held
        # is in none of them, however long overdue.
        indexes: ClassVar = [
            models.Index(fields=["tenant", "email"], name="person_by_email"),
            models.Index(
                fields=["tenant", "has_employment", "last_contact_at"],
                name="person_contact_by_employment",
                condition=Q(held=False),
            ),
            *(
                models.Index(
                    fields=["tenant", f"{name}_at"],
                    name=f"person_{name}",
                    condition=Q(held=False),
                )
                for name in ("collected", "last_contact", "last_login", "last_activity")
            ),
            *(
                models.Index(
                    fields=["tenant", column],
                    name=f"person_{name}",
                    condition=Q(**{f"{column}__isnull": False}, held=False),
                )
                for name, column in (
                    ("process_closed", "process_closed_at"),
                    ("relation_ended", "relation_ended_at"),
                    ("deregistered", "deregistered_at"),
                    ("employment_ended", "employment_ended_on"),
                    ("agreement_fulfilled", "agreement_fulfilled_on"),
                    ("duties_fulfilled", "duties_fulfilled_on"),
                )
            ),
        ]


class Role(TenantModel):
    """A capacity in which the tenant knows a person, from one day until another, or still."""

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose capacity"),
            "kind": Technical("a word of the vocabulary: candidate, employee, …"),
            "since": Technical("first day"),
            "until": Technical("last day"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(_("known as"), max_length=20)  # a word of vocabulary.PEOPLE
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="a_role_ends_after_it_begins",
            ),
            # Several employments may run side by side; nobody is a candidate twice.
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(until=None) & ~Q(kind="employee"),
                name="one_running_role_of_a_kind",
            ),
        ]


class Detail(TenantModel):
    """One value of one category, collected because the policy asks for it.

    `item` numbers the values of a category that has several (earlier jobs, courses); else 0.
    A sealed value lies in a column that the application writes and cannot read; the room
    `reading` opens it, with a line in the log. `digest` tells whether a value is still the same.
    """

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose value"),
            "category": Technical("names the category of this row"),
            "item": Technical("which of several values of the category"),
            "value": Personal("", source=Source.SUBJECT, free_text=True, portable=True),
            "is_sealed": Technical("whether the value is encrypted"),
            "sealed": Personal("", source=Source.SUBJECT, free_text=True, encrypted=True),
            "digest": Technical("keyed hash of a sealed value of this person: whether it changed"),
            "collected_at": Technical("the day this value was first stored"),
            "held": Technical("whether a hold keeps the value; the database's own"),
        },
        anchors={"collected": "collected_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="details")
    category = models.CharField(_("category"), max_length=80)
    item = models.PositiveSmallIntegerField(default=0)
    value = models.TextField(_("value"))
    is_sealed = models.BooleanField(default=False)
    digest = models.BinaryField(null=True, editable=False)
    collected_at = models.DateTimeField(_("first stored"), default=now)
    held = models.BooleanField(_("held"), default=False, db_default=False, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "category", "item"], name="one_value_of_a_category"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "category", "collected_at"],
                name="detail_collected",
                condition=Q(held=False),
            ),
        ]

    @property
    def text(self) -> str:
        """The value as it was given. Raises Closed for one that is sealed: see `reading`."""
        if self.is_sealed:
            raise Closed(self.pk)
        return self.value

    def says(self, text: str, *, sealed: bool) -> bool:
        """Whether this is the value, and is kept as it must be."""
        return sealed == self.is_sealed and self.means(text)

    def means(self, text: str) -> bool:
        """Whether this is the value; also of a sealed one, which nobody has to read for it."""
        if not self.is_sealed:
            return self.value == text
        index = INDEX.format(person_id=self.person_id, category=self.category)
        digests = crypto.blind_indexes(text, field=index)
        return self.digest is not None and bytes(self.digest) in digests

    def hold(self, text: str, *, sealed: bool) -> None:
        """Keep this value, encrypted if it must be, and save."""
        self.is_sealed = sealed
        self.value = "" if sealed else text
        self.digest = self._digest(text) if sealed else None
        self.save()
        locked = crypto.seal(text, table=TABLE, row=self.id, field="value") if sealed else None
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {TABLE} SET sealed = %s WHERE id = %s", [locked, self.id])  # noqa: S608

    def _digest(self, text: str) -> bytes:
        index = INDEX.format(person_id=self.person_id, category=self.category)
        return crypto.blind_index(text, field=index)


def unsealed(row: UUID, sealed: bytes) -> str:
    """What the sealed value of a row says. Raises crypto.Sealed if it is another row's."""
    return crypto.unseal(sealed, table=TABLE, row=row, field="value")


class StatisticValue(TenantModel):
    """A value given for statistics alone (JI-29). The application can add one and read none:
    not show, filter, sort, group or count. The tables frozen by `figures` are all that comes out.
    """

    privacy = Holds(
        record="statistics",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose value, so that it goes with them"),
            "category": Technical("names the category of this row"),
            "value": Personal("", source=Source.SUBJECT, statistics_only=True),
            "collected_at": Technical("the day this value was first stored"),
        },
        anchors={"collected": "collected_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    category = models.CharField(_("category"), max_length=80)
    value = models.CharField(_("value"), max_length=100)
    collected_at = models.DateTimeField(_("first stored"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "category"], name="one_statistic_of_each"),
        ]


sealed.declare(
    sealed.Values(TABLE, "sealed", field="value", digest="digest", digest_of=INDEX),
)

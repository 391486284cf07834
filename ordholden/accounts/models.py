"""Accounts, the sign-ins made with them, and the roles of the tenant's own people."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.kit import sealed
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import (
    AUTHORED,
    OWNS,
    Holds,
    NotPersonal,
    Personal,
    Source,
    Technical,
)
from ordholden.tenants.models import CurrentTenant, TenantModel


class UserManager(BaseUserManager["User"]):
    """Finds accounts of the tenant in scope; the same address elsewhere is somebody else."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account that signs in with this address. Raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(TenantModel, AbstractBaseUser):
    """One person's way in. Deleted with the person; never shared between tenants (S-100)."""

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose account"),
            "email": Personal("person.email"),
            "password": Personal("person.account"),
            "is_active": Technical("whether the account may be used"),
        },
    )

    # When somebody last signed in is one of the person's clocks, and a row of SignIn.
    last_login = None

    person = models.OneToOneField(Person, models.CASCADE, related_name="user")
    email = models.EmailField(_("e-mail address"))
    is_active = models.BooleanField(_("may be used"), default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email"], name="one_account_per_address"),
        ]

    def __str__(self) -> str:
        # Ends up in other packages' pages and logs: never the address.
        return str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Addresses are kept in small letters, so that one cannot be taken twice."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open(self) -> Self:
        """Those that have not been ended."""
        return self.filter(ended_at=None)


class SignIn(TenantModel):
    """One time somebody signed in: when, from where, with what (AB-16).

    The address is shown to its owner and used for nothing else; it and the device are stored
    only where the policy says so.
    """

    privacy = Holds(
        record="sign_in",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("who signed in"),
            "at": Personal("sign_in.time", source=Source.SYSTEM),
            "ip": Personal("sign_in.ip", source=Source.SYSTEM),
            "device": Personal("sign_in.device", source=Source.SYSTEM),
            "method": Technical("password, code, passkey, … and whether a second factor"),
            "session_key": Technical("which session to end when signing out elsewhere"),
            "ended_at": Personal("sign_in.time", source=Source.SYSTEM),
        },
        anchors={"signed_in": "at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(_("time"), default=now)
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    device = models.CharField(_("device"), max_length=60, blank=True)
    method = models.CharField(_("how"), max_length=40, blank=True)
    session_key = models.CharField(max_length=40, blank=True, editable=False)
    ended_at = models.DateTimeField(_("signed out"), null=True)

    objects: ClassVar[SignInQuerySet] = SignInQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="signin_newest"),
            models.Index(fields=["tenant", "at"], name="signin_by_time"),
            models.Index(fields=["tenant", "session_key"], name="signin_of_session"),
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def running(self, on: date) -> Self:
        """Those that count on a day."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))


class Membership(TenantModel):
    """A role of one of the tenant's own people, from one day until another, or still."""

    privacy = Holds(
        record="staff",
        subject="user.person",
        people={"user_id": OWNS, "given_by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "user_id": Technical("whose role"),
            "role": Personal("staff.account", source=Source.STAFF),
            "since": Personal("staff.account", source=Source.STAFF),
            "until": Personal("staff.account", source=Source.STAFF),
            "given_by_id": Technical("who gave it, until they leave"),
        },
    )

    class Role(models.TextChoices):
        RECRUITER = "recruiter", _("recruiter")
        RECRUITMENT_DEPARTMENT = "recruitment_department", _("recruitment department")
        BRANCH = "branch", _("branch")
        PAYROLL = "payroll", _("payroll")
        FINANCE = "finance", _("finance")
        SUPPORT = "support", _("support")
        MODERATOR = "moderator", _("moderator")
        PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
        ADMINISTRATOR = "administrator", _("administrator")
        AUDITOR = "auditor", _("auditor")
        MARKETING = "marketing", _("marketing")
        SYSTEM_ADMINISTRATOR = "system_administrator", _("system administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until=None),
                name="one_running_membership_of_a_role",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="a_membership_ends_after_it_begins",
            ),
        ]


class Invitation(TenantModel):
    """An open invitation to work for the tenant. Used once, or too old, it is gone."""

    privacy = Holds(
        record="staff",
        subject="",
        people={"invited_by_id": AUTHORED},
        columns={
            "id": Technical("random key, signed into the link"),
            "tenant_id": Technical("the controller"),
            "email": Personal("staff.account", source=Source.STAFF),
            "role": Personal("staff.account", source=Source.STAFF),
            "invited_at": Technical("when"),
            "expires_at": Technical("from when the link opens nothing"),
            "invited_by_id": Technical("who invited, until they leave"),
        },
        anchors={"collected": "invited_at"},
    )

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=24, choices=Membership.Role)
    invited_at = models.DateTimeField(_("invited"), default=now)
    expires_at = models.DateTimeField(_("open until"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email", "role"], name="one_invitation_of_each"),
        ]


class Letter(TenantModel):
    """A letter on its way out, sealed: codes and links must not lie readable in the queue.

    Gone as soon as it is sent, and with its person, so that nothing is sent to the erased.
    """

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("to whom, if we know them"),
            "template": Technical("which letter"),
            "sealed": Personal("person.account", source=Source.SYSTEM, encrypted=True),
            "written_at": Technical("when"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    template = models.CharField(max_length=100)
    sealed = models.BinaryField()
    written_at = models.DateTimeField(default=now)


class Attempt(models.Model):
    """How often something was tried, in the columns of Django's database cache.

    Counting in the database holds for all processes and costs no further service. The key is a
    keyed hash: neither the address tried nor where from can be read (`throttle`).
    """

    privacy = NotPersonal(
        because="numbers of attempts under keyed hashes, gone within a day",
        columns=("cache_key", "tenant_id", "value", "expires"),
    )

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
    tenant = models.ForeignKey(
        "tenants.Tenant",
        models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
        db_default=CurrentTenant(),
    )


sealed.declare(sealed.Values("accounts_letter", "sealed", field="sealed"))
sealed.declare(sealed.Texts("mfa_authenticator", "data", field="data", keys=("secret", "seed")))

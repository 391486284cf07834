"""A tenant, the host names it answers to, and what every row of a tenant is made of."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from ordholden.policy import Policy
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants import clock, policies


class TenantQuerySet(models.QuerySet["Tenant"]):
    def lean(self) -> Self:
        """Without the policy's text, which only the compiler needs, and then fetches."""
        return self.defer("policy_toml")


class Tenant(models.Model):
    """One business: a controller of its own, with its own policy, people, keys and clock.

    Anybody may read this table (a host name must be looked up before there is a tenant); a row
    is written only in that tenant's own scope.
    """

    privacy = NotPersonal(
        because="a business and the policy it publishes",
        columns=(
            "id",
            "slug",
            "name",
            "policy_toml",
            "policy_id",
            "clock_offset",
            "created_at",
        ),
    )

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    policy_toml = models.TextField(_("policy file"))
    policy_id = models.CharField(_("policy"), max_length=64)
    # Seconds; only a demo's clock is ever turned.
    clock_offset = models.BigIntegerField(_("clock set ahead by"), default=0)
    created_at = models.DateTimeField(_("added"), default=clock.now)

    objects: ClassVar[models.Manager["Tenant"]] = TenantQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    @property
    def policy(self) -> Policy:
        """The compiled policy in force (GDPR art. 13: what the notice says)."""
        return policies.compiled(self.policy_id, lambda: self.policy_toml)


class Host(models.Model):
    """A host name under which a tenant's site is reached; lower case, without a port."""

    privacy = NotPersonal(
        because="an address of a business",
        columns=("id", "tenant_id", "name"),
    )

    id = models.BigAutoField(primary_key=True)
    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="hosts")
    # Two tenants cannot answer to one name: the only uniqueness that spans tenants.
    name = models.CharField(_("host name"), max_length=253, unique=True)

    def __str__(self) -> str:
        return self.name


class CurrentTenant(models.Func):
    """`app_tenant()`: the tenant the database works for, or NULL."""

    function = "app_tenant"
    template = "%(function)s()"
    arity = 0
    allowed_default = True
    output_field = models.BigIntegerField()


class TenantModel(models.Model):
    """A row that belongs to one tenant. Nobody passes the tenant: the database knows it.

    The key is random, so that it can neither be guessed nor counted; its time-ordered form
    keeps the index compact. A room's first migration ends with `rls.IsolateTenants(…)`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # No index of its own: UNIQUE (tenant_id, id) serves.
    tenant = models.ForeignKey(
        Tenant,
        models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
        db_default=CurrentTenant(),
    )

    class Meta:
        abstract = True

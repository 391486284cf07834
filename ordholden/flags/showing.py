"""Which flags somebody sees: those of records they may read anyway. No page repeats a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from ordholden.accounts.access import roles_of
from ordholden.accounts.models import User
from ordholden.applications import access
from ordholden.applications.models import Application
from ordholden.candidates import sight
from ordholden.flags.models import Flag
from ordholden.people.models import Person
from ordholden.privacy import gate, words
from ordholden.privacy.datamap import declared
from ordholden.tenants import scope
from ordholden.web.careful import kind_name

OFFICERS = frozenset({"privacy_officer", "administrator"})


@dataclass(frozen=True)
class Shown:
    """One flag as the page shows it. url: the record, for whoever may open it."""

    flag: Flag
    kind: str
    place: str
    url: str


class Seeing:
    """One of the tenant's own people, looking at flags."""

    def __init__(self, user: User) -> None:
        self.user, self.policy, self.roles = user, scope.required().policy, roles_of(user)
        self._on: dict[UUID, frozenset[str]] = {}

    @property
    def is_officer(self) -> bool:
        """Whether they answer for what is kept: they see that there is a flag, not the words."""
        return bool(self.roles & OFFICERS)

    def shown(self, flags: Iterable[Flag]) -> list[Shown]:
        """Those of these flags that they see, in the same order."""
        flags = list(flags)
        rows = _rows(flags)
        applications = _applications(rows.values())
        found = []
        for flag in flags:
            row = rows.get(flag.row)
            if row is None:
                continue
            application = applications.get(getattr(row, "application_id", None))  # type: ignore[arg-type]
            category = _category(flag, row)
            url = self._url(flag, category, application)
            if url or self.is_officer:
                place = words.about(category)
                if application is not None:
                    place = f"{application.title} · {place}"
                found.append(Shown(flag, words.capital(kind_name(flag.kind)), place, url))
        return found

    def _url(self, flag: Flag, category: str, application: Application | None) -> str:
        """Where they read the record itself; "" where they may not."""
        if application is None:
            purpose = self._persons.get(flag.person_id, "")
            open_to = sight.how(self.policy, self.roles, purpose, category) == "open"
            address = reverse("person", args=[flag.person_id])
            return f"{address}?purpose={purpose}" if purpose and open_to else ""
        ad = application.ad
        if ad is None:
            return ""
        if ad.pk not in self._on:
            self._on[ad.pk] = access.roles_on(self.user, ad)
        roles = self._on[ad.pk]
        if not roles or not access.sees(self.policy, roles, category):
            return ""
        return reverse("application", args=[ad.pk, application.pk])

    @cached_property
    def _persons(self) -> Mapping[UUID, str]:
        """Everybody with an open flag whom they may meet, and the purpose for it."""
        found: dict[UUID, str] = {}
        asked = Flag.objects.filter(state=Flag.State.OPEN).values("person_id")
        for purpose in sight.purposes(self.policy, self.roles):
            with gate.purpose(purpose):
                for key in gate.allowed(Person.objects.filter(pk__in=asked)).values_list(
                    "pk", flat=True
                ):
                    found.setdefault(key, purpose)
        return found


def _rows(flags: list[Flag]) -> dict[UUID, object]:
    """The rows that flags speak of, one question for each table."""
    found: dict[UUID, object] = {}
    for table in {flag.record_table for flag in flags}:
        model = declared()[table].model
        assert model is not None
        keys = [flag.row for flag in flags if flag.record_table == table]
        found.update(model._default_manager.in_bulk(keys))
    return found


def _applications(rows: Iterable[object]) -> dict[UUID, Application]:
    keys = {getattr(row, "application_id", None) for row in rows} - {None}
    there = Application.objects.filter(pk__in=keys).select_related("ad")  # type: ignore[misc]
    return {one.pk: one for one in there}


def _category(flag: Flag, row: object) -> str:
    holds = declared()[flag.record_table].holds
    own = holds.personal[flag.column].category if flag.column in holds.personal else ""
    return str(own or getattr(row, holds.category_column or "category"))


__all__ = ["OFFICERS", "Seeing", "Shown"]

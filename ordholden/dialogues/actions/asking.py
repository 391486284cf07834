"""A company asks somebody for contact, without learning who it is (JI-11, JI-21)."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.companies import access
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.dialogues import between, emails
from ordholden.dialogues.models import Approach, Dialogue, Message
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.policy import Period, Policy, due
from ordholden.privacy.models import Consent
from ordholden.sourcing import viewing, ways
from ordholden.sourcing.models import View, Visibility
from ordholden.tenants import scope
from ordholden.web.dates import long_date

# How long an answer is waited for, and how long nobody asks again: the notices limit repeats and
# give no figure (docs/decisions/0017-a-no-looks-like-no-answer.md).
OPEN_FOR = Period(14, "days")
AGAIN_AFTER = Period(6, "months")


@transaction.atomic
def ask(seat: Seat, cv_key: UUID, *, title: str, text: str) -> Approach:
    """Ask whoever this CV is of for contact; they are told through us (JI-11).

    Raises NotPossible: a CV that the company does not see, no agreement, more people asked than
    agreed in this month, somebody asked too lately, a company without a notice of its own. What
    it says depends on nothing that the person did.
    """
    company = Company.objects.select_for_update().get(pk=seat.company_id)
    row = Visibility.objects.filter(key=cv_key).select_related("person").first()
    seen = ways.open_to(company, [row.person_id]).get(row.person_id) if row else None
    if row is None or seen is None or not between.has_dialogues(scope.required().policy):
        raise NotPossible(_("This CV is not there any more."), code="no_cv")
    if row.person_id == seat.user.person_id:
        raise NotPossible(_("This CV is your own."), code="own_cv")
    _require_notice(company)
    _require_left(company)
    _require_not_lately(company, row)
    approach = _write_down(company, seat, row, title, text)
    viewing.note([row.person_id], seat, View.Kind.CONTACTED, seen.form)
    return approach


def _write_down(company: Company, seat: Seat, row: Visibility, title: str, text: str) -> Approach:
    policy, moment = scope.required().policy, clock.now()
    lapses = waited_until(policy)
    approach = Approach.objects.create(
        company=company,
        by=seat.user,
        cv_key=row.key,
        title=title,
        text=text,
        asked_at=moment,
        lapses_on=lapses,
        last_message_at=moment,
    )
    if row.person.deregistered_at:
        return approach  # nobody writes to who wants no contact; the company sees no difference
    dialogue = Dialogue.objects.create(
        pk=approach.pk,
        person=row.person,
        company=company,
        company_name=company.name,
        title=title,
        asked_at=moment,
        lapses_on=lapses,
        last_message_at=moment,
    )
    Message.objects.create(person=row.person, dialogue=dialogue, by=seat.user, text=text, at=moment)
    emails.asked.later(dialogue.pk)
    return approach


def waited_until(policy: Policy) -> date:
    """The first day on which a question of today counts as not answered."""
    return due(local_today(), OPEN_FOR, policy.year_end)


def left(company: Company) -> int:
    """How many more people a company may ask in this month, by its agreement."""
    agreed = access.agreement(company, Agreement.Service.CV_DATABASE)
    if agreed is None:
        return 0
    zone = ZoneInfo(scope.required().policy.timezone)
    begin = datetime.combine(local_today().replace(day=1), time(), zone)
    asked = Approach.objects.of(company).filter(asked_at__gte=begin).count()
    return max(0, agreed.contacts - asked)


def asked_before(company: Company, cv_key: UUID) -> Approach | None:
    """The company's latest asking of whoever this CV is of."""
    return Approach.objects.of(company).filter(cv_key=cv_key).order_by("-asked_at").first()


def again_on(approach: Approach) -> date:
    """The day from which the same person may be asked again, whatever they answered (JI-14)."""
    return due(approach.lapses_on, AGAIN_AFTER, scope.required().policy.year_end)


def _require_notice(company: Company) -> None:
    if not company.privacy_url:
        raise NotPossible(
            _("Tell first where your own privacy notice stands: who answers you reads it."),
            code="no_notice",
        )


def _require_left(company: Company) -> None:
    if not left(company):
        raise NotPossible(
            _("You have asked as many people as agreed for this month."), code="quota"
        )


def _require_not_lately(company: Company, row: Visibility) -> None:
    if between.released(company, [row.person_id]):
        raise NotPossible(_("You are in contact already."), code="in_contact")
    before = asked_before(company, row.key)
    days = [again_on(before)] if before else []
    days += _ended(company, row.person)
    if days and local_today() < max(days):
        raise NotPossible(
            _("You have asked here before. You can ask again from %(day)s.")
            % {"day": long_date(max(days))},
            code="too_soon",
        )


def _ended(company: Company, person: Person) -> list[date]:
    """Somebody who ended a contact, as the company knows, is left in peace as long."""
    policy = scope.required().policy
    found = between.way(policy)
    rows = Consent.objects.filter(
        person=person,
        per=str(company.pk),
        consent=found.consent if found else "",
        withdrawn_at__isnull=False,
    )
    return [
        due(clock.local_date(moment, policy.timezone), AGAIN_AFTER, policy.year_end)
        for moment in rows.values_list("withdrawn_at", flat=True)
        if moment
    ]

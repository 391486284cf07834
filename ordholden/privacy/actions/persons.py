"""What a person, or an officer, decides about a whole person."""

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import erasure, holds, leaving
from ordholden.privacy.leaving import end_consents
from ordholden.privacy.models import Consent, Erasure, PurposeReview


@transaction.atomic
@storing()
def delete_profile(person: Person, *, by: User | None = None) -> erasure.Receipt:
    """Erase a person at their own request, now (JT-52, JC-67, JI-61, AB-31).

    What a law obliges to keep stays, restricted; everything else goes. Consents end, and where
    a policy calls this the withdrawal of consent, it is (AB-30). Returns the receipt with its
    code. Raises NotPossible for staff, who are let go by the administrator.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if "staff" in person.kinds:
        raise NotPossible(_("A member of staff leaves through the administrator."))
    if holds.held_by_case([person.pk]):
        raise NotPossible(_("A case needs what we hold. It goes once the case is over."))
    end_consents(Consent.objects.filter(person=person))
    return leaving.let_go(person, reason=Erasure.Reason.REQUEST)


@transaction.atomic
@storing()
def answer_review(review: PurposeReview, *, needed: bool, by: User | None) -> None:
    """An employee says whether a person is still needed; “no” erases (WW-90, AB-34)."""
    review = PurposeReview.objects.select_for_update().get(pk=review.pk)
    if review.answered_at:
        raise NotPossible(_("This question has been answered already."))
    if not needed and review.person.held:
        raise NotPossible(_("This person is restricted or kept for a case, and stays until then."))
    review.answered_at, review.answered_by = clock.now(), by
    answer = PurposeReview.Answer
    review.answer = answer.STILL_NEEDED if needed else answer.NOT_NEEDED
    review.save()
    if not needed:
        leaving.let_go(review.person, reason=Erasure.Reason.NOT_NEEDED, rule=review.rule)

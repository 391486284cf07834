"""What rests on a consent alone, and goes when it is withdrawn (JC-69, AB-35, JT-08)."""

from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import erasure, stores
from ordholden.privacy.datamap import PERSON, declared, holding
from ordholden.privacy.models import Erasure
from ordholden.tenants import scope


def rests_on(policy: Policy, consent: str) -> frozenset[str]:
    """Categories that may be held only because of this consent: no purpose without it asks."""
    rests: set[str] = set()
    elsewhere: set[str] = set()
    for one in policy.document.collect:
        categories = policy.means(one.fields)
        by_consent = one.consent == consent or all(
            _needs(policy, purpose, consent) for purpose in one.purposes
        )
        (rests if by_consent else elsewhere).update(categories)
    return frozenset(rests - elsewhere)


def _needs(policy: Policy, purpose: str, consent: str) -> bool:
    bases = policy.document.purpose[purpose].bases
    return bool(bases) and all(basis.consent == consent for basis in bases)


@storing()
def erase_sole_basis(person: Person, consent: str) -> int:
    """Erase what of this person rested on one consent. Returns the rows and values that went."""
    gone = rests_on(scope.required().policy, consent)
    if not gone:
        return 0
    tally = erasure.Tally()
    for table in holding():
        column = table.holds.category_column
        if column and table.holds.subject == "person":
            where = f"person_id = %s AND {column} = ANY(%s)"
            rows = stores.delete(table, where, [person.pk, sorted(gone)], tally.objects)
            tally.add("database", table.holds.record, rows)
    own = declared()[PERSON]
    columns = [
        name
        for name, one in own.holds.personal.items()
        if one.category in gone and one.category not in ("person.name", "person.email")
        if stores.is_text(own, name)
    ]
    tally.add("database", "person", erasure.clear_columns(own, columns, [person.pk]))
    rows = sum(tally.removed.values())
    if rows:
        erasure.close(Erasure.Reason.WITHDRAWAL, tally)
    return rows

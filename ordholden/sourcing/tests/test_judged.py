"""Forty CVs, and searches of which somebody judged which of them are meant."""

import pytest

from ordholden.sourcing import finding
from ordholden.sourcing.finding import Asked
from ordholden.sourcing.tests.judged import CVS, SEARCHES
from ordholden.sourcing.tests.make import make_cv
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


@pytest.mark.clauses("JI-10")
def test_searches_find_whom_they_mean_and_nobody_else() -> None:
    right = found = meant = 0
    faults = []
    with at_home(opened("jobindex")):
        names = {}
        for name, (locale, title, skills, history, text) in CVS.items():
            person = make_cv(
                title,
                locale=locale,
                skills=tuple(skills.split(", ")),
                positions=(history,),
                experience=(text,),
                occupation="0000",  # the words alone are judged, not what they are classified as
            )
            names[person.pk] = name
        for text, wanted, more in SEARCHES:
            hits = {names[one] for one in finding.search(Asked(text=text, **more), many=99).persons}
            right += len(hits & wanted)
            found += len(hits)
            meant += len(wanted)
            if hits != wanted:
                faults.append(f"{text}: missed {wanted - hits}, beside it {hits - wanted}")
    print(f"precision {right / found:.3f}, recall {right / meant:.3f} of {len(SEARCHES)} searches")
    print("\n".join(faults))
    assert right / found >= 0.95, faults
    assert right / meant >= 0.95, faults

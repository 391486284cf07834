"""What the search knows of a CV: made of its anonymous form, and following whatever changes it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from ordholden.cvs import months
from ordholden.cvs.kinds import KINDS
from ordholden.jobs import places
from ordholden.kit import clock
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.sourcing import indexing, languages, sight, ways
from ordholden.sourcing.masking import MASK
from ordholden.sourcing.models import Listed, Visibility
from ordholden.sourcing.sight import Line, Shown
from ordholden.tenants import scope

MOST_AGAIN = 5_000  # a night; the rest the next
# How far an education went, by what is in its name; the furthest first.
FURTHEST = (
    ("doctor", ("ph.d", "phd", "doktor", "dr.")),
    ("master", ("kandidat", "cand.", "master", "msc", "m.sc", "siviløkonom", "sivilingeniør")),
    ("bachelor", ("bachelor", "ba.", "b.sc", "bsc", "sygeplejerske", "pædagog", "lærer")),
    ("short", ("akademi", "datamatiker", "økonom", "tekniker", "fagskole")),
    ("vocational", ("erhverv", "svend", "fagbrev", "faglært", "eud", "lærling", "elev", "hg")),
    ("secondary", ("gymnasi", "student", "hhx", "htx", "stx", "hf ", "videregående")),
    ("primary", ("folkeskole", "grundskole", "10. klasse", "9. klasse", "ungdomsskole")),
)


def follow(person: Person) -> None:
    """Keep the search in step with a person's CV, in the caller's transaction: it is listed while
    it is online, and in no other state (JI-05, JI-18)."""
    policy = scope.required().policy
    if not ways.has_cvs(policy):
        return
    row = Visibility.objects.filter(person=person).first()
    if row is None:
        return
    if row.state == Visibility.State.ONLINE:
        indexing.put(person, content(person))
    else:
        indexing.take_out(person)


@task
def catch_up() -> None:
    """Each morning: a rule took part of a CV in the night, and with it all the search knew. What
    is left of the CV is put in again."""
    if not ways.has_cvs(scope.required().policy):
        return
    listed = Listed.objects.filter(person=OuterRef("person"))
    online = Visibility.objects.filter(~Exists(listed), state=Visibility.State.ONLINE)
    for key in online.values_list("person", flat=True)[:MOST_AGAIN]:
        put_again.later(key)


@task
def put_again(person_id: UUID) -> None:
    """Put one CV in again, if its person may still be found."""
    person = Person.objects.filter(pk=person_id).first()
    if person is not None:
        follow(person)


def content(person: Person) -> indexing.Content:
    """What is searched of a CV: its anonymous form, without what is masked in it (JI-08, JI-10)."""
    policy = scope.required().policy
    material = sight.gather([person.pk], files=False)[person.pk]
    shown = sight.draw(material, None)
    base = ways.anonymous(policy)
    assert base is not None
    educated = _lines(shown, "education")
    return indexing.Content(
        purpose=base.purpose,
        locale=person.locale or policy.locale,
        title=_clean(shown.headline),
        skills=_texts(_lines(shown, "skills"), free=_words(shown, "skills")),
        positions=tuple(_clean(one.title) for one in _lines(shown, "experience")),
        experience=_said(shown, "experience", "internship"),
        education=tuple(_clean(one.title) for one in educated) + _words(shown, "education"),
        wishes=_texts(_lines(shown, sight.WISHES), free=_words(shown, sight.WISHES)),
        presentation=" ".join(_words(shown, "profile.presentation")),
        languages=_languages(shown),
        level=level_of(one.title for one in educated),
        months=months_of(_lines(shown, "experience"), policy),
        place=_place(shown, policy),
        active_on=clock.local_date(person.last_activity_at, policy.timezone),
    )


def _clean(text: str) -> str:
    return " ".join(text.replace(MASK, " ").split())


def _lines(shown: Shown, key: str) -> tuple[Line, ...]:
    group = shown.group(key)
    return group.lines if group else ()


def _words(shown: Shown, key: str) -> tuple[str, ...]:
    group = shown.group(key)
    return tuple(_clean(text) for text in group.words) if group else ()


def _texts(lines: Iterable[Line], *, free: tuple[str, ...] = ()) -> tuple[str, ...]:
    said = (_clean(text) for one in lines for text in (one.title, one.text) if text)
    return (*said, *free)


def _said(shown: Shown, *keys: str) -> tuple[str, ...]:
    """What was done, never where: places of work stand in no text of the search."""
    texts = [_clean(one.text) for key in keys for one in _lines(shown, key) if one.text]
    return (*texts, *(text for key in keys for text in _words(shown, key)))


def _languages(shown: Shown) -> tuple[str, ...]:
    codes = (languages.code(one.title) for one in _lines(shown, "languages"))
    return tuple(dict.fromkeys(code for code in codes if code))


def level_of(titles: Iterable[str]) -> str:
    """How far an education went, by the names of its steps: of `indexing.LEVELS`, or ""."""
    said = " ".join(titles).casefold()
    return next((level for level, signs in FURTHEST if any(one in said for one in signs)), "")


def months_of(lines: Iterable[Line], policy: Policy) -> int:
    """Months of work, those in which two jobs ran side by side counted once."""
    this = clock.today(policy.timezone).strftime("%Y-%m")
    worked: set[int] = set()
    for line in lines:
        part = line.part
        if part is None or not part.starts:
            continue
        first = months.first_day(part.starts)
        start = first.year * 12 + first.month
        until = part.ends or (this if part.is_current else part.starts)
        worked |= set(range(start, start + min(months.length(part.starts, until), 12 * 60)))
    return len(worked)


def _place(shown: Shown, policy: Policy) -> places.Place | None:
    """Where somebody wants to work, or worked last: what the notice opens; never the address."""
    own = tuple(one for one in policy.document.policy.jurisdictions if one in ("DK", "NO"))
    for key in (sight.WISHES, "experience", "education"):
        for line in _lines(shown, key) if key in KINDS else ():
            part = line.part
            if part is not None and part.place and MASK not in line.where:
                found = places.find(part.place, own)
                if found:
                    return found
    return None

"""What a card shows of somebody: each thing as far as the policy lets this role see it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from ordholden.candidates import sight
from ordholden.candidates.models import Document, Origin
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import lifeline, words
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.reading.readers import Reader
from ordholden.web.charts import Lane, LifeLine, Stage

# What rooms above show on a card, as HTML: what they hold of the person, as this reader sees it.
BESIDE: "list[Callable[[Card], str]]" = []


@dataclass(frozen=True)
class Row:
    """One category on a card. how: "open", "masked", or why it is not shown here."""

    label: str
    texts: tuple[str, ...]
    how: str
    until: date | str
    category: str
    purposes: tuple[tuple[str, str], ...] = ()  # for which it can be revealed, with their words


class Card:
    """Somebody as one reader sees them for one purpose. What is not theirs to see is not here."""

    def __init__(self, person: Person, policy: Policy, reader: Reader) -> None:
        self.person, self.policy, self.reader = person, policy, reader

    def how(self, category: str) -> str:
        """How a category is seen."""
        if sight.is_the_team_s(self.policy, category):
            return ""
        return sight.how(self.policy, self.reader.roles, self.reader.purpose, category)

    @cached_property
    def held(self) -> list[lifeline.Held]:
        """What is held and seen at all. Reading it is one line in the log."""
        found = lifeline.held_about(self.person, self._open)
        return [one for one in found if self.how(one.category)]

    def _open(self, held: Collection[str]) -> Mapping[UUID, str]:
        shown = {one for one in held if self.how(one) in ("open", "masked")}
        return reading.look_at(self.reader, self.person, {seeing.NAME, *shown})

    @cached_property
    def rows(self) -> list[Row]:
        """One row for each category."""
        return [
            Row(
                words.about(one.category),
                self._texts(one),
                self.how(one.category),
                until(one),
                one.category,
                self._purposes(one.category),
            )
            for one in self.held
            if one.values
        ]

    @cached_property
    def groups(self) -> list[tuple[date | str, list[Row]]]:
        """The rows by the day they go, so that no day is said twice; the first to go first."""
        found: dict[date | str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.until, []).append(row)
        return sorted(found.items(), key=lambda group: str(group[0] or "~"))

    def _purposes(self, category: str) -> tuple[tuple[str, str], ...]:
        """What the notice lets this role have a protected value shown for."""
        if self.how(category) != "reveal":
            return ()
        named = seeing.purposes(self.policy, self.reader.roles)
        keys = [k for k in seeing.purposes(self.policy, self.reader.roles, category) if k in named]
        return tuple((key, words.purpose(key)) for key in keys)

    def _texts(self, one: lifeline.Held) -> tuple[str, ...]:
        match self.how(one.category):
            case "open":
                return one.texts
            case "masked":
                return tuple(sight.masked(text) for text in one.texts)
            case _:
                return ()

    @cached_property
    def files(self) -> list[tuple[Document, str]]:
        """Files whose category is open to this role."""
        found = Document.objects.filter(person=self.person).select_related("file")
        return [
            (one, words.about(one.category))
            for one in found.order_by("category", "collected_at")
            if self.how(one.category) == "open"
        ]

    @cached_property
    def beside(self) -> list[str]:
        """What other rooms show here. The rows come first: reading them is what is logged."""
        assert self.held is not None
        return [html for part in BESIDE if (html := part(self))]

    @cached_property
    def origin(self) -> Origin | None:
        """How we know them."""
        return Origin.objects.filter(person=self.person).first()

    @cached_property
    def clocks(self) -> list[tuple[str, date]]:
        """What has happened, that rules count from."""
        return [
            (event(word), day)
            for word, day in sorted(lifeline.anchors(self.person).items(), key=lambda one: one[1])
        ]

    @cached_property
    def line(self) -> LifeLine:
        """The life line: what goes together is one lane."""
        together: dict[tuple[date | None, date | None, str], list[lifeline.Held]] = {}
        for one in self.held:
            together.setdefault((one.since, one.ends_on, one.rule), []).append(one)
        lanes = tuple(_lane(same) for (since, _day, _rule), same in together.items() if since)
        return LifeLine(
            lanes=lanes, today=clock.today(self.policy.timezone), title=_("When each thing goes")
        )


def until(one: lifeline.Held) -> date | str:
    """The day something goes, or what it waits for."""
    if one.ends_on or not one.waits_for:
        return one.ends_on or ""
    events = words.either([event(word).lower() for word in one.waits_for])
    return _("No date yet; counts from: %(events)s") % {"events": events}


def event(anchor: str) -> str:
    """A moment rules count from, as staff call it ("Last contact")."""
    column = Person.privacy.anchors.get(anchor)
    if column is None:
        return words.capital(words.once(anchor))
    return words.capital(str(Person._meta.get_field(column).verbose_name))  # type: ignore[union-attr]


def _lane(same: list[lifeline.Held]) -> Lane:
    first = same[0]
    names = [words.about(one.category) for one in same]
    label = (
        names[0]
        if len(names) == 1
        else _("%(first)s and %(count)s more")
        % {
            "first": names[0],
            "count": len(names) - 1,
        }
    )
    day = until(first)
    stages = tuple(
        Stage(step.on, words.action(step.do))
        for step in first.stages
        if step.on and step.on != first.ends_on
    )
    return Lane(
        label,
        since=first.since,  # type: ignore[arg-type]
        due=first.ends_on,
        note=day if isinstance(day, str) else ", ".join(names[1:]),
        stages=stages,
    )

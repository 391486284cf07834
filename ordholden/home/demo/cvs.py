"""The CVs of the demo's people: what they did, where they learned it, what they speak and hold."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from ordholden.cvs import actions, offered
from ordholden.cvs.kinds import KINDS
from ordholden.home.demo.answers import Somebody
from ordholden.home.demo.history import Life
from ordholden.kit import clock
from ordholden.tenants import scope

Row = tuple[str, dict[str, Any]]
SHARE = 0.45  # of those who fill in a profile
DOES = (
    ("Stod for {a} og {b}.", "Hadde ansvar for {a} og {b}."),
    ("Mest {a}, og {b} når der var travlt.", "Mest {a}, og {b} når det var travelt."),
    ("{A} til daglig.\nLærte fra mig til to lærlinge.", "{A} til daglig.\nLærte opp to lærlinger."),
    ("Begyndte med {a} og endte med {b}.", "Begynte med {a} og endte med {b}."),
)
SPOKEN = (
    (("engelsk", "engelsk"), ("B1", "B2", "C1")),
    (("tysk", "tysk"), ("A2", "B1")),
    (("polsk", "polsk"), ("B1", "C2")),
    (("tegnsprog", "tegnspråk"), ("A2", "B2")),
    (("svensk", "svensk"), ("B2", "C1")),
)


def writes(life: Life, who: Somebody, *, surely: bool = False) -> None:
    """They write their CV part by part, as far as the notice asks for it."""
    random = Random(who.email)  # noqa: S311  the same CV every time
    if not surely and random.random() > SHARE:
        return
    open_now = offered.to_person(scope.required().policy, life.here)
    wanted = [
        (KINDS[key], {column: v for column, v in said.items() if column in open_now[key].columns})
        for key, said in _parts(who, random)
        if key in open_now
    ]
    if wanted:
        actions.add_many(life.here, wanted)


def _parts(who: Somebody, random: Random) -> Iterator[Row]:
    year = clock.now().year
    yield (
        "wishes",
        {
            "title": who.trade.title,
            "place": _town(who, random),
            "level": random.choice(("full_time", "full_time", "part_time", "shifts")),
        },
    )
    yield from _jobs(who, random, year)
    learned = max(who.born + 20, 1985)
    yield (
        "education",
        {
            "title": f"{who.say('Uddannet', 'Utdannet')} {who.trade.title.lower()}",
            "organisation": who.say("Erhvervsskolen i ", "Videregående i ") + _town(who, random),
            "starts": str(learned - 3),
            "ends": f"{min(learned, year)}-06",
        },
    )
    for number, course in enumerate(who.trade.courses):
        held = random.randint(max(learned, year - 6), max(learned, year - 1))
        kind = "certificates" if number == 0 else "courses"
        valid = date(held + 5, random.randint(1, 12), 1)
        more = {"expires_on": valid} if kind == "certificates" else {}
        yield kind, {"title": course, "starts": str(held), **more}
    yield from _able(who, random)
    if random.random() < 0.7:
        since = max(who.born + 18, 1976)
        yield (
            "driving-licence",
            {"title": random.choice(("B", "B, BE", "B, C", "B, C, CE")), "starts": str(since)},
        )


def _able(who: Somebody, random: Random) -> Iterator[Row]:
    """What they speak and can do."""
    yield "languages", {"title": who.say("Dansk", "Norsk"), "level": "native"}
    for (danish, norwegian), levels in random.sample(SPOKEN, random.randint(1, 2)):
        yield (
            "languages",
            {"title": who.say(danish, norwegian).capitalize(), "level": random.choice(levels)},
        )
    for skill in who.trade.skills:
        level = random.choice(("basic", "skilled", "skilled", "expert"))
        yield "skills", {"title": skill.capitalize(), "level": level}


def _jobs(who: Somebody, random: Random, year: int) -> Iterator[Row]:
    """The latest first; the earlier ones end where the next began."""
    ends, current = f"{year}-{random.randint(1, 6):02}", random.random() < 0.6
    first = max(who.born + 20, 1988)
    for number in range(random.randint(1, 3)):
        began = max(int(ends[:4]) - random.randint(2, 7), first)
        if began > int(ends[:4]):
            return
        starts = f"{began}-{random.randint(1, 12):02}" if began < int(ends[:4]) else ends
        said = who.say(*random.choice(DOES))
        one, other = random.sample(who.trade.skills, 2)
        now = current and number == 0
        yield (
            "experience",
            {
                "title": who.trade.title,
                "organisation": random.choice(who.trade.works_at or ("Selvstændig",)),
                "place": _town(who, random),
                "starts": starts,
                "ends": "" if now else ends,
                "is_current": now,
                "text": said.format(a=one, b=other, A=one.capitalize()),
            },
        )
        ends = starts


def _town(who: Somebody, random: Random) -> str:
    return random.choice(who.country.places).partition(" ")[2]

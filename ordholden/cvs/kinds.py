"""What a part of a CV is made of: for each category which columns, and what they are called."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# How well somebody speaks a language: the Common European Framework, and having grown up with it.
CEFR: tuple[tuple[str, Any], ...] = (
    ("A1", _("A1 – a few words")),
    ("A2", _("A2 – simple everyday things")),
    ("B1", _("B1 – gets along")),
    ("B2", _("B2 – works in it")),
    ("C1", _("C1 – fluent")),
    ("C2", _("C2 – like those who grew up with it")),
    ("native", _("Mother tongue")),
)
PRACTICE: tuple[tuple[str, Any], ...] = (
    ("basic", _("Some practice")),
    ("skilled", _("Used to it")),
    ("expert", _("Can teach it")),
)
HOURS: tuple[tuple[str, Any], ...] = (
    ("full_time", _("Full time")),
    ("part_time", _("Part time")),
    ("shifts", _("Shifts, evenings, weekends")),
    ("now_and_then", _("Now and then")),
)
# The names of workplaces are a category of their own: some keep them from others.
WORKPLACE = "profile.workplaces"
DATED = ("starts", "ends", "is_current")


@dataclass(frozen=True)
class Kind:
    """One kind of part. labels: column -> what it is called here; the columns are its keys.

    needs: column -> a category that must be collected, too. icon: from the design system.
    for_others: whether it belongs in a CV that is taken elsewhere.
    """

    key: str
    category: str
    add: str | Promise
    labels: dict[str, str | Promise]
    levels: tuple[tuple[str, Any], ...] = ()
    needs: dict[str, str] = field(default_factory=dict)
    icon: str = "file"
    for_others: bool = True

    @property
    def is_dated(self) -> bool:
        """Whether time orders it, not its person."""
        return "starts" in self.labels

    def level(self, key: str) -> str:
        """A level as people say it."""
        return str(dict(self.levels).get(key, key))


_FROM, _UNTIL, _STILL = _("From"), _("Until"), _("Still")
_TIME = {"starts": _FROM, "ends": _UNTIL, "is_current": _STILL}

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "wishes",
            "profile.wishes",
            _("Add a wish"),
            {
                "title": _("Work you would like"),
                "place": _("Where"),
                "level": _("Hours"),
                "text": _("More about it"),
            },
            levels=HOURS,
            icon="soon",
            for_others=False,
        ),
        Kind(
            "experience",
            "profile.experience",
            _("Add a job"),
            {
                "title": _("Position"),
                "organisation": _("Workplace"),
                "place": _("Place"),
                **_TIME,
                "text": _("What you did"),
            },
            needs={"organisation": WORKPLACE},
            icon="briefcase",
        ),
        Kind(
            "education",
            "profile.education",
            _("Add an education"),
            {
                "title": _("Education or degree"),
                "organisation": _("School"),
                "place": _("Place"),
                **_TIME,
                "text": _("More about it"),
            },
            icon="building",
        ),
        Kind(
            "internship",
            "profile.internship",
            _("Add an internship"),
            {
                "title": _("As what"),
                "organisation": _("Workplace"),
                "place": _("Place"),
                **_TIME,
                "text": _("What you did"),
            },
            needs={"organisation": WORKPLACE},
            icon="briefcase",
        ),
        Kind(
            "courses",
            "profile.courses",
            _("Add a course"),
            {
                "title": _("Course"),
                "organisation": _("Held by"),
                "starts": _("When"),
                "text": _("More about it"),
            },
            icon="journal",
        ),
        Kind(
            "tests",
            "profile.tests",
            _("Add a test"),
            {
                "title": _("Test"),
                "organisation": _("Held by"),
                "starts": _("When"),
                "level": _("Result"),
            },
            icon="check",
        ),
        Kind(
            "certificates",
            "profile.certificates",
            _("Add a certificate or licence"),
            {
                "title": _("Certificate or licence"),
                "organisation": _("Issued by"),
                "starts": _("Issued"),
                "expires_on": _("Valid until"),
                "link": _("Where it can be verified"),
            },
            icon="shield",
        ),
        Kind(
            "driving-licence",
            "profile.driving_licence",
            _("Add a driving licence"),
            {"title": _("Class"), "starts": _("Issued"), "expires_on": _("Valid until")},
            icon="key",
        ),
        Kind(
            "languages",
            "profile.languages",
            _("Add a language"),
            {"title": _("Language"), "level": _("How well")},
            levels=CEFR,
            icon="globe",
        ),
        Kind(
            "skills",
            "profile.skills",
            _("Add a skill"),
            {"title": _("Skill"), "level": _("How well"), "text": _("Words for it")},
            levels=PRACTICE,
            icon="settings",
        ),
        Kind(
            "interests",
            "profile.interests",
            _("Add an interest"),
            {"title": _("Interest")},
            icon="planned",
        ),
        Kind(
            "links",
            "person.social_profile",
            _("Add a link"),
            {"title": _("What it is"), "link": _("Address")},
            icon="link",
        ),
    )
}
BY_CATEGORY: dict[str, Kind] = {kind.category: kind for kind in KINDS.values()}

"""How the notice's words read on a page, in the language the page is in."""

from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.policy import Policy, parse_period
from ordholden.policy.document.asking import CustomField
from ordholden.policy.notice.speaker import Speaker, lower
from ordholden.tenants import scope


def locale() -> str:
    """The language of this page, if the policy speaks it; else the tenant's own."""
    policy = scope.required().policy
    code = translation.get_language() or policy.locale
    return code if code in policy.locales else policy.locale


def speaker() -> Speaker:
    """Speaks the policy in force in this page's language."""
    return _speaker(scope.required().policy, locale())


@lru_cache(maxsize=128)
def _speaker(policy: Policy, code: str) -> Speaker:
    return Speaker(policy, code)


def capital(text: str) -> str:
    """First letter large: at the head of a line."""
    return text[:1].upper() + text[1:]


def category(key: str) -> str:
    """A category or record set, as the notice calls it."""
    return capital(speaker().category(key, "").text)


def about(key: str) -> str:
    """A category or record set as staff read it: about somebody, not to somebody."""
    found = speaker().phrases.tables["about_somebody"].get(key)
    return capital(str(found)) if found else category(key)


def inside(text: str) -> str:
    """Words of the tenant that began a line, to stand inside a sentence."""
    return lower(text)


def purpose(key: str) -> str:
    """A purpose in the tenant's words."""
    found = scope.required().policy.document.purpose.get(key)
    return found.text[locale()] if found else key


def purposes(policy: Policy, keys: tuple[str, ...]) -> list[str]:
    """Purposes in the tenant's words, each once."""
    return list(dict.fromkeys(purpose(key) for key in keys if key in policy.document.purpose))


def law_of_access(policy: Policy) -> str:
    """The law by which somebody gets to see their data, as a version of the policy cites it."""
    right = policy.document.rights.access
    if right is None or not right.law:
        return ""
    code = locale() if locale() in policy.locales else policy.locale
    return _speaker(policy, code).law("rights.access.law", right.law).text


def law(key: str) -> str:
    """A law by the name readers know it by; "" for none."""
    return speaker().law("", key).text if key else ""


def event(anchor: str) -> str:
    """An event that a period waits for, in words ("you last signed in")."""
    return speaker().phrases.form("anchors", anchor, "event")


def answer(own: CustomField | None, text: str) -> str:
    """An answer in the page's language, where the question offers its answers."""
    if own is None:
        return text
    if own.kind == "yes_no":
        return {"yes": _("Yes"), "no": _("No")}.get(text, text)
    chosen = next((one for one in own.choices if text in one.values()), None)
    return chosen[locale()] if chosen else text


def person_kind(key: str) -> str:
    """A kind of person."""
    return capital(speaker().phrases.of("people", key))


def length(said: str) -> str:
    """A length of time that the policy says as “12 months and 30 days”."""
    parts = [speaker().period("", parse_period(part)).text for part in said.split(" and ")]
    return "".join(run.text for run in speaker().all_of(parts))


def once(anchor: str) -> str:
    """An event that has to happen first, in words ("you have signed in")."""
    return speaker().phrases.form("anchors", anchor, "once")


def either(parts: list[str]) -> str:
    """“a, b or c”."""
    return "".join(run.text for run in speaker().one_of(parts))


def listed(parts: list[str]) -> str:
    """“a, b and c”, all but the first in small letters."""
    small = parts[:1] + [lower(part) for part in parts[1:]]
    return "".join(run.text for run in speaker().all_of(small))


def role(key: str) -> str:
    """A role, as the notice calls it."""
    return speaker().phrases.of("roles", key)


def ground(key: str) -> str:
    """Why something may be handed over, as the notice says it to the person it is about."""
    return capital(speaker().phrases.of("grounds", key).strip(" ,"))


def recipient(key: str) -> str:
    """A recipient by name, or by what it does where the notice names nobody."""
    found = next((one for one in scope.required().policy.recipients() if one.id == key), None)
    if found is None:
        return key
    return found.name or listed([capital(service(one)) for one in found.services])


def service(key: str) -> str:
    """What a processor does for us, as the notice calls it."""
    return speaker().phrases.of("services", key)


def hold_reason(key: str) -> str:
    """Why something is held, as the notice says it."""
    return speaker().phrases.of("hold_reasons", key)


# What a step on the way is called on a line of life.
STEPS = {
    "notify": gettext_lazy("you are told"),
    "ask": gettext_lazy("you are asked"),
    "review": gettext_lazy("we ask ourselves whether it is still needed"),
    "stop_mailing": gettext_lazy("mails stop"),
    "stop_contact": gettext_lazy("contact stops"),
    "restrict": gettext_lazy("only stored"),
    "hide": gettext_lazy("out of sight"),
    "strip": gettext_lazy("most of it is erased"),
    "erase": gettext_lazy("erased"),
    "anonymise": gettext_lazy("counted and erased"),
    "remove_review": gettext_lazy("taken down"),
}


# What will keep the promises that are planned, by the groups of policy/planned.toml.
COMING = {
    "employer reviews": gettext_lazy("reviews of employers"),
    "access log, breaches and alarms": gettext_lazy("access log, security breaches and alarms"),
    "CV database": gettext_lazy("the CV database"),
    "visitors and cookies": gettext_lazy("visitors and cookies"),
    "hand-overs": gettext_lazy("handing data over to others"),
    "applications": gettext_lazy("applications"),
    "job ads, orders and companies": gettext_lazy("job ads, orders and companies"),
    "staffing and employment": gettext_lazy("temporary work and employment"),
    "surveys": gettext_lazy("surveys"),
    "support cases": gettext_lazy("support cases"),
    "rights requests and holds": gettext_lazy("requests about rights, and holds"),
    "storage regions": gettext_lazy("where data may be stored"),
    "registers, imports and sensitive data": gettext_lazy("registers, imports and sensitive data"),
    "job mails, and how mails are used": gettext_lazy("job mails, and how mails are used"),
}


def coming(group: str) -> str:
    """What will keep a planned promise, in the page's language."""
    return capital(str(COMING.get(group, group)))


def action(key: str) -> str:
    """What a step does, in two or three words."""
    return str(STEPS[key])


def seen_by(policy: Policy, category: str) -> list[str]:
    """Who sees a category, as the notice calls them; the person themself is not news."""
    roles = dict.fromkeys(one.role for one in policy.seen_by(category) if one.role != "subject")
    return [role(key) for key in roles]

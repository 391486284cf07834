"""What is switched on has its tables, and what has tables is switched on."""

from collections.abc import Callable, Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.rules.held import asked
from ordholden.policy.rules.places import fault
from ordholden.policy.vocabulary import MODULES, PROMISES

_Has = Callable[[Policy], bool]


def faults(policy: Policy) -> Iterator[Fault]:
    """Modules without what they need, and things said of modules that are off."""
    for index, module in enumerate(policy.document.modules.on):
        for has, what in _NEEDS.get(module, ()):
            if not has(policy):
                yield fault(
                    policy,
                    f"module “{module}” ({MODULES[module]}) is on, but {what}; add it, or switch"
                    " the module off",
                    *("modules", "on", index),
                )
    yield from _off(policy)
    yield from _promises(policy)


def _record(*records: str) -> _Has:
    def has(policy: Policy) -> bool:
        held = frozenset().union(*asked(policy).values())
        return any(policy.record_of(category) in records for category in held)

    return has


def _mail(*words: str) -> _Has:
    return lambda policy: any(word in policy.document.mail for word in words)


def _role(*roles: str) -> _Has:
    return lambda policy: any(see.role in roles for see in policy.document.see)


def _service(*services: str) -> _Has:
    return lambda policy: any(set(services) & set(one.services) for one in policy.recipients())


def _on(module: str) -> _Has:
    return lambda policy: module in policy.modules


_NEEDS: dict[str, tuple[tuple[_Has, str], ...]] = {
    "profiles": ((_record("profile", "person"), "no profile or person is collected"),),
    "applications": ((_record("application"), "nothing of an application is collected"),),
    "job_ads": ((_record("job_ad"), "nothing of a job ad is collected"),),
    "paid_ads": (
        (_record("billing"), "nothing of an order or invoice is collected"),
        (_on("job_ads"), "module “job_ads” is off"),
    ),
    "cv_database": (
        (_role("searching_company"), "no [[see]] entry says what a searching_company sees"),
    ),
    "outside_notes": ((_record("recruiter_note"), "no recruiter_note is collected"),),
    "recruitment_department": (
        (_role("recruitment_department", "recruiter"), "no [[see]] says what a recruiter sees"),
    ),
    "employment": ((_record("employment"), "nothing of an employment is collected"),),
    "screening": ((_record("screening"), "no screening is collected"),),
    "branches": ((_role("branch"), "no [[see]] entry says what a branch sees"),),
    "reviews": (
        (lambda policy: policy.document.reviews is not None, "there is no [reviews] table"),
        (_record("review"), "no review is collected"),
    ),
    "newsletter": ((_mail("newsletter", "campaign"), "there is no [mail.newsletter]"),),
    "job_mail": ((_mail("job_mail"), "there is no [mail.job_mail]"),),
    "push": ((_mail("push"), "there is no [mail.push]"),),
    "surveys": ((_record("survey"), "nothing of a survey is collected"),),
    "visitor_log": ((_record("visit"), "nothing of a visit is collected"),),
    "visitor_counts": ((_record("visit_counts"), "no visit_counts are collected"),),
    "social_publishing": ((_service("social_media"), "no recipient has the service social_media"),),
    "processor": (
        (
            lambda policy: any("processor" in one.kinds for one in policy.recipients()),
            "no recipient is a processor",
        ),
    ),
    "companies": ((_record("company", "company_contact"), "nothing of a company is collected"),),
    "support": ((_record("case"), "nothing of a case is collected"),),
}

# What may be said only when one of these modules is on.
_MAILS = {
    "newsletter": ("newsletter",),
    "campaign": ("newsletter",),
    "job_mail": ("job_mail",),
    "push": ("push",),
    "survey": ("surveys",),
}
_RECORDS = {
    "application": ("applications",),
    "employment": ("employment", "staffing"),
    "screening": ("screening",),
    "recruiter_note": ("outside_notes",),
    "review": ("reviews",),
    "review_case": ("reviews",),
    "cv_view": ("cv_database",),
    "survey": ("surveys",),
    "visit": ("visitor_log",),
    "visit_counts": ("visitor_counts", "visitor_log"),
    "job_ad": ("job_ads", "paid_ads"),
    "billing": ("paid_ads", "companies", "staffing"),
    "company": ("companies", "job_ads", "paid_ads"),
    "company_contact": ("companies", "job_ads", "paid_ads", "staffing", "cv_database"),
    "mailing": ("newsletter", "job_mail", "push"),
    "mailing_use": ("newsletter", "job_mail", "push"),
}


def _off(policy: Policy) -> Iterator[Fault]:
    if policy.document.reviews is not None and "reviews" not in policy.modules:
        yield fault(
            policy,
            "[reviews] stands here while module “reviews” is off; switch it on in modules.on, or"
            " take the table away",
            "reviews",
        )
    for word in policy.document.mail:
        yield from _needs(policy, f"[mail.{word}]", _MAILS.get(word, ()), "mail", word)
    for index, entry in enumerate(policy.document.collect):
        for category in sorted(policy.means(entry.fields)):
            modules = _RECORDS.get(policy.record_of(category), ())
            own = category.startswith("own.")
            found = list(_needs(policy, f"“{category}”", modules, "collect", index))
            if found and not own:
                yield found[0]
                break


def _needs(
    policy: Policy, what: str, modules: tuple[str, ...], *path: str | int
) -> Iterator[Fault]:
    if modules and not set(modules) & policy.modules:
        yield fault(
            policy,
            f"{what} belongs to module {' or '.join(f'“{one}”' for one in modules)}, which is off;"
            " switch it on in modules.on, or take it away",
            *path,
        )


def _promises(policy: Policy) -> Iterator[Fault]:
    for index, one in enumerate(policy.document.promise):
        yield from _needs(
            policy, f"promise “{one.keep}”", PROMISES[one.keep].modules, "promise", index
        )

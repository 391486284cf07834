"""What other systems call the things an ad says."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

# Field of an ad -> names in small letters, the likeliest first.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "profilename", "jobtitle", "tittel", "titel", "positiontitle"),
    "text": (
        "formattedpositiondescription/value",
        *("description", "text", "jobdescription", "formatteddescription", "body", "adtext"),
        *("content", "text_formatted", "beskrivelse", "annoncetekst", "stillingsbeskrivelse"),
    ),
    "employer": (
        *("company", "employer", "businessname", "hiringorganization/name", "entityname"),
        *("organizationname", "employer/name", "company/name", "arbeidsgiver", "author/name"),
    ),
    "reference": ("referencenumber", "reference", "idvalue", "uuid", "id", "partnerjobid"),
    "postal_code": ("postalcode", "postal_code", "post_code", "postcode", "zip", "postnummer"),
    "town": ("city", "addresslocality", "town", "municipality", "post_location", "poststed", "by"),
    "country": ("addresscountry", "country", "countrycode", "land"),
    "deadline": (
        *("validthrough", "deadline", "application_deadline", "applicationdue", "expires"),
        *("expirationdate", "applybydate", "ansoegningsfrist", "soknadsfrist", "enddate"),
    ),
    "employment": ("employmenttype", "jobtype", "extent", "positionschedule", "type"),
    "pay": ("salary", "basesalary", "loen", "lonn"),
    "contact_name": ("contactname", "contact_name", "formattedname", "contact/name"),
    "contact_phone": ("phone", "telephone", "formattednumber", "contact_phone"),
    "contact_email": ("email", "internetemailaddress", "contact_email", "contact/email"),
}
FIELDS = {
    "title": _("Title"),
    "text": _("Text"),
    "employer": _("Employer"),
    "reference": _("Number elsewhere"),
    "postal_code": _("Postal code"),
    "town": _("Town"),
    "country": _("Country"),
    "deadline": _("Last day to apply"),
    "employment": _("Employment"),
    "contact_name": _("Whom one may call"),
    "contact_phone": _("Telephone"),
    "contact_email": _("E-mail address"),
}
_KNOWN = {name: field for field, names in NAMES.items() for name in names}


def field_of(path: str) -> str:
    """The field a path means by its last name, or its last two; "" for none."""
    parts = path.casefold().split("/")
    return _KNOWN.get("/".join(parts[-2:])) or _KNOWN.get(parts[-1], "")


def guess(paths: Iterable[str]) -> dict[str, str]:
    """For each field the likeliest of these paths: the best name, then the least deep."""
    found: dict[str, str] = {}
    ranked = sorted(paths, key=lambda path: (_rank(path), path.count("/"), path))
    for path in ranked:
        field = field_of(path)
        if field in FIELDS:
            found.setdefault(field, path)
    return found


def _rank(path: str) -> int:
    field, parts = field_of(path), path.casefold().split("/")
    names = NAMES.get(field, ())
    both = ("/".join(parts[-2:]), parts[-1])
    return min((names.index(name) for name in both if name in names), default=99)

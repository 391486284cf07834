"""Whoever writes who they are where companies read is warned before it is saved (JI-09).

They may send it all the same: it is masked for those who may not know them (`masking`).
"""

from django.utils.translation import gettext as _

from ordholden.candidates.forms.profile import Profile
from ordholden.cvs.forms import REASON, Month, PartForm
from ordholden.cvs.kinds import WORKPLACE
from ordholden.cvs.review import VALUE, Values
from ordholden.people.models import Person
from ordholden.sourcing import sight, ways
from ordholden.sourcing.masking import Mask
from ordholden.sourcing.spelling import plain
from ordholden.tenants import scope
from ordholden.web.careful import Careful, Warned, is_free

# Numbers of persons are met by every form, whatever companies see.
SILENT = "number"


def hint(form: Careful, name: str) -> str:
    """What stands beside a field that companies read from the start; "" for any other."""
    field = form.fields.get(name)
    if field and is_free(field) and not isinstance(field, Month) and _about(form, name):
        return _("Companies read this: leave out who you are.")
    return ""


def of(form: Careful, name: str, text: str) -> list[Warned]:
    """What in a text for companies says who somebody is."""
    person = _about(form, name)
    if person is None:
        return []
    text = plain(text)
    return [
        Warned(said, _sentence(said, one.what), _advice())
        for one in _mask(person).told(text)
        if one.what != SILENT and (said := text[one.start : one.end].strip())
    ]


def _mask(person: Person) -> Mask:
    """Made once for all fields of what somebody sends."""
    if "cv_mask" not in vars(person):
        vars(person)["cv_mask"] = sight.gather([person.pk], files=False)[person.pk].mask
    found: Mask = vars(person)["cv_mask"]
    return found


def _about(form: Careful, name: str) -> Person | None:
    """Whom a field that companies read is about; None for a field that they do not read."""
    if not isinstance(form, PartForm | Profile | Values):
        return None
    policy = scope.required().policy
    base = ways.anonymous(policy) if ways.has_cvs(policy) else None
    if base is None or name == REASON:
        return None
    category = name.removeprefix(VALUE) if isinstance(form, Values) else name
    if isinstance(form, PartForm):
        category = form.kind.needs.get(name, form.kind.category)
    return form.person if category in base.what - {WORKPLACE} else None


def _sentence(words: str, what: str) -> str:
    named = {
        "name": _("a name"),
        "phone": _("a telephone number"),
        "email": _("an e-mail address"),
        "address": _("an address"),
        "workplace": _("a workplace"),
        "link": _("a link"),
        "handle": _("a name on other pages"),
        "age": _("an age"),
    }
    return _("“%(words)s” may tell who you are (%(what)s).") % {
        "words": words,
        "what": named.get(what, what),
    }


def _advice() -> str:
    return _(
        "Companies read this. As long as you are anonymous we hide such words from them, but it is"
        " better to leave them out. Nothing is saved yet."
    )

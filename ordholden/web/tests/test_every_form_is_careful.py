"""No form in which people are written about is forgotten: each is `Careful`, or stands here."""

import ast
import importlib
import pkgutil

from django import forms

import ordholden
from ordholden.web.careful import Careful, is_free
from tests.harness.code import ours, shown, tree

# Forms whose texts are about nobody, and why. A new one is careful, or is argued for here.
ABOUT_NOBODY = {
    "privacy.views.affected.AskForm": "an address of the net, to look for readings by",
    "applications.forms.board.Move": "a stage",
    "candidates.forms.staff.Search": "a name that is looked for, and not kept",
    "cvs.views.importing.Bring": "is read and thrown away; what is kept is looked through first",
    "companies.forms.CompanyForm": "a firm: a union or a church is one too",
    "companies.forms.OwnCompany": "addresses of a firm's pages",
    "home.demo.views.TurnForm": "the clock of the demo",
    "applications.forms.wording.NameStage": "what a stage is called, the same for everybody",
    "applications.forms.wording.NewStage": "what a stage is called, the same for everybody",
    "applications.forms.wording.WordingForm": "a text to many, before anybody it goes to is known",
    "jobs.forms.AdForm": "a job ad is about a position; the law's questions are refused there",
    "jobs.forms.QuestionForm": "a question of an ad, refused by the law where it is one too many",
    "jobs.forms.SiteForm": "an address of a site",
    "jobs.views.importing.FileForm": "a feed of job ads",
    "jobs.views.importing.MappingForm": "names of fields of a feed",
    "mailings.forms.WriteIssue": "a newsletter, the same for everybody",
    "privacy.views.notices.ReceiptForm": "the code of a receipt",
    "privacy.views.officer.PublishForm": "why a notice changes",
    "sourcing.views.following.Find": "a company's name that is looked for, and not kept",
    "web.looks.SampleForm": "the page of samples",
}
# Signing in: names of devices, codes, passwords, addresses.
SIGNING_IN = "accounts.forms."
# What a view reads from a posted page itself: choices and keys, never a text of somebody's.
CHOICES = {"answer", "by", "category", "chosen", "content", "purpose", "stage", "then", "to"}
CHOICES |= {"List-Unsubscribe"}


def every_form() -> dict[str, type[forms.BaseForm]]:
    """Every form of the rooms, by module and name."""
    for module in pkgutil.walk_packages(ordholden.__path__, "ordholden."):
        if ".tests" not in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, left = {}, [forms.BaseForm]
    while left:
        here = left.pop()
        left += here.__subclasses__()
        name = f"{here.__module__}.{here.__qualname__}"
        if name.startswith("ordholden.") and ".tests." not in name:
            found[name.removeprefix("ordholden.")] = here
    return found


def test_every_form_people_write_in_is_careful() -> None:
    known = every_form()
    forgotten = [
        name
        for name, form in known.items()
        if not issubclass(form, Careful)
        and name not in ABOUT_NOBODY
        and not name.startswith(SIGNING_IN)
        and any(is_free(field) for field in form.base_fields.values())
    ]
    assert not forgotten, "derive these from ordholden.web.careful.Careful"
    assert not [name for name in ABOUT_NOBODY if name not in known]
    assert not [name for name in ABOUT_NOBODY if issubclass(known[name], Careful)]


def test_no_form_makes_free_fields_past_the_seam() -> None:
    """A form that makes its fields as it goes is careful, or makes none that are free."""
    making = {"CharField", "field_for", "FileField", "Upload", "Lines"}
    careful = {name for name, form in every_form().items() if issubclass(form, Careful)}
    met = {name.rpartition(".")[2] for name in {*careful, *ABOUT_NOBODY}} | EXEMPT
    wrong = []
    for path in ours(".py"):
        if shown(path) == "ordholden/accounts/forms.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and "form" in _bases(node):
                made = {_name(c.func) for c in ast.walk(node) if isinstance(c, ast.Call)}
                if made & making and node.name not in met:
                    wrong.append(f"{shown(path)}: {node.name}")
    assert not wrong


EXEMPT = {"Statistics", "TeamForm"}  # choices for numbers alone; colleagues


def test_no_view_takes_a_text_past_the_forms() -> None:
    taken = []
    for path in ours(".py"):
        for node in ast.walk(tree(path)):
            if key := _posted(node):
                taken.append((shown(path), key))
    assert not [(where, key) for where, key in taken if key not in CHOICES]


def _bases(node: ast.ClassDef) -> str:
    return " ".join(_name(base).lower() for base in node.bases)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _posted(node: ast.AST) -> str:
    """The key by which something is read from `request.POST`; "" for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        asked = node.func.attr in ("get", "getlist") and _name(node.func.value) == "POST"
        key = node.args[0] if asked and node.args else None
    elif isinstance(node, ast.Subscript) and _name(node.value) == "POST":
        key = node.slice
    else:
        return ""
    return str(key.value) if isinstance(key, ast.Constant) else ""

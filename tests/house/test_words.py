"""Words on the screen stand in the code as they stand in the translations, or none is found."""

import ast

from ordholden.policy.leaves import planned
from ordholden.privacy import words
from tests.harness.code import ours, shown, tree

GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
COUNTED = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}


def made_up(module: ast.Module) -> list[int]:
    """Lines on which something is translated that was put together first."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            wanted = 2 if name in COUNTED else 1
            wanted += "pgettext" in name
            if name in GETTEXT | COUNTED and any(map(_put_together, node.args[:wanted])):
                found.append(node.lineno)
    return found


def _put_together(said: ast.expr) -> bool:
    if isinstance(said, ast.Call):
        return getattr(said.func, "attr", "") in ("format", "format_map", "join", "replace")
    return isinstance(said, ast.JoinedStr | ast.BinOp)


def test_what_is_translated_is_not_put_together_first():
    faults = [
        f"{shown(path)}:{line}: translate the sentence with %(names)s, then fill it in"
        for path in ours(".py")
        for line in made_up(tree(path))
    ]
    assert not faults


def test_every_way_of_putting_a_sentence_together_is_seen():
    bad = (
        '_(f"Hello {name}")',
        '_("Hello %s" % name)',
        '_("Hello {}".format(name))',
        'gettext("Hello " + name)',
        'ngettext("one", f"{n} of them", n)',
        'pgettext("greeting", f"Hello {name}")',
    )
    assert [made_up(ast.parse(code)) for code in bad] == [[1]] * len(bad)
    good = '_("Hello %(name)s") % {"name": f"{first} {last}"}; ngettext("one", "more", a + b)'
    assert made_up(ast.parse(good)) == []


def test_whatever_is_planned_has_a_name_to_be_shown_by():
    assert set(planned().values()) - set(words.COMING) == set()

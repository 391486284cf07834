"""An undefined variable in a template of ours fails the test that renders it."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2] / "ordholden"


class UndefinedVariable(AssertionError):
    """A page asked for something its view did not give."""


class Strict(str):
    """Stands in for Django's `string_if_invalid`; asked to show a missing variable, it raises.

    Templates of other packages are theirs: they show nothing, as they do in production.
    """

    __slots__ = ()

    def __new__(cls) -> "Strict":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: Any) -> str:
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template or context.template
        origin = str(template.origin.name)
        if origin.startswith(str(ROOT)):
            raise UndefinedVariable(f"{{{{ {variable} }}}} is undefined in {origin}")
        return ""

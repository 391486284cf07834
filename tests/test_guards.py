"""Rules about the whole code base. Each fails with the name of what broke it."""

import ast
import os
import re
import shlex

import pytest
from django.template.engine import Engine

from tests.harness import code
from tests.harness.code import ROOT, ours, shown, texts, tracked, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# The clock itself; nobody else may ask what time it is.
CLOCK = (
    "ordholden/tenants/clock.py",
    "ordholden/tenants/walls.py",
    # An authenticator app goes by the wall, and the demo shows what it would show.
    "ordholden/home/demo/views.py",
)
TENANTS = r"jobindex|jobconnection|workwithus|jt ?works|aktiv ?bemanning"
REGISTRIES = r"pypi\.org|pythonhosted|index-url|extra-index|find-links|registry\.npmjs|/simple\b"
SQL_TIME = (
    r"(?<![\w.])now\(\)|\bCURRENT_(DATE|TIME|TIMESTAMP)\b|\bLOCALTIME(STAMP)?\b"
    r"|\b(clock|statement|transaction)_timestamp\b"
)
WALL_CLOCKS = {
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
PERSONAL = {"email", "phone", "password", "subject", "body", "text", "person", "first_name", "html"}


def test_no_file_is_too_long_to_see():
    written = [path for path in ours(".py", tests=True) if "migrations" not in path.parts]
    lengths = {shown(path): len(path.read_bytes().splitlines()) for path in written}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}


def test_no_function_is_too_long_to_see():
    long = []
    for path in ours(".py", tests=True):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{shown(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not long


def test_everybody_asks_one_clock():
    asked = []
    for path in ours(".py"):
        if shown(path) not in CLOCK:
            asked += [f"{shown(path)}:{line}: {what}" for line, what in _wall_clocks(tree(path))]
    for path in ours(".html", ".txt"):
        if re.search(r"{%\s*now\b", path.read_text(encoding="utf-8")):
            asked.append(f"{shown(path)}: {{% now %}}")
    assert not asked


def _wall_clocks(module: ast.Module):
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            # timezone.localdate(moment) reads the moment, not the clock.
            given = node.args and node.func.attr.startswith("local")
            if (name, node.func.attr) in WALL_CLOCKS and not given:
                yield node.lineno, f"{name}.{node.func.attr}()"
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield node.value.lineno, node.arg
    for text in texts(module):
        if found := re.search(SQL_TIME, text.value, re.IGNORECASE):
            yield text.lineno, found[0]


def test_no_tenant_stands_in_the_code():
    named = []
    for path in ours(".py", ".html", ".css", ".js", ".txt", ".toml", ".po"):
        if "demo" in shown(path):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(TENANTS, line, re.IGNORECASE):
                named.append(f"{shown(path)}:{number}: {line.strip()[:80]}")
    assert not named


def test_no_package_registry_and_no_machine_is_named():
    named = []
    for path in tracked():
        if path.name == "test_guards.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for found in re.finditer(rf"{REGISTRIES}|{re.escape(str(ROOT))}/", text):
            named.append(f"{shown(path)}: {found[0]}")
    assert not named


def test_nobody_logs_people():
    logged = []
    for path in ours(".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _is_log_call(node):
                words = {_last_name(part) for part in node.args[1:]}
                if words & PERSONAL or not isinstance(node.args[0], ast.Constant):
                    logged.append(f"{shown(path)}:{node.lineno}: {words & PERSONAL}")
    assert not logged


def _is_log_call(node: ast.Call) -> bool:
    called = node.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in ("debug", "info", "warning", "error", "exception", "critical")
        and getattr(called.value, "id", "") in ("logger", "log", "logging")
    )


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_every_template_is_used():
    written = "\n".join(path.read_text(encoding="utf-8") for path in ours(".py", ".html", ".txt"))
    quoted = set(re.findall(r'"[\w/.-]+"', written))
    unused = []
    for path in ours(".html", ".txt"):
        name = shown(path).partition("/templates/")[2]
        if name and name not in written and not _has_another_home(name):
            # A letter is named without its ending; a part may be named by its last word.
            whole = name.rpartition(".")[0]
            if not {f'"{whole}"', f'"{whole.rpartition("/")[2]}"'} & quoted:
                unused.append(shown(path))
    assert not unused


def _has_another_home(name: str) -> bool:
    """Whether a library or Django asks for the template by this name."""
    if re.fullmatch(r"\d{3}(_csrf)?\.html", name):
        return True
    loaders = Engine.get_default().template_loaders
    origins = [str(origin) for loader in loaders for origin in loader.get_template_sources(name)]
    return any(
        os.path.exists(each) and not each.startswith(str(ROOT / "ordholden")) for each in origins
    ) or name.startswith("django/forms/")


def _commands_in(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"(?:^ *|`)((?:[A-Z_]+=\S+ )*bin/[a-z]+[^\n`#]*)", text, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/running.md", "STYLE.md"])
def test_commands_that_are_written_down_exist(page):
    from config import cli

    found = _commands_in(page)
    assert found
    for command in found:
        words = [word for word in shlex.split(command) if not re.match(r"[A-Z_]+=", word)]
        assert os.access(ROOT / words[0], os.X_OK), command
        if words[0] == "bin/ordholden" and words[1:2] not in ([], ["policy"], ["--help"]):
            words = [word for word in words[1:] if word not in (">", "…")]
            cli._parser().parse_args([word for word in words if not word.startswith("docs/")])


def test_imports_keep_their_directions():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


def test_the_guards_see_the_code():
    assert len(ours(".py")) > 50
    assert code.shown(ROOT / "manage.py") in map(shown, tracked())

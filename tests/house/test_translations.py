"""Words on the screen: found in code and templates, and complete in every language."""

import pytest

from config import translations

PYTHON = 'from x import gettext as _\nname = _("Your name")\n'
TEMPLATE = (
    '{% load i18n %}{% translate "Sign in" %}'
    "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"
)
SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Your name"
msgstr "Dit navn"

msgid "Hello %(name)s"
msgstr ""

msgid "Good bye"
msgstr "Farvel"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "BASE", tmp_path)
    monkeypatch.setattr(translations, "LANGUAGES", ("da",))
    room = tmp_path / "ordholden" / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "views.py").write_text(PYTHON, encoding="utf-8")
    (room / "templates" / "room" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    path = translations.source("da")
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_what_is_missing_and_what_is_left_over_is_named(project):
    assert translations.faults() == [
        "da: no translation of 'Sign in'",
        "da: no translation of 'Hello %(name)s'",
        "da: 'Good bye' is no longer used",
    ]


def test_an_update_keeps_translations_and_drops_what_is_not_used(project):
    translations.update()

    text = project.read_text(encoding="utf-8")
    assert 'msgstr "Dit navn"' in text
    assert 'msgid "Sign in"' in text
    assert "Good bye" not in text
    assert translations.update() is None
    assert project.read_text(encoding="utf-8") == text


def test_a_newer_translation_is_compiled(project):
    translations.compile_stale()
    compiled = project.with_suffix(".mo")

    assert b"Dit navn" in compiled.read_bytes()
    before = compiled.stat().st_mtime_ns
    translations.compile_stale()
    assert compiled.stat().st_mtime_ns == before

"""The harness itself bites: each mistake it is there for fails."""

import socket
import warnings

import pytest
from django.db import ProgrammingError, connection
from django.template import Context, Engine, Template

from tests.harness.network import NetworkIsClosed
from tests.harness.templates import ROOT, Strict, UndefinedVariable


def test_other_machines_cannot_be_reached():
    with socket.socket() as tried, pytest.raises(NetworkIsClosed, match=r"192\.0\.2\.1:80"):
        tried.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


@pytest.mark.parametrize(
    ("name", "fails"), [(f"{ROOT}/web/page.html", True), ("/lib/a.html", False)]
)
def test_an_undefined_variable_fails_in_a_template_of_ours(name, fails):
    engine = Engine(string_if_invalid=Strict())
    template = Template("{% if nothing %}{% endif %}Hello {{ nobody.name }}", engine=engine)
    template.origin.name = name
    if fails:
        with pytest.raises(UndefinedVariable, match=r"nobody\.name"):
            template.render(Context())
    else:
        assert template.render(Context()) == "Hello "


def test_a_warning_is_a_failure():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


@pytest.mark.django_db
def test_tests_have_no_more_rights_than_the_program():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        assert cursor.fetchone() == ("ordholden_app", "off")
        with pytest.raises(ProgrammingError, match="must be owner"):
            cursor.execute("ALTER TABLE tenants_tenant DISABLE ROW LEVEL SECURITY")

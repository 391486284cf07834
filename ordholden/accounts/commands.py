"""`bin/ordholden staff …`: let the first people of a business in."""

import argparse
import sys

from ordholden.accounts import actions, emails
from ordholden.accounts.models import Membership
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this room's commands to the program's command line."""
    staff = commands.add_parser("staff", help="invite a tenant's own people")
    verbs = staff.add_subparsers(metavar="VERB", required=True)
    invite = verbs.add_parser("invite", help="print a link with which somebody starts working")
    invite.add_argument("--tenant", required=True, metavar="SLUG")
    invite.add_argument("--email", required=True, metavar="ADDRESS")
    invite.add_argument(
        "--role", default=Membership.Role.ADMINISTRATOR.value, choices=Membership.Role.values
    )
    invite.add_argument("--mail", action="store_true", help="send the link by mail as well")
    invite.set_defaults(run=_invite)


def _invite(arguments: argparse.Namespace) -> int:
    tenant = Tenant.objects.filter(slug=arguments.tenant).first()
    if tenant is None:
        return _refuse(f"There is no tenant named {arguments.tenant}.")
    if "@" not in arguments.email.strip("@"):
        return _refuse("That is no e-mail address.")
    with at_home(tenant):
        invitation = actions.invite(arguments.email, arguments.role, post=arguments.mail)
        print(emails.invitation_url(invitation))
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1

"""Who is reading, and what for: everything a line of the log says about the reader."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ordholden.accounts.adapters import SIGN_IN
from ordholden.accounts.models import User
from ordholden.kit.errors import NotPossible
from ordholden.reading import seeing
from ordholden.tenants import scope

MASS = 500  # documents or cards within an hour; more is an alarm (S-81)


class NotRead(NotPossible):
    """The reading was refused: the notice gives this reader no purpose for it, or it is stopped."""

    refuses_reading = True


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody of the tenant's own people, with their roles, at work for one purpose; or somebody
    at a company, to whom the person opened what is read.

    role: the one by which they read. behalf: the grant, if it is the operator who reads.
    agreed: whoever made this reader has seen that the person's consent stands (`sourcing.ways`).
    """

    user_id: UUID | None
    roles: frozenset[str]
    role: str
    purpose: str
    channel: str = "page"
    request_id: UUID
    session_id: UUID | None = None
    behalf: str = ""
    agreed: bool = False

    def as_json(self) -> str:
        """What the database's functions take."""
        return json.dumps(
            {
                "actor": self.user_id and str(self.user_id),
                "role": self.role,
                "purpose": self.purpose,
                "channel": self.channel,
                "request": str(self.request_id),
                "session": self.session_id and str(self.session_id),
                "behalf": self.behalf,
                "policy": scope.required().policy_id,
                "most": MASS,
            }
        )

    def reading(self, categories: Iterable[str], *hows: str) -> "Reader":
        """The same, in the role that the notice lets read these categories.

        Raises NotRead when it lets none of their roles read one of them for this purpose, or in
        another way than `hows` (any, if none is given).
        """
        policy, role = scope.required().policy, ""
        for category in categories:
            way = seeing.how(policy, self.roles, self.purpose, category, agreed=self.agreed)
            if not way or (hows and way not in hows):
                raise NotRead(_("The notice gives your work no purpose for reading this."))
            role = (
                role
                or (self.behalf and self.role)
                or (self.agreed and self.role)
                or seeing.role_for(policy, self.roles, self.purpose, category)
            )
        if not role:
            raise NotRead(_("The notice gives your work no purpose for reading this."))
        return replace(self, role=role)


def reader(request: HttpRequest, roles: Collection[str], purpose: str) -> Reader:
    """Who makes this request, at work for a purpose."""
    assert isinstance(request.user, User)
    # One number for everything that one request reads.
    number = vars(request).setdefault("reading_id", uuid4())
    sign_in = request.session.get(SIGN_IN)
    return Reader(
        user_id=request.user.pk,
        roles=frozenset(roles),
        role="",
        purpose=purpose,
        request_id=number,
        session_id=UUID(sign_in) if sign_in else None,
    )

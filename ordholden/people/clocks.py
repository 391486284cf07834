"""What moves a person's clocks: one closed table. What is not in it moves nothing.

The notices count from “last contact”, “last log-in” and “last activity”, which look alike and are
not. A mass mail, an import or a nightly job must never prolong anybody's data.
"""

from enum import StrEnum


class Clock(StrEnum):
    """The columns of `Person` that tell when something last happened."""

    LAST_CONTACT = "last_contact_at"
    LAST_LOGIN = "last_login_at"
    LAST_ACTIVITY = "last_activity_at"


class Event(StrEnum):
    """Everything that can happen between a person and a tenant, as far as clocks are concerned."""

    # the person does something
    SIGN_IN = "sign_in"
    SAVE = "save"
    APPLY = "apply"
    ANSWER = "answer"
    FROM_SUBJECT = "from_subject"
    # one employee turns to this one person
    ONE_TO_ONE = "one_to_one"
    # nobody turns to anybody: the eight channels that leave every clock alone
    BULK_MAIL = "bulk_mail"
    SERVICE_MAIL = "service_mail"
    MAIL_OPENED = "mail_opened"
    IMPORT = "import"
    MERGE = "merge"
    STAFF_EDIT = "staff_edit"
    STAFF_VIEW = "staff_view"
    SYSTEM = "system"


_NOTHING: frozenset[Clock] = frozenset()

# An application and an answer come from the person individually: they are contact as well (JC-53).
MOVES: dict[Event, frozenset[Clock]] = {
    Event.SIGN_IN: frozenset({Clock.LAST_LOGIN, Clock.LAST_ACTIVITY}),
    Event.SAVE: frozenset({Clock.LAST_ACTIVITY}),
    Event.APPLY: frozenset({Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
    Event.ANSWER: frozenset({Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
    Event.FROM_SUBJECT: frozenset({Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
    Event.ONE_TO_ONE: frozenset({Clock.LAST_CONTACT}),
    Event.BULK_MAIL: _NOTHING,
    Event.SERVICE_MAIL: _NOTHING,
    Event.MAIL_OPENED: _NOTHING,
    Event.IMPORT: _NOTHING,
    Event.MERGE: _NOTHING,
    Event.STAFF_EDIT: _NOTHING,
    Event.STAFF_VIEW: _NOTHING,
    Event.SYSTEM: _NOTHING,
}

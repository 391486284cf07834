"""What candidates, teams and the clock do with applications."""

from ordholden.applications.actions.applying import (
    Draft,
    address_confirmed,
    begin,
    has_applied,
    save,
    send,
    withdraw,
)
from ordholden.applications.actions.ending import (
    delete,
    end_recruitment,
    grant_wishes,
    reopen_recruitment,
)
from ordholden.applications.actions.moving import ChangedMeanwhile, move, stages_of
from ordholden.applications.actions.planning import plan_end
from ordholden.applications.actions.talking import (
    answer_request,
    ask_for_more,
    note,
    write_message,
    write_to_team,
)

__all__ = [
    "ChangedMeanwhile",
    "Draft",
    "address_confirmed",
    "answer_request",
    "ask_for_more",
    "begin",
    "delete",
    "end_recruitment",
    "grant_wishes",
    "has_applied",
    "move",
    "note",
    "plan_end",
    "reopen_recruitment",
    "save",
    "send",
    "stages_of",
    "withdraw",
    "write_message",
    "write_to_team",
]

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
from ordholden.applications.actions.meeting import (
    call_off,
    no_time_fits,
    propose,
    remind,
    take_time,
)
from ordholden.applications.actions.moving import ChangedMeanwhile, move, stages_of
from ordholden.applications.actions.planning import plan_end
from ordholden.applications.actions.referring import (
    ask_for_references,
    correct_referee,
    forget_referee,
    name_referee,
    speak,
)
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
    "ask_for_references",
    "begin",
    "call_off",
    "correct_referee",
    "delete",
    "end_recruitment",
    "forget_referee",
    "grant_wishes",
    "has_applied",
    "move",
    "name_referee",
    "no_time_fits",
    "note",
    "plan_end",
    "propose",
    "remind",
    "reopen_recruitment",
    "save",
    "send",
    "speak",
    "stages_of",
    "take_time",
    "withdraw",
    "write_message",
    "write_to_team",
]

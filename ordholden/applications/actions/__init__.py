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
from ordholden.applications.actions.staging import (
    MIDDLE,
    add_stage,
    name_stage,
    remove_stage,
    shift_stage,
)
from ordholden.applications.actions.talking import (
    answer_request,
    ask_for_more,
    note,
    write_message,
    write_to_team,
)
from ordholden.applications.actions.wording import fill_in, keep_wording, wordings_for

__all__ = [
    "MIDDLE",
    "ChangedMeanwhile",
    "Draft",
    "add_stage",
    "address_confirmed",
    "answer_request",
    "ask_for_more",
    "ask_for_references",
    "begin",
    "call_off",
    "correct_referee",
    "delete",
    "end_recruitment",
    "fill_in",
    "forget_referee",
    "grant_wishes",
    "has_applied",
    "keep_wording",
    "move",
    "name_referee",
    "name_stage",
    "no_time_fits",
    "note",
    "plan_end",
    "propose",
    "remind",
    "remove_stage",
    "reopen_recruitment",
    "save",
    "send",
    "shift_stage",
    "speak",
    "stages_of",
    "take_time",
    "withdraw",
    "wordings_for",
    "write_message",
    "write_to_team",
]

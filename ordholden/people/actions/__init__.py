"""Everything that changes a person, under the names other rooms use: `people.actions.touch(…)`.

`persons`: who and in which state · `events`: what rules count from · `details`: what was
collected · `statistics`: what goes in and comes out as numbers only.
"""

from ordholden.people.actions.details import (
    SEVERAL,
    NotCollected,
    add_detail,
    is_collected,
    is_protected,
    save_detail,
    text_of,
)
from ordholden.people.actions.events import (
    begin_relation,
    close_process,
    end_employment,
    end_relation,
    fulfil_agreement,
    fulfil_duties,
    open_process,
    start_employment,
)
from ordholden.people.actions.persons import (
    begin_erasing,
    change_contact,
    choose_language,
    confirm,
    deregister,
    end_role,
    give_role,
    lift_restriction,
    local_today,
    note_account,
    note_subscription,
    note_told,
    register,
    restrict,
    touch,
)
from ordholden.people.clocks import Event

__all__ = [
    "SEVERAL",
    "Event",
    "NotCollected",
    "add_detail",
    "begin_erasing",
    "begin_relation",
    "change_contact",
    "choose_language",
    "close_process",
    "confirm",
    "deregister",
    "end_employment",
    "end_relation",
    "end_role",
    "fulfil_agreement",
    "fulfil_duties",
    "give_role",
    "is_collected",
    "is_protected",
    "lift_restriction",
    "local_today",
    "note_account",
    "note_subscription",
    "note_told",
    "open_process",
    "register",
    "restrict",
    "save_detail",
    "start_employment",
    "text_of",
    "touch",
]

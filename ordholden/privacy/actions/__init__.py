"""Everything that changes what privacy keeps. Pages, mails, terminal and clock all come here."""

from ordholden.privacy.actions.consents import (
    allow_mail,
    ask,
    confirm,
    give_consent,
    refuse_consent,
    stop_mail,
    use_consent,
    withdraw_consent,
)
from ordholden.privacy.actions.disclosing import Receiver, hand_over, hand_over_once
from ordholden.privacy.actions.holds import (
    approve_hold,
    may_approve,
    release_hold,
    renew_hold,
    set_hold,
)
from ordholden.privacy.actions.limits import decide, lift, object_to, restrict, take_back
from ordholden.privacy.actions.notices import publish, show_notice
from ordholden.privacy.actions.persons import answer_review, delete_profile
from ordholden.privacy.lifeline import kept_by_law
from ordholden.privacy.sinks import confirm as confirm_processor
from ordholden.privacy.sinks import follow_up
from ordholden.privacy.sweep import nightly, sweep

__all__ = [
    "Receiver",
    "allow_mail",
    "answer_review",
    "approve_hold",
    "ask",
    "confirm",
    "confirm_processor",
    "decide",
    "delete_profile",
    "follow_up",
    "give_consent",
    "hand_over",
    "hand_over_once",
    "kept_by_law",
    "lift",
    "may_approve",
    "nightly",
    "object_to",
    "publish",
    "refuse_consent",
    "release_hold",
    "renew_hold",
    "restrict",
    "set_hold",
    "show_notice",
    "stop_mail",
    "sweep",
    "take_back",
    "use_consent",
    "withdraw_consent",
]

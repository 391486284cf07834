"""What people and the clock do with ads."""

from ordholden.jobs.actions.alerts import mail_everybody, save_search
from ordholden.jobs.actions.running import end, end_overdue, pause, publish, renew
from ordholden.jobs.actions.showing import count_contact
from ordholden.jobs.actions.writing import Refused, choose_team, write, write_for

__all__ = [
    "Refused",
    "choose_team",
    "count_contact",
    "end",
    "end_overdue",
    "mail_everybody",
    "pause",
    "publish",
    "renew",
    "save_search",
    "write",
    "write_for",
]

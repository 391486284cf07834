"""An interview as calendars understand it (iCalendar, RFC 5545)."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from ordholden.applications.models import Interview
from ordholden.kit import clock


def invitation(interview: Interview, *, url: str) -> bytes:
    """The file for one's own calendar. It names the position and nobody: a calendar is often
    shared. url: the page that says the rest to whoever may see it."""
    made = Calendar()
    made.add("prodid", "-//Ordholden//interviews//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{interview.pk}@interviews")
    event.add("dtstamp", clock.now())
    event.add("sequence", interview.version)
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    said = _("Interview: %(title)s") % {"title": interview.application.title}
    event.add("summary", said)
    event.add("location", interview.place)
    event.add("url", url)
    called_off = interview.state == Interview.State.CANCELLED
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", timedelta(hours=-1))
    event.add_component(alarm)
    made.add_component(event)
    return bytes(made.to_ical())

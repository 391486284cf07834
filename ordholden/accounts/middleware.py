"""Keeps the list of sign-ins true when a session gets a new key."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from ordholden.accounts.actions import follow_session
from ordholden.accounts.adapters import KEY_THEN, SIGN_IN


def follow_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: Django renews a session's key when a password changes. “Sign out there” must
    still find that session, so its sign-in is told the new key.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        if session.modified and session.session_key:
            sign_in = session.get(SIGN_IN)
            if sign_in and session.get(KEY_THEN) != session.session_key:
                session[KEY_THEN] = session.session_key
                follow_session(sign_in, session.session_key)
        return response

    return middleware

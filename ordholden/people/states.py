"""The life of a person's row: five states, and the only steps between them.

When the row is gone there is no state: nothing is left that could have one.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """pending: not yet confirmed by the person. restricted: stored, used for nothing but what the
    law allows (GDPR art. 18). kept: erased but for what a law obliges to keep. erasing: hidden
    from everybody, about to be removed.
    """

    PENDING = "pending", _("waiting to be confirmed")
    ACTIVE = "active", _("active")
    RESTRICTED = "restricted", _("restricted")
    KEPT = "kept", _("kept by law alone")
    ERASING = "erasing", _("being erased")


STEPS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.ACTIVE, State.RESTRICTED, State.KEPT, State.ERASING}),
    State.ACTIVE: frozenset({State.RESTRICTED, State.KEPT, State.ERASING}),
    # Lifting a restriction goes back to where the person was.
    State.RESTRICTED: frozenset({State.PENDING, State.ACTIVE, State.ERASING}),
    State.KEPT: frozenset({State.ERASING}),
    State.ERASING: frozenset(),
}

# The states the sweep may act on by itself: a restriction also stops automatic erasure, because
# the person may need the data (art. 18(1)(b)-(c)).
SWEPT: tuple[State, ...] = (State.PENDING, State.ACTIVE)


def may_become(now: str, then: State) -> bool:
    """Whether a person in state `now` may go straight to `then`."""
    return then in STEPS[State(now)]

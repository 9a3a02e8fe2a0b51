"""What other apps did that moves an application: the charter was signed, a member was noted by hand, an
answer was changed at the meeting."""

from typing import Any

from essaim.accounts.models import User
from essaim.clubs.models import Club

from . import actions


def hear(*, actor: User | None, verb: str, subject: Any, club: Club | None = None, **_details: Any) -> None:
    """Listener of `kernel.hooks.journaled`."""
    if club is None:
        return
    if verb == "charter.sign":
        actions.charter_signed(club=club, organization=subject.organization)
    elif verb == "meetings.answer":
        actions.answered_elsewhere(attendance=subject)
    elif verb in ("clubs.admit", "clubs.come_back"):
        actions.admitted_by_hand(club=club, organization=subject.organization, actor=actor)

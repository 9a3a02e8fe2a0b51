"""What is written to someone from outside who asks for a place."""

from django.utils import translation

from essaim.accounts import mails

from ..models import PlaceRequest
from ..place_links import place_url


def please_confirm(request: PlaceRequest, *, moment: float) -> None:
    """One press more, and the place is kept. `moment`: when it was asked, so that it may be asked again later."""
    club = request.meeting.club
    with translation.override(request.language):
        mails.send(
            template_prefix="meetings/email/please_confirm",
            address=request.email,
            context={"user": request, "meeting": request.meeting, "club": club, "place_url": place_url(request)},
            key=f"meetings.please_confirm:{request.pk}:{moment}",
            club=club,
            reply_to=club.email,
        )

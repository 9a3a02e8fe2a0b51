"""Who may see what. Getters give the object, or 404; a link that does not hold is a refusal that says so."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club, get_club_to_run

from . import links
from .models import Campaign, Recipient


def get_campaign_to_run(request: HttpRequest, club_slug: str, pk: int) -> Campaign:
    """A campaign of the club, for its organisers."""
    club = get_club_to_run(request, club_slug)
    campaign = get_object_or_404(Campaign.objects.select_related("meeting"), club=club, pk=pk)
    campaign.club = club
    return campaign


def get_recipient_to_run(request: HttpRequest, club_slug: str, pk: int, recipient_pk: int) -> Recipient:
    campaign = get_campaign_to_run(request, club_slug, pk)
    recipient = get_object_or_404(campaign.recipients.select_related("organization"), pk=recipient_pk)
    recipient.campaign = campaign
    return recipient


def get_invitation(request: HttpRequest, club_slug: str, token: str) -> Recipient:
    """The invitation that a link names, in its own club. Raises `Refusal` when the link does not hold."""
    pk = links.read_invitation_token(token)
    club = get_club(request, club_slug)
    rows = Recipient.objects.select_related(
        "campaign__meeting__municipality", "campaign__meeting__host", "organization"
    )
    recipient = rows.filter(club=club, pk=pk, forgotten_at=None).first()
    if recipient is None:
        raise links.damaged()
    recipient.club = recipient.campaign.club = club
    return recipient

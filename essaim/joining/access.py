"""Who may see what. Getters give the object, or 404; a link that does not hold is a refusal that says so."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from essaim.accounts.access import person
from essaim.accounts.models import User
from essaim.clubs.access import get_club, get_club_to_run
from essaim.clubs.enums import Visibility
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.kernel.errors import Refusal

from . import charter, links
from .enums import ApplicationState
from .models import Application, Campaign, Recipient
from .queries.trail import Reader


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


def invitation_or_none(request: HttpRequest, club: Club, token: str) -> Recipient | None:
    """The invitation of a link given besides something else: a link that does not hold is left aside."""
    try:
        return get_invitation(request, club.slug, token) if token else None
    except Refusal:
        return None


def get_application_by_link(request: HttpRequest, club_slug: str, token: str) -> Application:
    """The application that a link names, in its own club. Raises `Refusal` when the link does not hold."""
    pk = links.read_trail_token(token)
    club = get_club(request, club_slug)
    application = Application.objects.select_related("organization").filter(club=club, pk=pk).first()
    if application is None:
        raise links.damaged()
    application.club = club
    return application


def candidate_of(request: HttpRequest, application: Application) -> Reader:
    """Whoever holds the link speaks for the candidate, and for nobody else, signed in or not."""
    user = request.user if isinstance(request.user, User) and request.user == application.user else None
    return Reader(user=user, is_candidate=True)


def get_application(request: HttpRequest, club_slug: str, pk: int) -> tuple[Application, Reader]:
    """An application of the club, for its members and for who asked; and their parts in it."""
    club = get_club(request, club_slug)
    application = get_object_or_404(Application.objects.select_related("organization"), club=club, pk=pk)
    application.club = club
    user = person(request)
    standing = request.standing  # type: ignore[attr-defined]
    is_candidate = application.user_id == user.pk
    hidden = application.state == ApplicationState.NEW and not standing.is_organiser
    if not is_candidate and (not standing.is_member or hidden):
        raise Http404
    return application, Reader(user, standing, list(own_members(user, club)), is_candidate)


def act_address(application: Application, word: str, token: str) -> str:
    if token:
        return reverse("joining:act_by_link", args=[application.club.slug, token, word])
    return reverse("joining:act", args=[application.club.slug, application.pk, word])


def may_choose_sponsor(application: Application, reader: Reader) -> bool:
    """A club may keep the list of its members for them: then its organisers choose whom to ask."""
    return application.club.directory_visibility == Visibility.PUBLIC or reader.standing.is_member


def charter_url(application: Application) -> str:
    """Where the charter is signed."""
    return charter.address(application.club)

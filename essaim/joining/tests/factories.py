"""Campaigns, recipients and applications, made short."""

from itertools import count

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization

from ..enums import ApplicationState, CampaignState, RecipientState
from ..models import Application, ApplicationEvent, Campaign, Recipient

_numbers = count(1)


def make_campaign(club: Club, **fields) -> Campaign:
    """A campaign that has left, unless its state is told."""
    state = fields.get("state", CampaignState.RUNNING)
    values = {
        "club": club, "title": "Première rencontre", "subject": "{structure}, venez", "words": "Bonjour {prenom},",
        "state": state, "launched_at": None if state == CampaignState.DRAFT else timezone.now(),
    }  # fmt: skip
    return Campaign.objects.create(**values | fields)


def make_recipient(
    campaign: Campaign, organization: Organization | None = None, *, sent: bool = False, **fields
) -> Recipient:
    """A structure picked; `sent`: the message has reached it."""
    number = next(_numbers)
    address = f"s{number}@example.org"
    values = {"organization": organization or make_organization(f"Structure invitée {number}", email=address)}
    if sent:
        values |= {
            "state": RecipientState.SENT, "asked": 1, "asked_at": timezone.now(), "email": address,
            "name": "Karim Delobelle",
        }  # fmt: skip
    return Recipient.objects.create(club=campaign.club, campaign=campaign, **values | fields)


def make_application(club: Club, organization: Organization | None = None, **fields) -> Application:
    """An application that looks for a sponsor, unless its state is told."""
    number = next(_numbers)
    values = {
        "club": club, "name": "Karim Delobelle", "email": f"karim{number}@example.org", "why": "Des vélos à prêter.",
        "organization": organization or make_organization(f"Candidate {number}"), "state": ApplicationState.SEEKING,
        "confirmed_at": timezone.now(),
    }  # fmt: skip
    application = Application.objects.create(**values | fields)
    ApplicationEvent.objects.create(club=club, application=application, verb="apply", after=ApplicationState.NEW)
    return application

"""What every writer of campaigns does first: hold the row, look at its state."""

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..enums import CAMPAIGN_VERBS, CampaignState
from ..models import Campaign


def locked(campaign: Campaign) -> Campaign:
    """Read the campaign again and hold its row until the transaction ends."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("club", "meeting").get(pk=campaign.pk)
    row.club = campaign.club
    return row


def turned(campaign: Campaign, verb: str) -> str:
    """The state a verb leads to, or a refusal."""
    starts, state = CAMPAIGN_VERBS[verb]
    if campaign.state in starts:
        return state
    sentences = {
        CampaignState.DRAFT: _("Cette campagne n'est pas encore partie."),
        CampaignState.RUNNING: _("Cette campagne est déjà en route."),
        CampaignState.STOPPED: _("Cette campagne est arrêtée. Reprenez-la d'abord."),
    }
    raise Refusal(sentences[CampaignState(campaign.state)], code="state")

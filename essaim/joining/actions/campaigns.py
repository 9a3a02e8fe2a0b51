"""Making a campaign, writing its message, stopping it."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Meeting

from .. import words
from ..enums import CampaignState
from ..models import Campaign
from .common import locked, turned


@transaction.atomic
def create_campaign(*, club: Club, title: str, actor: User | None, meeting: Meeting | None = None) -> Campaign:
    """A draft. Refuses an empty title; with a meeting and no title, it takes the meeting's."""
    title = " ".join(title.split()) or (meeting.title if meeting else "")
    if not title:
        raise Refusal(_("Donnez un nom à cette campagne : vous seuls le lirez."), code="no_title", field="title")
    if meeting and meeting.club_id != club.pk:
        raise Refusal(_("Cette rencontre est celle d'un autre club."), code="other_club", field="meeting")
    campaign = Campaign.objects.create(club=club, title=title[:120], meeting=meeting, author=actor)
    journaled.tell(actor=actor, verb="joining.create_campaign", subject=campaign, club=club, details={})
    return campaign


@transaction.atomic
def write(*, campaign: Campaign, subject: str, words_: str, meeting: Meeting | None, actor: User | None) -> Campaign:
    """Keep the message. Refuses unknown merge fields (field `subject` or `words`), and a campaign that has left: what
    some have read is not written again."""
    campaign = locked(campaign)
    if campaign.state != CampaignState.DRAFT:
        raise Refusal(_("Le message est parti : il ne change plus. Faites une autre campagne."), code="state")
    if meeting and meeting.club_id != campaign.club_id:
        raise Refusal(_("Cette rencontre est celle d'un autre club."), code="other_club", field="meeting")
    subject, body = " ".join(subject.split()), words_.replace("\r\n", "\n").strip()
    words.check(subject, with_meeting=meeting is not None, field="subject")
    words.check(body, with_meeting=meeting is not None, field="words")
    campaign.subject, campaign.words, campaign.meeting = subject, body, meeting
    campaign.save(update_fields=["subject", "words", "meeting", "updated_at"])
    journaled.tell(actor=actor, verb="joining.write", subject=campaign, club=campaign.club, details={})
    return campaign


@transaction.atomic
def delete_campaign(*, campaign: Campaign, actor: User | None) -> None:
    """Throw a draft away. One that has left stays: it is what the club said, to whom."""
    campaign = locked(campaign)
    if campaign.state != CampaignState.DRAFT:
        raise Refusal(_("Cette campagne est partie : elle reste. Vous pouvez l'arrêter."), code="state")
    journaled.tell(actor=actor, verb="joining.delete_campaign", subject=campaign, club=campaign.club, details={})
    campaign.delete()


def stop(*, campaign: Campaign, actor: User | None) -> Campaign:
    """Nothing more leaves: neither to those picked, nor a reminder. Links already sent still work."""
    return _turn("stop", campaign, actor)


def resume(*, campaign: Campaign, actor: User | None) -> Campaign:
    return _turn("resume", campaign, actor)


@transaction.atomic
def _turn(verb: str, campaign: Campaign, actor: User | None) -> Campaign:
    campaign = locked(campaign)
    campaign.state = turned(campaign, verb)
    campaign.save(update_fields=["state", "updated_at"])
    journaled.tell(actor=actor, verb=f"joining.{verb}", subject=campaign, club=campaign.club, details={})
    return campaign

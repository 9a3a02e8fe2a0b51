"""A campaign: one message, written once, to many structures."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.enums import Answer
from essaim.meetings.models import Meeting
from essaim.organizations.models import Organization, Representation

from ..enums import MOST_REMINDERS, CampaignState, RecipientState


class Campaign(Dated):
    """`subject` and `words` hold merge fields in braces (`joining.words`). `reminders` counts those sent."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="campaigns")
    title = models.CharField(_("Nom de la campagne"), max_length=120)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="campaigns",
        verbose_name=_("Rencontre où l'on invite"),
    )  # fmt: skip
    subject = models.CharField(_("Objet"), max_length=150, blank=True)
    words = models.TextField(_("Message"), max_length=4000, blank=True)
    state = models.CharField(max_length=7, choices=CampaignState, default=CampaignState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    launched_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="joining_campaign_state"),
            models.CheckConstraint(condition=~Q(title=""), name="joining_campaign_titled"),
            models.CheckConstraint(condition=Q(reminders__lte=MOST_REMINDERS), name="joining_campaign_reminders"),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT) | (~Q(subject="") & ~Q(words="") & Q(launched_at__isnull=False)),
                name="joining_campaign_written",
            ),
        ]
        indexes = [models.Index(fields=["club", "-created_at"], name="joining_campaign_club")]

    def __str__(self) -> str:
        return self.title


class Recipient(Dated):
    """A structure in a campaign: picked, then written to at `email`, the address of the person `name`.

    Address and name are copied when the message leaves; before, those of the structure's page are shown. `asked` is
    how many messages were queued: the invitation, then at most two reminders.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    # Who was added to the structure's page from here, so as to be written to.
    contact = models.ForeignKey(Representation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=8, choices=RecipientState, default=RecipientState.PICKED)
    asked = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(_("Un mot"), max_length=300, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "campaign", "organization"], name="joining_recipient_once"),
            models.UniqueConstraint(
                "club", "campaign", Lower("email"), condition=~Q(email=""), name="joining_recipient_address_once"
            ),
            models.CheckConstraint(condition=Q(state__in=RecipientState.values), name="joining_recipient_state"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="joining_recipient_answer"),
            models.CheckConstraint(condition=Q(asked__lte=1 + MOST_REMINDERS), name="joining_recipient_asked"),
            models.CheckConstraint(
                condition=Q(state__in=[RecipientState.PICKED, RecipientState.SHARED, RecipientState.REFUSED])
                | Q(asked__gt=0, asked_at__isnull=False),
                name="joining_recipient_asked_at",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="joining_recipient_state"),
            models.Index(fields=["club", "organization"], name="joining_recipient_club"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.campaign}"

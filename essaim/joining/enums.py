"""States of a campaign and of the message to each structure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    RUNNING = "running", _("Partie")
    STOPPED = "stopped", _("Arrêtée")


# The life of a campaign: verb → the states it starts from, and the one it leads to.
CAMPAIGN_VERBS: dict[str, tuple[set[str], str]] = {
    "send": ({CampaignState.DRAFT, CampaignState.RUNNING}, CampaignState.RUNNING),
    "remind": ({CampaignState.RUNNING}, CampaignState.RUNNING),
    "stop": ({CampaignState.RUNNING}, CampaignState.STOPPED),
    "resume": ({CampaignState.STOPPED}, CampaignState.RUNNING),
}


class RecipientState(models.TextChoices):
    """What became of the message to one structure. What its people answered is said apart."""

    PICKED = "picked", _("Choisie, rien n'est parti")
    QUEUED = "queued", _("En route")
    SENT = "sent", _("Reçue")
    BOUNCED = "bounced", _("Adresse qui ne répond pas")
    FAILED = "failed", _("Pas partie")
    REFUSED = "refused", _("Ne veut plus être invitée")
    SHARED = "shared", _("Même adresse qu'une autre structure")


# What the outbox tells (kernel.hooks.mail_settled) → the state it leads to.
OUTCOMES = {
    "sent": RecipientState.SENT,
    "failed": RecipientState.FAILED,
    "bounced": RecipientState.BOUNCED,
    "refused": RecipientState.REFUSED,
}
MOST_REMINDERS = 2

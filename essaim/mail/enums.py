"""The life of a message: queued → sending → sent, or back to queued after a failure, until it is given up.

held → gathered: it waited for the person's digest, and left within it. sent → bounced: it came back.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    QUEUED = "queued", _("En attente")
    SENDING = "sending", _("En cours d'envoi")
    SENT = "sent", _("Parti")
    FAILED = "failed", _("Abandonné")
    UNSURE = "unsure", _("Peut-être parti")  # its worker died with its machine while it was leaving
    BOUNCED = "bounced", _("Revenu")
    HELD = "held", _("Gardé pour le récapitulatif")
    GATHERED = "gathered", _("Dans un récapitulatif")
    REFUSED = "refused", _("Désabonné")  # the person had unsubscribed: it did not leave


class IncomingState(models.TextChoices):
    TAKEN = "taken", _("Traité")
    UNCLAIMED = "unclaimed", _("À lire")  # nobody of the house expected it: a person reads it
    FAILED = "failed", _("À revoir")  # what takes it failed: it stays in the mailbox, flagged
    READ = "read", _("Lu")


class Rhythm(models.TextChoices):
    """When gathered news reach a person."""

    AT_ONCE = "at_once", _("Au fil de l'eau, une par une")
    DAILY = "daily", _("Un récapitulatif chaque matin")
    WEEKLY = "weekly", _("Un récapitulatif le lundi matin")

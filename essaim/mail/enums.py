"""The life of a message: queued → sending → sent, or back to queued after a failure, until it is given up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    QUEUED = "queued", _("En attente")
    SENDING = "sending", _("En cours d'envoi")
    SENT = "sent", _("Parti")
    FAILED = "failed", _("Abandonné")
    REFUSED = "refused", _("Désabonné")  # the person had unsubscribed: it did not leave

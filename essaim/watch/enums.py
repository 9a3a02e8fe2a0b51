"""What a structure says of a call, why not, and how often it is written to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verdict(models.TextChoices):
    """What a structure says of a call. Any of them may follow any other: one changes one's mind."""

    INTERESTED = "interested", _("Ça nous intéresse")
    LATER = "later", _("Plus tard")
    NO = "no", _("Pas pour nous")


class Reason(models.TextChoices):
    """Why not. All but the last teach the score (`engine.lessons`)."""

    TOO_BIG = "too_big", _("Trop gros pour nous")
    TOO_FAR = "too_far", _("Trop loin")
    TRADE = "trade", _("Pas notre métier")
    TIME = "time", _("Pas le temps d'ici là")
    NOT_ELIGIBLE = "not_eligible", _("Nous n'y avons pas droit")
    OTHER = "other", pgettext_lazy("reason", "Autre raison")


class Rhythm(models.TextChoices):
    """How often the calls that are new or changed are sent to a person."""

    WEEKLY = "weekly", _("Chaque lundi")
    DAILY = "daily", _("Chaque jour, quand il y a du nouveau")
    NEVER = "never", _("Jamais")


LATER_DAYS = 7  # « plus tard » hides a call for so long
KEPT_FROM = 35  # scores below are not kept
KEPT_MOST = 80  # scores of a structure
TOLD_FROM = 55  # scores that a message tells
TOLD_MOST = 8  # new calls in a message

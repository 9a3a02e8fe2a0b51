"""What can be asked of a seating plan, and how one came to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WishKind(models.TextChoices):
    APART = "apart", _("À des tables différentes")
    TOGETHER = "together", _("À la même table")
    TABLE = "table", _("Reste à une table")
    ACCESSIBLE = "accessible", _("À une table facile d'accès")
    ROUNDS = "rounds", _("Là pour quelques tours seulement")


PAIRS = {WishKind.APART, WishKind.TOGETHER}


class Origin(models.TextChoices):
    COMPOSED = "composed", _("composé")
    ADAPTED = "adapted", _("adapté à qui est là")
    BY_HAND = "by_hand", _("modifié à la main")


MOST_ROUNDS = 12
MOST_TABLES = 60
MOST_PEOPLE = 400

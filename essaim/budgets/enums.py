"""Choices of a budget."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .engine import IndirectRule


class Funding(models.TextChoices):
    """Where an income stands; any may follow any other, funders change their minds. Refused money counts no more."""

    OWN = "own", _("Nous l'avons")
    ASKED = "asked", pgettext_lazy("funding", "Demandé")
    GRANTED = "granted", _("Accordé")
    REFUSED = "refused", _("Refusé")


class Indirect(models.TextChoices):
    """`engine.IndirectRule`, in words."""

    NONE = IndirectRule.NONE.value, _("Pas de coûts indirects")
    DIRECT = IndirectRule.DIRECT.value, _("Un forfait sur tous les coûts directs")
    PERSONNEL = IndirectRule.PERSONNEL.value, _("Un forfait sur les frais de personnel (64)")
    REAL = IndirectRule.REAL.value, _("Au réel, ligne par ligne")

"""How long a paper holds, who reads it, what was read in its file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """What ends the validity of a paper (domain.md §5.4)."""

    CHANGED = "changed", _("jusqu'à ce qu'elle change")
    MONTHS = "months", _("un nombre de mois après son émission")
    END = "end", _("jusqu'à la date qu'elle porte")
    EXERCISE = "exercise", _("un nombre de mois après la fin de l'exercice")
    OWN = "own", _("jusqu'à la date qu'elle porte, si elle en porte une")


COUNTED = (Rule.MONTHS, Rule.EXERCISE)  # these need a number of months


class Visibility(models.TextChoices):
    REPRESENTATIVES = "representatives", _("Les personnes qui représentent la structure")
    NAMED = "named", _("Elles, et les personnes que je nomme")


class Condition(models.TextChoices):
    """What opening the file told."""

    READABLE = "readable", _("lisible")
    ENCRYPTED = "encrypted", _("protégé par un mot de passe")
    UNREADABLE = "unreadable", _("illisible")


class Signature(models.TextChoices):
    """What the file says of itself: a signature by hand on a scan is seen by nobody here."""

    UNKNOWN = "unknown", _("sans champ de signature")
    MISSING = "missing", _("champ de signature vide")
    SIGNED = "signed", _("signé électroniquement")


class PaperState(models.TextChoices):
    MISSING = "missing", _("Manque")
    EXPIRED = "expired", _("Périmée")
    UNUSABLE = "unusable", _("À remplacer")
    ENDING = "ending", _("Finit bientôt")
    VALID = "valid", _("Valable")

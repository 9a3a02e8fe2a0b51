"""What a new version of the charter asks of those who signed the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    MINOR = "minor", _("Une retouche : les membres sont informés, leur signature reste bonne")
    MAJOR = "major", _("Un vrai changement : chaque structure signe de nouveau")

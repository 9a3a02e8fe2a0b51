"""Kinds of territories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutlineKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Commune")
    INTERMUNICIPALITY = "intermunicipality", _("Intercommunalité")
    DEPARTMENT = "department", _("Département")


class FormerKind(models.TextChoices):
    """What became of a commune that is no longer one."""

    DELEGATED = "delegated", _("Commune déléguée")
    ASSOCIATED = "associated", _("Commune associée")
    BOROUGH = "borough", _("Arrondissement municipal")
    MERGED = "merged", _("Ancienne commune")

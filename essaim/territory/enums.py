"""Kinds of territories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutlineKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Commune")
    INTERMUNICIPALITY = "intermunicipality", _("Intercommunalité")
    DEPARTMENT = "department", _("Département")

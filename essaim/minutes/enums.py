"""How a decision was taken, the life of minutes and of an action."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("En cours d'écriture")
    PUBLISHED = "published", _("Publié")


class Method(models.TextChoices):
    """How it was decided."""

    CONSENSUS = "consensus", _("Tout le monde d'accord")
    CONSENT = "consent", _("Sans objection")
    VOTE = "vote", _("Par un vote")
    CHARGE = "charge", _("Par qui en a la charge")


class ActionState(models.TextChoices):
    OPEN = "open", _("À faire")
    DONE = "done", _("Faite")
    DROPPED = "dropped", _("Abandonnée")


# The life of an action: verb → the states it starts from, and the one it leads to.
ACTION_VERBS: dict[str, tuple[set[str], str]] = {
    "finish": ({ActionState.OPEN}, ActionState.DONE),
    "drop": ({ActionState.OPEN}, ActionState.DROPPED),
    "reopen": ({ActionState.DONE, ActionState.DROPPED}, ActionState.OPEN),
}


class Met(models.TextChoices):
    """How many people one met for the first time."""

    NONE = "none", _("Personne de nouveau")
    FEW = "few", _("Une ou deux personnes")
    SOME = "some", _("Trois à cinq")
    MANY = "many", _("Plus de cinq")


ENOUGH = 5  # answers to a review: below, nothing of them is shown to anyone

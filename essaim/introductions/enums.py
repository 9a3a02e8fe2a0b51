"""The life of an introduction, and what comes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntroductionState(models.TextChoices):
    OPEN = "open", _("Attend une réponse")
    ACCEPTED = "accepted", _("D'accord pour se parler")
    DECLINED = "declined", _("Pas cette fois")
    WITHDRAWN = "withdrawn", _("Retirée")
    MET = "met", _("Se sont vus")


# verb → the states it starts from, and the one it leads to.
INTRODUCTION_VERBS: dict[str, tuple[set[str], str]] = {
    "accept": ({IntroductionState.OPEN}, IntroductionState.ACCEPTED),
    "decline": ({IntroductionState.OPEN}, IntroductionState.DECLINED),
    "withdraw": ({IntroductionState.OPEN}, IntroductionState.WITHDRAWN),
    "meet": ({IntroductionState.ACCEPTED, IntroductionState.MET}, IntroductionState.MET),
}


class Outcome(models.TextChoices):
    IDEA = "idea", _("Une idée")
    HELP = "help", _("Un coup de main")
    PROJECT = "project", _("Un projet commun")
    NOTHING = "nothing", _("Rien pour l'instant, et c'est très bien")

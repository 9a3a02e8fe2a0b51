"""States of a theme and of a meeting, answers to an invitation, places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThemeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposé")
    CHOSEN = "chosen", _("Retenu")
    TREATED = "treated", _("Traité")
    SET_ASIDE = "set_aside", _("Mis de côté")


class MeetingState(models.TextChoices):
    PREPARING = "preparing", _("En préparation")
    ANNOUNCED = "announced", _("Annoncée")
    HELD = "held", _("Passée")
    CANCELLED = "cancelled", _("Annulée")


# The life of a meeting: verb → the states it starts from, and the one it leads to.
MEETING_VERBS: dict[str, tuple[set[str], str]] = {
    "announce": ({MeetingState.PREPARING}, MeetingState.ANNOUNCED),
    "close": ({MeetingState.ANNOUNCED}, MeetingState.HELD),
    "cancel": ({MeetingState.PREPARING, MeetingState.ANNOUNCED}, MeetingState.CANCELLED),
}


class Answer(models.TextChoices):
    """What a person answered; nothing yet is an answer too."""

    NONE = "none", _("Sans réponse")
    YES = "yes", _("Vient")
    MAYBE = "maybe", _("Peut-être")
    NO = "no", _("Ne vient pas")


class Seat(models.TextChoices):
    """Whether a person who comes has a place in the room."""

    NONE = "none", _("Sans place")
    HELD = "held", _("Place gardée")
    WAITING = "waiting", _("Sur la liste d'attente")


class AttendeeKind(models.TextChoices):
    MEMBER = "member", _("Membre")
    PROSPECT = "prospect", _("Structure invitée")
    GUEST = "guest", _("Accompagne quelqu'un")
    SPEAKER = "speaker", _("Intervient")

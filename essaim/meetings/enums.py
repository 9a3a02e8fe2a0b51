"""States of a theme and of a meeting, answers to an invitation, places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThemeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposé")
    CHOSEN = "chosen", _("Retenu")
    TREATED = "treated", _("Traité")
    SET_ASIDE = "set_aside", _("Mis de côté")


# The life of a theme: verb → the states it starts from, and the one it leads to. A treated theme may come back.
THEME_VERBS: dict[str, tuple[set[str], str]] = {
    "choose": ({ThemeState.PROPOSED, ThemeState.TREATED, ThemeState.SET_ASIDE}, ThemeState.CHOSEN),
    "treat": ({ThemeState.PROPOSED, ThemeState.CHOSEN}, ThemeState.TREATED),
    "set_aside": ({ThemeState.PROPOSED, ThemeState.CHOSEN}, ThemeState.SET_ASIDE),
    "reopen": ({ThemeState.CHOSEN, ThemeState.TREATED, ThemeState.SET_ASIDE}, ThemeState.PROPOSED),
}


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


class Choice(models.TextChoices):
    """What a person answers to one date of a poll."""

    YES = "yes", _("Oui")
    MAYBE = "maybe", _("Si besoin")
    NO = "no", _("Non")


class TalkState(models.TextChoices):
    PROPOSED = "proposed", _("Envisagée")
    ASKED = "asked", _("Demandée")
    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Déclinée")
    GIVEN = "given", _("A eu lieu")


# The life of a talk: verb → the states it starts from, and the one it leads to.
TALK_VERBS: dict[str, tuple[set[str], str]] = {
    "ask": ({TalkState.PROPOSED, TalkState.DECLINED}, TalkState.ASKED),
    "accept": ({TalkState.PROPOSED, TalkState.ASKED, TalkState.DECLINED}, TalkState.ACCEPTED),
    "decline": ({TalkState.PROPOSED, TalkState.ASKED, TalkState.ACCEPTED}, TalkState.DECLINED),
    "give": ({TalkState.ACCEPTED}, TalkState.GIVEN),
}


class Audience(models.TextChoices):
    """Who may open a document of a meeting; each includes those before."""

    MEMBERS = "members", _("Les membres du club")
    INVITED = "invited", _("Les membres et les personnes invitées")
    PUBLIC = "public", _("Tout le monde")


class ReplyOutcome(models.TextChoices):
    """What became of a calendar's reply."""

    TAKEN = "taken", _("Prise en compte")
    COUNTER = "counter", _("Autre date proposée")
    REFUSED = "refused", _("Écartée")


class Lift(models.TextChoices):
    """What a person who comes says of the journey."""

    NONE = "", _("Je me débrouille")
    OFFER = "offer", _("J'ai des places dans ma voiture")
    SEEK = "seek", _("Je cherche une place")


MOST_GUESTS = 3  # that one person brings along

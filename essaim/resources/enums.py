"""Kinds of means, who they are lent to and how, and the life of a booking."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(models.TextChoices):
    ROOM = "room", _("Salle")
    VEHICLE = "vehicle", _("Véhicule")
    EQUIPMENT = "equipment", _("Matériel")
    MACHINE = "machine", _("Machine")
    PREMISES = "premises", _("Locaux")
    SKILL = "skill", _("Compétence, heures de travail")
    STORAGE = "storage", _("Stockage")


class ResourceState(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    PUBLISHED = "published", _("Au catalogue")
    WITHDRAWN = "withdrawn", _("Retiré du catalogue")


RESOURCE_VERBS: dict[str, tuple[set[str], str]] = {
    "publish": ({ResourceState.DRAFT, ResourceState.WITHDRAWN}, ResourceState.PUBLISHED),
    "withdraw": ({ResourceState.PUBLISHED}, ResourceState.WITHDRAWN),
}


class Step(models.TextChoices):
    """How a means is booked: hours told to the quarter, mornings and afternoons, or whole days."""

    HOUR = "hour", _("À l'heure")
    HALF_DAY = "half_day", _("À la demi-journée")
    DAY = "day", _("À la journée")


class Audience(models.TextChoices):
    MEMBERS = "members", _("Membres du club")
    PARTNERS = "partners", _("Partenaires")
    PUBLIC = "public", _("Autres")


class Terms(models.TextChoices):
    FREE = "free", _("Gratuit")
    SHARE = "share", _("Participation aux frais")
    HOURS = "hours", _("Contre des heures")


class BookingState(models.TextChoices):
    WAITING = "waiting", _("Sur la liste d'attente")
    OFFERED = "offered", _("Proposée, à confirmer")
    REQUESTED = "requested", _("Demandée")
    APPROVED = "approved", _("Accordée")
    HANDED_OVER = "handed_over", _("En cours")
    RETURNED = "returned", _("Rendue")
    DECLINED = "declined", _("Refusée")
    CANCELLED = "cancelled", _("Annulée")
    LAPSED = "lapsed", _("Sans suite")


# Those that keep the means from others: each has its units in `Hold`, the others have none.
HOLDING = (BookingState.OFFERED, BookingState.REQUESTED, BookingState.APPROVED, BookingState.HANDED_OVER)
# Over, whatever comes.
ENDED = (BookingState.RETURNED, BookingState.DECLINED, BookingState.CANCELLED, BookingState.LAPSED)

# verb → the states it starts from, and the one it leads to. A booking begins `approved` where the owner need not
# agree, else `requested`, or `waiting`.
BOOKING_VERBS: dict[str, tuple[set[str], str]] = {
    "offer": ({BookingState.WAITING}, BookingState.OFFERED),
    "accept": ({BookingState.OFFERED}, BookingState.APPROVED),
    "accept_and_ask": ({BookingState.OFFERED}, BookingState.REQUESTED),
    "approve": ({BookingState.REQUESTED}, BookingState.APPROVED),
    "decline": ({BookingState.REQUESTED}, BookingState.DECLINED),
    "ask_again": ({BookingState.REQUESTED, BookingState.APPROVED}, BookingState.REQUESTED),
    "cancel": (
        {BookingState.WAITING, BookingState.OFFERED, BookingState.REQUESTED, BookingState.APPROVED},
        BookingState.CANCELLED,
    ),
    "lapse": ({BookingState.WAITING, BookingState.OFFERED, BookingState.REQUESTED}, BookingState.LAPSED),
    "hand_over": ({BookingState.APPROVED}, BookingState.HANDED_OVER),
    "take_back": ({BookingState.APPROVED, BookingState.HANDED_OVER}, BookingState.RETURNED),
}


class HandoverKind(models.TextChoices):
    OUT = "out", _("Remise")
    BACK = "back", pgettext_lazy("means", "Retour")


class Shape(models.TextChoices):
    GOOD = "good", _("En bon état")
    WORN = "worn", _("Des traces, sans gêne")
    DAMAGED = "damaged", _("Abîmé ou incomplet")

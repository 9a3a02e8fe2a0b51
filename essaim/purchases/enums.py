"""The life of a purchase and of a commitment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PurchaseState(models.TextChoices):
    PREPARING = "preparing", _("En préparation")
    OPEN = "open", _("Ouvert")
    MISSED = "missed", _("Seuil non atteint")
    CONFIRMING = "confirming", _("À confirmer")
    ORDERED = "ordered", _("Commandé")
    DELIVERED = "delivered", _("Livré")
    DONE = "done", _("Terminé")
    CANCELLED = "cancelled", _("Annulé sans frais")


_S = PurchaseState
# Verb → the states it starts from, and the one it leads to.
PURCHASE_VERBS: dict[str, tuple[set[str], str]] = {
    "open": ({_S.PREPARING}, _S.OPEN),
    "close": ({_S.OPEN}, _S.CONFIRMING),
    "miss": ({_S.OPEN, _S.CONFIRMING}, _S.MISSED),
    "extend": ({_S.OPEN, _S.MISSED, _S.CONFIRMING}, _S.OPEN),
    "fall_back": ({_S.OPEN, _S.MISSED, _S.CONFIRMING}, _S.OPEN),
    "cancel": ({_S.PREPARING, _S.OPEN, _S.MISSED, _S.CONFIRMING}, _S.CANCELLED),
    "order": ({_S.CONFIRMING}, _S.ORDERED),
    "deliver": ({_S.ORDERED}, _S.DELIVERED),
    "finish": ({_S.DELIVERED}, _S.DONE),
}
# Until the order, one may leave without cost.
WITHDRAWABLE = (_S.OPEN, _S.CONFIRMING, _S.MISSED)
BOUGHT = (_S.ORDERED, _S.DELIVERED, _S.DONE)


class PurchaseKind(models.TextChoices):
    GOODS = "goods", _("Un bien")
    SERVICE = "service", _("Un service")


class Basis(models.TextChoices):
    """What a tier, or a condition, counts."""

    UNITS = "units", _("la quantité commandée")
    PARTICIPANTS = "people", _("le nombre de structures")


class CommitmentState(models.TextChoices):
    COMMITTED = "committed", _("Engagée")
    CONFIRMED = "confirmed", _("Confirmée")
    OUT = "out", _("Hors de la commande")
    WITHDRAWN = "withdrawn", _("Retirée")


COMMITMENT_VERBS: dict[str, tuple[set[str], str]] = {
    "commit": ({CommitmentState.COMMITTED, CommitmentState.WITHDRAWN, CommitmentState.OUT}, CommitmentState.COMMITTED),
    "confirm": ({CommitmentState.COMMITTED}, CommitmentState.CONFIRMED),
    "withdraw": ({CommitmentState.COMMITTED, CommitmentState.CONFIRMED}, CommitmentState.WITHDRAWN),
    # Extended, or with another offer: what was confirmed is to be confirmed anew.
    "unconfirm": ({CommitmentState.CONFIRMED}, CommitmentState.COMMITTED),
    "come_back": ({CommitmentState.OUT}, CommitmentState.COMMITTED),
    "leave_out": ({CommitmentState.COMMITTED, CommitmentState.CONFIRMED}, CommitmentState.OUT),
}
ALIVE = (CommitmentState.COMMITTED, CommitmentState.CONFIRMED)

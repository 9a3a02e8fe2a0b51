"""Where a line of the accounts comes from, the life of a statement, the life of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    BOOKING = "booking", _("Prêt")
    TYPED = "typed", _("Coup de main")
    CORRECTION = "correction", _("Correction")
    PAYMENT = "payment", _("Règlement")


class StatementState(models.TextChoices):
    PROPOSED = "proposed", _("Proposé")
    HALF = "half", _("D'accord d'un côté")
    AGREED = "agreed", _("D'accord des deux côtés")
    SETTLED = "settled", _("Réglé")
    DISPUTED = "disputed", _("À revoir ensemble")
    WITHDRAWN = "withdrawn", _("Retiré")


# Of a pair, one at a time.
OPEN_STATEMENTS = (StatementState.PROPOSED, StatementState.HALF, StatementState.AGREED, StatementState.DISPUTED)

# verb → the states it starts from, and the one it leads to. Nothing to pay: the second agreement ends it.
STATEMENT_VERBS: dict[str, tuple[set[str], str]] = {
    "agree_first": ({StatementState.PROPOSED}, StatementState.HALF),
    "agree": ({StatementState.HALF}, StatementState.AGREED),
    "settle": ({StatementState.AGREED}, StatementState.SETTLED),
    "dispute": ({StatementState.PROPOSED, StatementState.HALF}, StatementState.DISPUTED),
    "propose_again": ({StatementState.DISPUTED}, StatementState.PROPOSED),
    "withdraw": ({StatementState.PROPOSED, StatementState.HALF, StatementState.DISPUTED}, StatementState.WITHDRAWN),
}


class Payment(models.TextChoices):
    TRANSFER = "transfer", _("Virement")
    CHEQUE = "cheque", _("Chèque")
    CASH = "cash", _("Espèces")
    CARD = "card", _("Carte")
    NOTHING = "nothing", _("Rien à payer")


class AgreementKind(models.TextChoices):
    EQUIPMENT = "equipment", _("Prêt de matériel ou de véhicule")
    PREMISES = "premises", _("Mise à disposition d'un local")
    STAFF = "staff", _("Prêt de personnel sans but lucratif")


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("À compléter")
    TO_SIGN = "to_sign", _("À signer")
    HALF = "half", _("Signée d'un côté")
    SIGNED = "signed", _("Signée")
    DROPPED = "dropped", _("Abandonnée")


# `rework` opens it again: what is made next is another version, that both sign.
AGREEMENT_VERBS: dict[str, tuple[set[str], str]] = {
    "make": ({AgreementState.DRAFT}, AgreementState.TO_SIGN),
    "rework": ({AgreementState.TO_SIGN, AgreementState.HALF}, AgreementState.DRAFT),
    "sign_first": ({AgreementState.TO_SIGN}, AgreementState.HALF),
    "sign": ({AgreementState.HALF}, AgreementState.SIGNED),
    "sign_on_paper": ({AgreementState.TO_SIGN, AgreementState.HALF}, AgreementState.SIGNED),
    "drop": ({AgreementState.DRAFT, AgreementState.TO_SIGN, AgreementState.HALF}, AgreementState.DROPPED),
}


class DocumentKind(models.TextChoices):
    AGREEMENT = "agreement", _("La convention")
    RIDER = "rider", _("L'avenant au contrat de travail")
    SIGNED = "signed", _("La convention signée")

"""Where a line of the accounts comes from, and the life of a statement."""

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

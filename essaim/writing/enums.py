"""The life of a proposed change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    OPEN = "open", _("En discussion")
    ACCEPTED = "accepted", _("Reprise dans le texte")
    DECLINED = "declined", _("Écartée")
    WITHDRAWN = "withdrawn", _("Retirée")


# Verb → the states it starts from, and the one it leads to.
PROPOSAL_VERBS: dict[str, tuple[set[str], str]] = {
    "accept": ({ProposalState.OPEN}, ProposalState.ACCEPTED),
    "decline": ({ProposalState.OPEN}, ProposalState.DECLINED),
    "withdraw": ({ProposalState.OPEN}, ProposalState.WITHDRAWN),
}

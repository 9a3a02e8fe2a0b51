"""The budget of a dossier, what is to leave, what left."""

from essaim.budgets.models import Budget
from essaim.dossiers.models import Dossier

from ..models import Attachment, DossierBudget, FilePlan, Sending


def dossier_of(budget: Budget) -> Dossier | None:
    """The dossier of a budget, read once for each budget in hand."""
    known = getattr(budget, "known_dossier", False)
    if known is False:
        row = DossierBudget.objects.select_related("dossier__club", "dossier__handed_to").filter(budget=budget).first()
        known = row.dossier if row else None
        budget.known_dossier = known  # type: ignore[attr-defined]
    return known  # type: ignore[return-value]


def file_plan_of(dossier: Dossier) -> FilePlan | None:
    return FilePlan.objects.filter(dossier=dossier).first()


def attachments_of(dossier: Dossier) -> list[Attachment]:
    return list(Attachment.objects.filter(dossier=dossier))


def sending_of(dossier: Dossier) -> Sending | None:
    return Sending.objects.filter(dossier=dossier).prefetch_related("proofs").first()

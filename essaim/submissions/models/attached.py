"""The budget of a dossier."""

from django.db import models

from essaim.budgets.models import Budget
from essaim.clubs.models import Club
from essaim.dossiers.models import Dossier
from essaim.kernel.models import Dated


class DossierBudget(Dated):
    """One budget a dossier. Its parties have as key the key of the partner."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="attached_budget")
    budget = models.OneToOneField(Budget, on_delete=models.CASCADE, related_name="attached_dossier")

    def __str__(self) -> str:
        return str(self.dossier)

"""The papers that a dossier asks for, and what was given; its budget."""

from .attached import DossierBudget
from .checklist import AskedPaper, DirectPaper, GivenPaper

__all__ = ["AskedPaper", "DirectPaper", "DossierBudget", "GivenPaper"]

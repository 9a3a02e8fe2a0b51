"""The papers that a dossier asks for, and what was given; its budget; what is sent, what follows."""

from .after import Indicator, IndicatorValue, Outcome, Payment, Question, ReportDue
from .attached import DossierBudget
from .checklist import AskedPaper, DirectPaper, GivenPaper
from .sending import Attachment, FilePlan, Proof, Sending

__all__ = [
    "AskedPaper", "Attachment", "DirectPaper", "DossierBudget", "FilePlan", "GivenPaper", "Indicator",
    "IndicatorValue", "Outcome", "Payment", "Proof", "Question", "ReportDue", "Sending",
]  # fmt: skip

"""What is typed about papers, what leaves and what follows. Amounts are typed in euros, kept in cents."""

from .after import AnswerForm, CountForm, IndicatorForm, OutcomeForm, PaymentForm, QuestionForm, ReportForm
from .papers import AskForm, DirectForm
from .sending import AttachForm, PlanForm, ProofForm, RecordForm

__all__ = [
    "AnswerForm", "AskForm", "AttachForm", "CountForm", "DirectForm", "IndicatorForm", "OutcomeForm", "PaymentForm",
    "PlanForm", "ProofForm", "QuestionForm", "RecordForm", "ReportForm",
]  # fmt: skip

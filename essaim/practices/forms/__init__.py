"""What is typed about practices."""

from .around import AdoptForm, CheckForm, DocumentForm, PeerForm, PublishForm, ReviewForm, SettleVisitForm, VisitForm
from .sheet import FigureFormSet, SheetForm, StartForm

__all__ = [
    "AdoptForm", "CheckForm", "DocumentForm", "FigureFormSet", "PeerForm", "PublishForm", "ReviewForm",
    "SettleVisitForm", "SheetForm", "StartForm", "VisitForm",
]  # fmt: skip

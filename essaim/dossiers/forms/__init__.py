"""What is typed about dossiers. Amounts are typed in euros, shares in percent."""

from .about import DossierForm, DuplicateForm, NeedForm, ReaderForm, SettleForm, StartForm
from .file import SectionForm
from .plan import DecisionForm, MeetingForm, PackageForm, TaskForm
from .team import ContactForm, HandForm, InviteForm, OutsideForm, ShareForm, ShareFormSet, WordForm

__all__ = [
    "ContactForm", "DecisionForm", "DossierForm", "DuplicateForm", "HandForm", "InviteForm", "MeetingForm", "NeedForm",
    "OutsideForm", "PackageForm", "ReaderForm", "SectionForm", "SettleForm", "ShareForm", "ShareFormSet", "StartForm",
    "TaskForm", "WordForm",
]  # fmt: skip

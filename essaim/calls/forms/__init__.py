"""What people type and bring."""

from .call import CallForm, names_for_form
from .sources import ListForm, MergeForm, SourceForm

__all__ = ["CallForm", "ListForm", "MergeForm", "SourceForm", "names_for_form"]

"""What people type and bring."""

from .call import CallForm, EurosField, names_for_form, shown
from .sources import ListForm, MergeForm, SourceForm

__all__ = ["CallForm", "EurosField", "ListForm", "MergeForm", "SourceForm", "names_for_form", "shown"]

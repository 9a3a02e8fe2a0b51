"""The cards of a page that can be edited: what each reads, what it writes."""

from .catalogue import CARDS
from .form import Card, CardForm, Rows

__all__ = ["CARDS", "Card", "CardForm", "Rows"]

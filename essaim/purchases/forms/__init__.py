"""What is typed about purchases. Amounts are typed in euros, kept in cents."""

from .joining import CommitForm
from .leading import CancelForm, ExtendForm, FallBackForm, OfferForm, PurchaseForm, TierFormSet

__all__ = ["CancelForm", "CommitForm", "ExtendForm", "FallBackForm", "OfferForm", "PurchaseForm", "TierFormSet"]

"""A purchase, its offers and their tiers; who commits to what."""

from .commitment import Commitment
from .purchase import Offer, OfferDocument, Purchase, Tier

__all__ = ["Commitment", "Offer", "OfferDocument", "Purchase", "Tier"]

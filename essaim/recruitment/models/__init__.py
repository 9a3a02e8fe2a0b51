from .offers import Offer

__all__ = ["Offer"]

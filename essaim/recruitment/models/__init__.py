from .offers import Offer
from .shared import JobNeed, SharedPart, SharedPost

__all__ = ["JobNeed", "Offer", "SharedPart", "SharedPost"]

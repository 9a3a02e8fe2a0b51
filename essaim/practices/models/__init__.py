"""A practice, its parts and documents; what peers make of it."""

from .around import Adoption, Check, Review, Visit
from .practice import Figure, Part, Practice, PracticeDocument, PracticeSettings, ThemeWord

__all__ = [
    "Adoption", "Check", "Figure", "Part", "Practice", "PracticeDocument", "PracticeSettings", "Review", "ThemeWord",
    "Visit",
]  # fmt: skip

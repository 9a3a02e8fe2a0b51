"""The budget as a workbook with formulas, and back."""

from .reading import Preview, Reading, planned, read
from .writing import write

__all__ = ["Preview", "Reading", "planned", "read", "write"]

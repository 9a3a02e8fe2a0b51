"""What is typed about tables."""

from .setup import SetupForm, WishForm

__all__ = ["SetupForm", "WishForm"]

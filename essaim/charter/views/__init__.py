"""Screens of the charter: reading it, writing it together, signing it."""

"""Seating plans, what is asked of them, and where the meeting stands on the day."""

from .plan import Seat, SeatingPlan
from .setup import SeatingSetup, Wish

__all__ = ["Seat", "SeatingPlan", "SeatingSetup", "Wish"]

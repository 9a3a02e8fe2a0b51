"""From records to a plan: which organization each row speaks of, and what it brings to it.

Reads the database in bulk, writes nothing.
"""

from .absorb import Context
from .entry import Entry, PlaceState
from .known import Known
from .planner import Planned, Planner

__all__ = ["Context", "Entry", "Known", "PlaceState", "Planned", "Planner"]

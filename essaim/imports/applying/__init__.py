"""Writing a plan, in one transaction, and taking it back."""

from .lock import import_lock
from .running import Figures, run
from .snapshot import Snapshot
from .undoing import undo_changes

__all__ = ["Figures", "Snapshot", "import_lock", "run", "undo_changes"]

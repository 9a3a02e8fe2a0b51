"""Reading calls and their sources."""

from .calls import (
    calls_seen_in,
    changes_of,
    closing_soon,
    history_of,
    in_order,
    latest_changes,
    open_calls,
    records_of,
    sectors_to_choose,
    sort_ids,
    with_a_deadline,
)
from .sources import due_sources, failing_sources, sources_of

__all__ = [
    "calls_seen_in", "changes_of", "closing_soon", "due_sources", "failing_sources", "history_of", "in_order",
    "latest_changes", "open_calls", "records_of", "sectors_to_choose", "sort_ids", "sources_of", "with_a_deadline",
]  # fmt: skip

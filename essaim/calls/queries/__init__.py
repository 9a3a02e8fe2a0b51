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
from .sources import (
    club_by_pk,
    due_sources,
    failing_sources,
    first_club,
    keepers_of,
    live_sources,
    source_named,
    sources_of,
)

__all__ = [
    "calls_seen_in", "changes_of", "closing_soon", "club_by_pk", "due_sources", "failing_sources", "first_club",
    "history_of", "in_order", "keepers_of", "latest_changes", "live_sources", "open_calls", "records_of",
    "sectors_to_choose", "sort_ids", "source_named", "sources_of", "with_a_deadline",
]  # fmt: skip

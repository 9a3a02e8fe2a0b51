"""Reading plans, what is asked of them, who has met whom."""

from .day import Count, Screen, count_of, door_list, doors_open, organization_named, own_row, row_at, screen_of
from .history import Met, met_organizations, met_people, pairs_met, person_key, sat_with
from .plans import (
    PlanView,
    Stop,
    TableView,
    current_plan,
    path_of,
    plan_view,
    published_plan,
    tables_by_person,
    version_count,
)
from .problems import Asked, asked, proposal, seatable, setup_of, wishes_of
from .tasks import own_tables_today, plans_to_do

__all__ = [
    "Asked",
    "Count",
    "Met",
    "PlanView",
    "Screen",
    "Stop",
    "TableView",
    "asked",
    "count_of",
    "current_plan",
    "door_list",
    "doors_open",
    "met_organizations",
    "met_people",
    "organization_named",
    "own_row",
    "own_tables_today",
    "pairs_met",
    "path_of",
    "person_key",
    "plan_view",
    "plans_to_do",
    "proposal",
    "published_plan",
    "row_at",
    "sat_with",
    "screen_of",
    "seatable",
    "setup_of",
    "tables_by_person",
    "version_count",
    "wishes_of",
]  # fmt: skip

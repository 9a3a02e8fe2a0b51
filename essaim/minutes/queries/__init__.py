"""Reading minutes, what came of meetings, and reviews."""

from .actions import (
    actions_to_remind,
    actions_waiting_for,
    carried_to,
    club_actions,
    is_of,
    organizations_of,
    people_of_action,
    who_may_own,
)  # fmt: skip
from .minutes import (
    attendance_that_came,
    came_to,
    decisions_of_club,
    decisions_on_theme,
    meetings_with_minutes,
    minutes_of,
    only,
    own_attendance,
    readers_of,
    rows_of,
    themes_of,
    url_of_section,
    whole,
    years_of,
)  # fmt: skip
from .reviews import (
    Results,
    desire_over_time,
    invitation_of,
    meetings_to_review,
    results_of,
    review_of,
    reviews_to_remind,
    talks_to_thank,
)  # fmt: skip

__all__ = [
    "Results", "actions_to_remind", "actions_waiting_for", "attendance_that_came", "came_to", "carried_to",
    "club_actions", "decisions_of_club", "decisions_on_theme", "desire_over_time", "invitation_of", "is_of",
    "meetings_to_review", "meetings_with_minutes", "minutes_of", "only", "organizations_of", "own_attendance",
    "people_of_action", "readers_of", "results_of", "review_of", "reviews_to_remind", "rows_of", "talks_to_thank",
    "themes_of", "url_of_section", "who_may_own", "whole", "years_of",
]  # fmt: skip

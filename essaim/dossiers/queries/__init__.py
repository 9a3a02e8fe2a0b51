"""Reading dossiers."""

from .file import meetings_of, packages_of, progress_of, section_of, sections_of, talks_on, tasks_of
from .listing import (
    counts,
    in_team_dossiers,
    late_tasks,
    led_and_waiting,
    listed,
    open_ones,
    waiting,
    won_together,
)
from .needs import (
    answered_by,
    could_be_asked,
    dossiers_for,
    hands_for,
    ideas_led_by,
    leads_another,
    ours_for,
    suggested_needs,
    words_of_call,
)
from .team import (
    compositions_of,
    dossier_by_pk,
    gone_from_club,
    latest_asked,
    lead_of,
    link_by_pk,
    link_of,
    partner_by_pk,
    partners_of,
    people_of,
    people_of_lead,
    people_of_members,
    writes_to,
)

__all__ = [
    "answered_by", "compositions_of", "could_be_asked", "counts", "dossier_by_pk", "dossiers_for", "gone_from_club",
    "hands_for", "ideas_led_by", "in_team_dossiers", "late_tasks", "latest_asked", "lead_of", "leads_another",
    "led_and_waiting", "link_by_pk", "link_of", "listed", "meetings_of", "open_ones", "ours_for", "packages_of",
    "partner_by_pk", "partners_of", "people_of", "people_of_lead", "people_of_members", "progress_of", "section_of",
    "sections_of", "suggested_needs", "talks_on", "tasks_of", "waiting",  "won_together",
    "words_of_call", "writes_to",
]  # fmt: skip

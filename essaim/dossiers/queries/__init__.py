"""Reading dossiers."""

from .listing import (
    counts,
    in_team_dossiers,
    late_tasks,
    led_and_waiting,
    listed,
    open_ones,
    to_answer,
    to_confirm,
    won_together,
)
from .team import (
    compositions_of,
    could_be_asked,
    dossier_by_pk,
    dossiers_for,
    gone_from_club,
    hands_for,
    latest_asked,
    lead_of,
    leads_another,
    link_by_pk,
    link_of,
    partner_by_pk,
    partners_of,
    people_of,
    people_of_lead,
    people_of_members,
    progress_of,
    section_of,
    suggested_needs,
    words_of_call,
    writes_to,
)

__all__ = [
    "compositions_of", "could_be_asked", "counts", "dossier_by_pk", "dossiers_for", "gone_from_club", "hands_for",
    "in_team_dossiers", "late_tasks", "latest_asked", "lead_of", "leads_another", "led_and_waiting", "link_by_pk",
    "link_of", "listed", "open_ones", "partner_by_pk", "partners_of", "people_of", "people_of_lead",
    "people_of_members", "progress_of", "section_of", "suggested_needs", "to_answer", "to_confirm", "won_together",
    "words_of_call", "writes_to",
]  # fmt: skip

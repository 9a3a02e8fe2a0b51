"""Reading what dossiers ask for, were given, send, and what follows."""

from .after import (
    after_of,
    alert_of,
    late_for,
    questions_waiting,
    reports_due,
    to_remind,
)
from .papers import (
    asked_for,
    asks_papers,
    budget_of,
    direct_papers,
    dossiers,
    given_papers,
    is_in_team,
    late_tasks,
    reads,
    sections_of,
)
from .sending import (
    attachments_of,
    dossier_of,
    file_plan_of,
    sending_of,
)

__all__ = [
    "after_of", "alert_of", "asked_for", "asks_papers", "attachments_of", "budget_of", "direct_papers",
    "dossier_of", "dossiers", "file_plan_of", "given_papers", "is_in_team", "late_for", "late_tasks",
    "questions_waiting", "reads", "reports_due", "sections_of", "sending_of", "to_remind",
]  # fmt: skip

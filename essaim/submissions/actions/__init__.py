"""The only writers of what a dossier asks for and is given, of what leaves with it and of what follows."""

from .after import (
    add_payment,
    add_question,
    answer_question,
    begin_practice,
    mark_payment,
    remove_payment,
    set_outcome,
)
from .budgeting import copy_from, follow_budget, prepare_budget
from .checklist import ask_paper, drop_paper, use_checklist
from .papers import add_direct, follow_dossier, freeze_papers, give_papers, open_handed, remove_direct
from .reminding import every_day
from .reporting import add_indicator, add_report, mark_report, note_value, remove_indicator, remove_report
from .sending import add_attachment, add_proof, build_archive, plan_file, record_sending, remove_attachment

__all__ = [
    "add_attachment", "add_direct", "add_indicator", "add_payment", "add_proof", "add_question", "add_report",
    "answer_question", "ask_paper", "begin_practice", "build_archive", "copy_from", "drop_paper", "every_day",
    "follow_budget", "follow_dossier", "freeze_papers", "give_papers", "mark_payment", "mark_report",
    "note_value", "open_handed", "plan_file", "prepare_budget", "record_sending", "remove_attachment",
    "remove_direct", "remove_indicator", "remove_payment", "remove_report", "set_outcome", "use_checklist",
]  # fmt: skip

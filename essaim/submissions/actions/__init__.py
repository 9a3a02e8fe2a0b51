"""The only writers of what a dossier asks for and is given."""

from .checklist import ask_paper, drop_paper, use_checklist
from .papers import add_direct, follow_dossier, freeze_papers, give_papers, open_handed, remove_direct

__all__ = [
    "add_direct", "ask_paper", "drop_paper", "follow_dossier", "freeze_papers", "give_papers", "open_handed",
    "remove_direct", "use_checklist",
]  # fmt: skip

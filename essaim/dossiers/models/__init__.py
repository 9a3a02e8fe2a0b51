"""A joint answer: its team, its composition and who confirmed it, what it needs, its words, its plan, its links."""

from .composition import Composition, Confirmation, Need, Partner
from .dossier import CallHand, Dossier
from .file import Section
from .links import AccessLink
from .plan import PlanTask, TeamDecision, TeamMeeting, WorkPackage
from .proposal import TeamProposal

__all__ = [
    "AccessLink", "CallHand", "Composition", "Confirmation", "Dossier", "Need", "Partner", "PlanTask", "Section",
    "TeamDecision", "TeamMeeting", "TeamProposal", "WorkPackage",
]  # fmt: skip

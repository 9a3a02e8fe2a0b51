"""The table: for each URL, how it is called and what each role gets.

Roles, in order: visitor, outsider (signed in, of another club), member, organiser, officer, operator.
"""

from .asked import QUESTIONS
from .bought import PURCHASES
from .budgeted import BUDGETS
from .called import CALLS
from .club_life import CLUB_LIFE
from .ground import GROUND
from .hiring import HIRING
from .joined import PAPERS
from .joint import JOINT
from .kept import VAULTS
from .lent import LENT
from .pooled import POOLED
from .practised import PRACTICES
from .proposed import TEAMS
from .rows import IGNORED_NAMESPACES, ROLES, Row
from .sent import SENDING
from .watched import WATCH

__all__ = ["IGNORED_NAMESPACES", "ROLES", "TABLE"]

TABLE: dict[str, Row] = {
    **SENDING,
    **BUDGETS,
    **GROUND,
    **CLUB_LIFE,
    **CALLS,
    **QUESTIONS,
    **HIRING,
    **JOINT,
    **LENT,
    **POOLED,
    **PRACTICES,
    **PURCHASES,
    **PAPERS,
    **VAULTS,
    **TEAMS,
    **WATCH,
}

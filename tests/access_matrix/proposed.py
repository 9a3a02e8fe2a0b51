"""Teams proposed for a joint answer: for who leads it."""

from .joint import LED, TEAM
from .rows import Row

TEAMS = {
    "dossiers:teams": Row(TEAM, LED),
    # Nothing was proposed yet: not found.
    "dossiers:invite_team": Row((302, 404, 404, 404, 404, 404), LED, "post", {"equipe": "1"}),
}

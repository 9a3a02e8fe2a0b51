"""Teams that a program proposed for a dossier, kept so that a page shows them."""

from django.db import models

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from .dossier import Dossier, person


class TeamProposal(Dated):
    """The last search for a team.

    `wide`: the directory of the territory, not the members alone. `kept`, `excluded`: keys of organizations. `needs`:
    what was asked then (`key`, `label`, `required`); `unread`: labels of needs that the directory tells nothing of.
    `teams`: each an `engine.Team` as JSON (`actions.teams.as_json`). `candidates`: among how many.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="proposal")
    wide = models.BooleanField(default=False)
    kept = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    teams = models.JSONField(default=list)
    candidates = models.PositiveIntegerField(default=0)
    actor = models.ForeignKey(**person)

    def __str__(self) -> str:
        return f"{self.dossier}: {len(self.teams)}"

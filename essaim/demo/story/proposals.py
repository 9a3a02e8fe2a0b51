"""Teams that were proposed for the answers whose team is still being made."""

from essaim.dossiers import actions
from essaim.dossiers.candidates import Asked
from essaim.dossiers.enums import PREPARING
from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal

from .cast import Cast


def add_proposals(cast: Cast) -> None:
    for dossier in Dossier.objects.filter(club=cast.club, state__in=PREPARING).order_by("pk"):
        if dossier.needs.exists():
            for wide in (False, True):  # the members first, then the directory
                try:
                    actions.propose_teams(dossier=dossier, actor=dossier.author, asked=Asked(wide=wide))
                    break
                except Refusal:
                    continue

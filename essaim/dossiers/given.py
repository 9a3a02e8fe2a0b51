"""What a joint answer gave: whoever led it carried those who answered with it."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from . import queries
from .enums import PartnerRole


def dossiers(club: Club, since: date) -> Iterator[Help]:
    """Each partner of an answer that was sent, helped by the structure that led it. One query."""
    rows = list(queries.in_team_dossiers(club, since))
    leads = {row.dossier_id: row.organization_id for row in rows if row.role == PartnerRole.LEAD}
    for row in rows:
        lead = leads.get(row.dossier_id)
        if lead and row.role != PartnerRole.LEAD and row.dossier.submitted_at:
            yield Help(lead, row.organization_id, localdate(row.dossier.submitted_at))

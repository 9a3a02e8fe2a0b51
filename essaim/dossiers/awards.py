"""What members won together, for « qui a déjà gagné quelque chose de semblable » (`essaim.watch.awards`)."""

from collections.abc import Iterator

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.watch.awards import Award

from .enums import IN_TEAM, DossierState
from .models import Partner


def won(club: Club) -> Iterator[Award]:
    """Each member of a team whose answer was kept by the funder. One query."""
    rows = Partner.objects.filter(
        dossier__state=DossierState.WON, state__in=IN_TEAM, organization__memberships__club=club,
        organization__memberships__state=MembershipState.MEMBER, dossier__club=club,
    ).select_related("organization", "dossier__call")  # fmt: skip
    for row in rows.order_by("pk"):
        dossier = row.dossier
        yield Award(
            row.organization_id, row.organization.name, row.organization.get_absolute_url(), dossier.title,
            dossier.call.funder if dossier.call else "", dossier.settled_on.year if dossier.settled_on else None,
            row.amount_cents, f"{dossier.summary} {dossier.call.title if dossier.call else ''}",
        )  # fmt: skip

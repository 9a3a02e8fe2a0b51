"""Where a club is: whole intercommunalities, and communes besides."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import club_territory_changed, journaled
from essaim.territory.models import Intermunicipality, Municipality

from .. import queries
from ..models import Club

MOST_COMMUNES = 1500  # four departments: beyond, no map can be drawn (territory.honeycomb)


def set_territory(
    *, club: Club, intermunicipalities: Collection[str], municipalities: Collection[str], actor: User | None
) -> Club:
    """Give the club its territory: codes (SIREN) of intercommunalities, INSEE codes of communes besides.

    Communes that an intercommunality already covers are not kept twice. Then `club_territory_changed` is told: the
    directory draws its maps. Refuses an empty territory, unknown codes, more than MOST_COMMUNES communes.
    """
    with transaction.atomic():
        club = Club.objects.select_for_update().get(pk=club.pk)
        wholes = sorted(set(intermunicipalities))
        known = set(Intermunicipality.objects.filter(pk__in=wholes).values_list("pk", flat=True))
        besides = {
            row.pk: row
            for row in Municipality.objects.filter(pk__in=set(municipalities)).only("pk", "intermunicipality_id")
        }
        if missing := (set(wholes) - known) | (set(municipalities) - set(besides)):
            raise Refusal(
                _("Aucune commune ni intercommunalité n'a le code %(codes)s.") % {"codes": ", ".join(sorted(missing))},
                code="unknown_code",
            )
        kept = [pk for pk, row in besides.items() if row.intermunicipality_id not in known]
        before = (club.intermunicipalities, sorted(club.municipalities.values_list("pk", flat=True)))
        club.intermunicipalities = wholes
        codes = list(queries.municipalities_in(wholes, kept).values_list("pk", flat=True))
        if not codes:
            raise Refusal(
                _("Un territoire a au moins une commune. Ajoutez-en une, puis retirez celle-ci."), code="empty"
            )
        if len(codes) > MOST_COMMUNES:
            raise Refusal(
                _("Cela ferait %(count)s communes. Un club en a %(most)s au plus : faites-en plusieurs.")
                % {"count": len(codes), "most": MOST_COMMUNES},
                code="too_many",
            )
        club.municipalities.set([besides[pk] for pk in kept])
        club.save(update_fields=["intermunicipalities", "updated_at"])
        if before != (wholes, sorted(kept)):
            journaled.tell(
                actor=actor,
                verb="clubs.set_territory",
                subject=club,
                club=club,
                details={"intermunicipalities": wholes, "municipalities": sorted(kept)},
            )
    # Whoever draws maps of it needs seconds for a large one: after the lock is let go.
    club_territory_changed.tell(club=club)
    return club

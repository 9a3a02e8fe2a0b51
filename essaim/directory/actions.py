"""The only writer of the directory: the honeycombs that its pages show."""

from django.db import transaction

from essaim.clubs.models import Club
from essaim.clubs.queries import map_key_of, municipalities_of
from essaim.kernel.errors import Refusal
from essaim.territory.actions import compute_honeycomb
from essaim.territory.models import HexagonalMap

from .queries import INSTALLATION_MAP

MOST_COMMUNES = 600  # of the map of an installation: above, each cell is too small to be pressed


@transaction.atomic
def draw_maps(*, club: Club) -> None:
    """Lay out the territory of a club, and that of all clubs together when there are several: a second or two.

    A territory without any known commune has no map; the pages then show the list only.
    """
    _draw(map_key_of(club), [club])
    clubs = list(Club.objects.order_by("pk"))
    if len(clubs) > 1:
        _draw(INSTALLATION_MAP, clubs, most=MOST_COMMUNES)


def _draw(key: str, clubs: list[Club], most: int | None = None) -> None:
    codes = {code for club in clubs for code in municipalities_of(club).values_list("pk", flat=True)}
    wholes = sorted({code for club in clubs for code in club.intermunicipalities})
    if most is None or len(codes) <= most:
        try:
            compute_honeycomb(key=key, codes=codes, intermunicipalities=wholes)
            return
        except Refusal:
            pass  # no commune has a place
    HexagonalMap.objects.filter(pk=key).delete()

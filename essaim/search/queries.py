"""Territories as sets of municipalities."""

from essaim.clubs.models import Club
from essaim.territory.models import Municipality


def municipalities_of(intermunicipalities: tuple[str, ...]) -> tuple[str, ...]:
    """INSEE codes of the municipalities of these intermunicipalities, sorted."""
    if not intermunicipalities:
        return ()
    found = Municipality.objects.filter(intermunicipality__in=intermunicipalities).order_by("insee_code")
    return tuple(found.values_list("insee_code", flat=True))


def territory_of(club_id: int) -> tuple[str, ...]:
    """INSEE codes of a club's territory; none for a club that does not exist."""
    whole = Club.objects.filter(pk=club_id).values_list("intermunicipalities", flat=True).first()
    if whole is None:
        return ()
    single = Municipality.objects.filter(clubs=club_id).values_list("insee_code", flat=True)
    return tuple(sorted({*municipalities_of(tuple(whole)), *single}))

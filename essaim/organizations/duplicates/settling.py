"""Rows of the organizations' own pages that cannot both be the kept one's."""

from ..enums import PlaceKind, RepresentativeKind
from ..models import Picture, Place, Representation
from .relations import Settled, settlers


def second_place(moving: Place, present: Place) -> Settled:
    """Two head offices: the second becomes another site, unless it is the same address."""
    same = (moving.postal_code, moving.street.casefold()) == (present.postal_code, present.street.casefold())
    if same or (moving.municipality_id == present.municipality_id and not moving.street):
        blank = {name: getattr(moving, name) for name in ("siret", "street", "postal_code", "city", "municipality_id",
                                                          "latitude", "longitude")}  # fmt: skip
        return Settled(present={n: value for n, value in blank.items() if value and not getattr(present, n)})
    return Settled(moving={"kind": PlaceKind.SITE})


def second_person(moving: Representation, present: Representation) -> Settled:
    """Two representatives: the second keeps the page too. One person twice: what was empty is filled."""
    if moving.user_id is None or moving.user_id != present.user_id:
        return Settled(moving={"kind": RepresentativeKind.CONTRIBUTOR})
    filled = {name: getattr(moving, name) for name in ("role", "email", "phone")}
    return Settled(present={name: value for name, value in filled.items() if value and not getattr(present, name)})


def second_logo(moving: Picture, present: Picture) -> Settled:
    return Settled(moving={"is_logo": False})


def register() -> None:
    """Called once, when the app is ready."""
    settlers.add("organizations.place", second_place)
    settlers.add("organizations.representation", second_person)
    settlers.add("organizations.picture", second_logo)

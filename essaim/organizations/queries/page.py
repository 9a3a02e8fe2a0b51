"""What the page of an organization shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from essaim.kernel.prepared import prepared, prepared_objects
from essaim.territory.models import Department, Intermunicipality, Municipality, Region

from ..enums import ExchangeKind, PlaceKind, RepresentativeKind, Visibility
from ..models import (
    Exchange,
    Link,
    Organization,
    OrganizationSector,
    Picture,
    Place,
    Reference,
    Representation,
    Sector,
    ServedArea,
    Skill,
    Status,
)


@dataclass
class Page:
    """Everything the page of an organization shows to one reader. The number of queries does not depend on it."""

    organization: Organization
    skills: list[Skill]
    references: list[Reference]
    sectors: list[Sector]
    offers: list[Exchange]
    needs: list[Exchange]
    people: list[Representation]
    places: list[Place]
    statuses: list[Status]
    past_statuses: list[Status]
    links: list[Link]
    pictures: list[Picture]
    logo: Picture | None
    served: list[tuple[str, str]] = field(default_factory=list)  # (kind, name)
    areas: list[tuple[str, str]] = field(default_factory=list)  # the same as (kind, code)
    kept_for_members: int = 0  # people whom this reader would see as a member

    @property
    def head(self) -> Place | None:
        return next((place for place in self.places if place.kind == PlaceKind.HEAD_OFFICE), None)


_PARTS: dict[str, type[Model]] = {
    "representations": Representation, "exchanges": Exchange, "statuses": Status, "pictures": Picture,
    "served_areas": ServedArea, "skills": Skill, "references": Reference, "sector_links": OrganizationSector,
    "links": Link,
}  # fmt: skip


def _present(ids: Iterable[int]) -> QuerySet:
    """For each of _PARTS, whether an organization has any."""
    held = (Exists(model._default_manager.filter(organization=OuterRef("pk"))) for model in _PARTS.values())
    return Organization.objects.filter(pk__among=ids).values_list(*held)


def page_of(organization: Organization, *, today: date, as_member: bool, as_editor: bool) -> Page:
    """Read what the page shows: visitors see public people, members more, editors all; exchanges that are over go.

    One query says which parts there are, then one for each: most pages come from a file and have few.
    """
    ids = [organization.pk]
    (present,) = prepared(_present, ids) or [(False,) * len(_PARTS)]
    has = dict(zip(_PARTS, present, strict=True))
    read = {name: prepared_objects(make, ids) if has.get(name, True) else [] for name, make in _READ.items()}
    for rows in read.values():
        for row in rows:
            row.organization = organization
    people = read["representations"]
    kinds = list(RepresentativeKind)
    people.sort(key=lambda person: kinds.index(RepresentativeKind(person.kind)))
    seen = {Visibility.PUBLIC: True, Visibility.MEMBERS: as_member, Visibility.HIDDEN: as_editor}
    exchanges = [row for row in read["exchanges"] if row.until is None or row.until >= today]
    statuses, pictures = read["statuses"], read["pictures"]
    logo = next((picture for picture in pictures if picture.is_logo), None)
    areas = prepared(_areas, ids) if has["served_areas"] else []
    return Page(
        organization=organization,
        skills=read["skills"],
        references=read["references"],
        sectors=[link.sector for link in read["sector_links"]],
        offers=[row for row in exchanges if row.kind == ExchangeKind.OFFER],
        needs=[row for row in exchanges if row.kind == ExchangeKind.NEED],
        people=[person for person in people if seen[Visibility(person.visibility)]],
        kept_for_members=sum(person.visibility == Visibility.MEMBERS for person in people) if not as_member else 0,
        places=read["places"],
        statuses=[row for row in statuses if row.valid_until is None or row.valid_until >= today],
        past_statuses=[row for row in statuses if row.valid_until is not None and row.valid_until < today],
        links=read["links"],
        pictures=[picture for picture in pictures if picture is not logo],
        logo=logo,
        served=names_of_areas(areas),
        areas=areas,
    )


def _rows_of(model: type[Model], *order: str, along: tuple[str, ...] = ()) -> Callable[..., QuerySet]:
    def make(ids: Iterable[int]) -> QuerySet:
        rows = model._default_manager.filter(organization__among=ids)
        rows = rows.order_by(*order) if order else rows
        return rows.select_related(*along) if along else rows

    return make


_READ = {
    "representations": _rows_of(Representation, along=("user",)),
    "exchanges": _rows_of(Exchange),
    "statuses": _rows_of(Status, "kind", "pk"),
    "pictures": _rows_of(Picture),
    "places": _rows_of(Place, "kind", "pk", along=("municipality",)),
    "skills": _rows_of(Skill),
    "references": _rows_of(Reference, along=("skill",)),
    "sector_links": _rows_of(OrganizationSector, "sector", along=("sector",)),
    "links": _rows_of(Link, "pk"),
}


def _areas(ids: Iterable[int]) -> QuerySet:
    return ServedArea.objects.filter(organization__among=ids).order_by("pk").values_list("kind", "code")


_AREAS: tuple[tuple[str, Any], ...] = (
    ("country", None), ("region", Region), ("department", Department), ("intermunicipality", Intermunicipality),
    ("municipality", Municipality),
)  # fmt: skip


def names_of_areas(areas: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (kind, name) of served areas, the widest first, then by name. At most four queries."""
    areas = list(areas)
    named: list[tuple[str, str]] = []
    for kind, model in _AREAS:
        codes = [code for other, code in areas if other == kind]
        if codes and model is None:
            named.append((kind, _("Toute la France")))
        elif codes and model is not None:
            rows = model.objects.filter(pk__in=codes).order_by("name").values_list("name", flat=True)
            named += [(kind, name) for name in rows]
    return named

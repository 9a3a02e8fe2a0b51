"""Organizations as documents: what is found of them, by which facets they are counted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import translation

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.kernel.prepared import prepared
from essaim.organizations.enums import RESERVED_CONTRACTS, CooperativeKind, Family, StatusKind
from essaim.organizations.models import (
    Exchange,
    Organization,
    OrganizationSector,
    OtherName,
    Place,
    Reference,
    Sector,
    Skill,
    Status,
)  # fmt: skip
from essaim.territory.models import Municipality

from .request import FACETS, RESERVED
from .sources import Document, Source

ANY_CLUB = "any"
NONE: tuple = ()
_SEPARATORS = re.compile(r"[\s|=]+")


def labelled(value: str, label: str | None) -> str:
    """A value of a facet with its label, as the columns read it."""
    return f"{value}={_SEPARATORS.sub('_', label.strip())}" if label else value


def facet_value(folded: str, label: str = "") -> str:
    """A folded name as a value of a facet: values hold no space. With its label, as the columns read it."""
    return labelled(folded.replace(" ", "_"), label)


def listed_ids() -> Iterable[int]:
    return (
        Organization.objects.filter(listed=True, merged_into=None)
        .order_by("pk")
        .values_list("pk", flat=True)
        .iterator(chunk_size=10_000)
    )


def documents(ids: list[int]) -> Iterator[Document]:
    """The documents of these organizations; those that the directory does not show are left out."""
    wanted = frozenset(ids)
    organizations = Organization.objects.filter(pk__among=wanted, listed=True, merged_into=None).values_list(
        "pk", "name", "acronym", "family", "cooperative_kind", "summary", "description", "siren", "siret", "rna"
    )
    sectors = _sector_words()
    sector_codes = _many(OrganizationSector, wanted, "sector_id")
    names = _many(OtherName, wanted, "name")
    skills = _many(Skill, wanted, "name", "folded_name")
    references = _many(Reference, wanted, "client", "what")
    exchanges = _many(Exchange, wanted, "title", "text")
    statuses = _many(Status, wanted, "kind", "label")
    places = _many(Place, wanted, "kind", "name", "postal_code", "city", "municipality_id", "latitude", "longitude")
    towns = _towns({place[4] for sites in places.values() for place in sites})
    written: dict[tuple, str] = {}  # the same town comes back from one organization to the next
    clubs: dict[int, list[str]] = defaultdict(list)
    for organization, club in Membership.objects.filter(
        organization__among=wanted, state=MembershipState.MEMBER
    ).values_list("organization_id", "club_id"):
        clubs[organization].append(str(club))
    with translation.override("fr"):
        labels = {kind.value: str(kind.label) for choices in (StatusKind, Family, CooperativeKind) for kind in choices}
    for pk, name, acronym, family, cooperative, summary, description, siren, siret, rna in organizations:
        codes = [code for (code,) in sector_codes.get(pk, NONE) if code in sectors]
        with_parents = list(dict.fromkeys(code for one in codes for code in (sectors[one][0], one) if code))
        mine = skills.get(pk, NONE)
        kinds = statuses.get(pk, NONE)
        known = list(dict.fromkeys([kind for kind, _label in kinds]))
        sites = places.get(pk, NONE)
        if len(sites) > 1:
            sites = sorted(sites, key=lambda place: place[0] != "head_office")
        where = tuple([place[1:5] for place in sites])
        if where not in written:
            written[where] = _text(dict.fromkeys(part for place in where for part in _words_of(place, towns)))
        yield Document(
            object_id=pk,
            title=name,
            names=_text([name, acronym, *[other for (other,) in names.get(pk, NONE)]]),
            skills=_text([
                *[skill for skill, _folded in mine],
                *[sectors[code][1] for code in codes],
                *[label or labels.get(kind, "") for kind, label in kinds],
                labels.get(cooperative, ""),
            ]),
            texts=_text([
                summary,
                description,
                labels.get(family, ""),
                *[part for reference in references.get(pk, NONE) for part in reference],
                *[part for exchange in exchanges.get(pk, NONE) for part in exchange],
                *[sectors[code][2] for code in with_parents],
                siren,
                siret,
                rna,
            ]),
            places=written[where],
            facets={
                "sector": with_parents,
                "municipality": dict.fromkeys([towns[place[4]].facet for place in sites if place[4]]),
                "family": [family] if family else [],
                "status": [*known, RESERVED] if not RESERVED_CONTRACTS.isdisjoint(known) else known,
                "skill": [facet_value(folded, skill) for skill, folded in mine],
                "member": [*clubs[pk], ANY_CLUB] if pk in clubs else [],
            },
            position=next((point for place in sites if (point := _position(place, towns))), None),
        )  # fmt: skip


class _Town(NamedTuple):
    """A commune: its name, its department's name, its centre, its value of the facet with its label."""

    name: str = ""
    department: str = ""
    latitude: float | None = None
    longitude: float | None = None
    facet: str = ""


_NOWHERE = _Town()


def _towns(codes: set[str | None]) -> dict[str | None, _Town]:
    """The communes of these INSEE codes, each read once."""
    found = Municipality.objects.filter(pk__among=codes - {None, ""})
    return {
        code: _Town(name, department, latitude, longitude, labelled(code, name))
        for code, name, department, latitude, longitude in found.values_list(
            "insee_code", "name", "department__name", "latitude", "longitude"
        )
    }


def _words_of(place: tuple, towns: dict[str | None, _Town]) -> list[str]:
    """The words of a place: (name, postal code, city, INSEE code)."""
    name, postal_code, city, insee_code = place
    town = towns.get(insee_code, _NOWHERE)
    return [part for part in (name, city, postal_code, town.name, town.department) if part]


def _position(place: tuple, towns: dict[str | None, _Town]) -> tuple[float, float] | None:
    """The place's own point, or the centre of its commune."""
    if place[5] is not None and place[6] is not None:
        return place[5], place[6]
    town = towns.get(place[4], _NOWHERE)
    return (town.latitude, town.longitude) if town.latitude is not None and town.longitude is not None else None


def _many(model: type, wanted: frozenset[int], *fields: str) -> dict[int, list[tuple]]:
    """Rows of a table of details by organization."""
    rows: dict[int, list[tuple]] = defaultdict(list)
    for row in prepared(_details, wanted, model, fields):
        rows[row[0]].append(row[1:])
    return rows


def _details(wanted: frozenset[int], model: type, fields: tuple[str, ...]) -> QuerySet:
    found = model.objects.filter(organization__among=wanted).order_by("pk")  # type: ignore[attr-defined]
    return found.values_list("organization_id", *fields)


def _sector_words() -> dict[str, tuple[str | None, str, str]]:
    """By code: the parent's code, the names, the words that people type."""
    return {
        code: (parent, name, words)
        for code, parent, name, words in Sector.objects.values_list("code", "parent_id", "name", "words")
    }


def _text(parts: Iterable[str | None]) -> str:
    return "\n".join([part for part in parts if part])


ORGANIZATIONS = Source("organizations", 1, FACETS, documents, listed_ids)

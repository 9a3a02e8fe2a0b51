"""Organizations as documents: what is found of them, by which facets they are counted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import translation

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
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

from .request import FACETS, RESERVED
from .sources import Document, Source

ANY_CLUB = "any"
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
    organizations = Organization.objects.filter(pk__in=ids, listed=True, merged_into=None).values_list(
        "pk", "name", "acronym", "family", "cooperative_kind", "summary", "description", "siren", "siret", "rna"
    )
    sectors = _sector_words()
    sector_codes = _many(OrganizationSector, ids, "sector_id")
    names = _many(OtherName, ids, "name")
    skills = _many(Skill, ids, "name", "folded_name")
    references = _many(Reference, ids, "client", "what")
    exchanges = _many(Exchange, ids, "title", "text")
    statuses = _many(Status, ids, "kind", "label")
    places = _many(
        Place, ids, "kind", "name", "postal_code", "city", "municipality_id", "latitude", "longitude",
        "municipality__name", "municipality__latitude", "municipality__longitude", "municipality__department__name",
    )  # fmt: skip
    clubs: dict[int, list[str]] = defaultdict(list)
    for organization, club in Membership.objects.filter(organization__in=ids, state=MembershipState.MEMBER).values_list(
        "organization_id", "club_id"
    ):
        clubs[organization].append(str(club))
    with translation.override("fr"):
        labels = {kind.value: str(kind.label) for choices in (StatusKind, Family, CooperativeKind) for kind in choices}
    for pk, name, acronym, family, cooperative, summary, description, siren, siret, rna in organizations:
        codes = [code for (code,) in sector_codes[pk]]
        with_parents = dict.fromkeys(
            code for one in codes if one in sectors for code in (sectors[one][0], one) if code is not None
        )
        kinds = [kind for kind, _label in statuses[pk]]
        reserved = [RESERVED] if RESERVED_CONTRACTS.intersection(kinds) else []
        sites = sorted(places[pk], key=lambda place: place[0] != "head_office")
        position = next(
            (
                (place[5], place[6]) if place[5] is not None and place[6] is not None else (place[8], place[9])
                for place in sites
                if (place[5] is not None and place[6] is not None) or (place[8] is not None and place[9] is not None)
            ),
            None,
        )
        yield Document(
            object_id=pk,
            title=name,
            names=_text(name, acronym, *(other for (other,) in names[pk])),
            skills=_text(
                *(skill for skill, _folded in skills[pk]),
                *(sectors[code][1] for code in codes if code in sectors),
                *(label or labels.get(kind, "") for kind, label in statuses[pk]),
                labels.get(cooperative, ""),
            ),
            texts=_text(
                summary,
                description,
                labels.get(family, ""),
                *(part for reference in references[pk] for part in reference),
                *(part for exchange in exchanges[pk] for part in exchange),
                *(sectors[code][2] for code in with_parents),
                siren,
                siret,
                rna,
            ),
            places=_text(
                *dict.fromkeys(
                    part for place in sites for part in (place[1], place[3], place[2], place[7], place[10]) if part
                )
            ),
            facets={
                "sector": with_parents,
                "municipality": dict.fromkeys(labelled(place[4], place[7]) for place in sites if place[4]),
                "family": [family] if family else [],
                "status": [*dict.fromkeys(kinds), *reserved],
                "skill": [facet_value(folded, skill) for skill, folded in skills[pk]],
                "member": [*clubs[pk], ANY_CLUB] if clubs[pk] else [],
            },
            position=position,
        )


def _many(model: type, ids: list[int], *fields: str) -> dict[int, list[tuple]]:
    """Rows of a table of details by organization."""
    rows: dict[int, list[tuple]] = defaultdict(list)
    found = model.objects.filter(organization__in=ids).order_by("pk")  # type: ignore[attr-defined]
    for organization, *values in found.values_list("organization_id", *fields):
        rows[organization].append(tuple(values))
    return rows


def _sector_words() -> dict[str, tuple[str | None, str, str]]:
    """By code: the parent's code, the names, the words that people type."""
    return {
        code: (parent, name, words)
        for code, parent, name, words in Sector.objects.values_list("code", "parent_id", "name", "words")
    }


def _text(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


ORGANIZATIONS = Source("organizations", 1, FACETS, documents, listed_ids)

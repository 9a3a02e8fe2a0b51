"""Reading organizations."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from .enums import PlaceKind, RepresentativeKind
from .models import (
    Exchange,
    Link,
    Organization,
    OrganizationSector,
    Picture,
    Place,
    Reference,
    Representation,
    ServedArea,
    Skill,
)


def listed_organizations() -> QuerySet[Organization]:
    """Organizations that the public directory shows, by name."""
    return Organization.objects.filter(listed=True, merged_into=None).order_by("folded_name")


def what_pages_hold(ids: Iterable[int]) -> dict[int, set[str]]:
    """Return, for each organization, the keys of `completeness.ITEMS` that its page holds. One query."""

    def has(model, **conditions) -> Exists:
        return Exists(model.objects.filter(organization=OuterRef("pk"), **conditions))

    # A head office counts when its municipality is known: without it, the page is on no map.
    rows = Organization.objects.filter(pk__in=list(ids)).annotate(
        has_sectors=has(OrganizationSector),
        has_skills=has(Skill),
        has_head_office=has(Place, kind=PlaceKind.HEAD_OFFICE, municipality__isnull=False),
        has_representative=has(Representation, kind=RepresentativeKind.REPRESENTATIVE),
        has_exchanges=has(Exchange),
        has_references=has(Reference),
        has_served_area=has(ServedArea),
        has_picture=has(Picture),
        has_link=has(Link),
    )
    held = {}
    for row in rows:
        keys = {name for name in _COLUMNS if getattr(row, name)}
        keys |= {name for name in _RELATIONS if getattr(row, f"has_{name}")}
        if row.siren or row.siret or row.rna:
            keys.add("number")
        if row.email or row.phone:
            keys.add("contact")
        if row.website or row.has_link:
            keys.add("website")
        held[row.pk] = keys
    return held


_COLUMNS = ("summary", "description", "legal_category", "headcount", "founded_on")
_RELATIONS = (
    "sectors", "skills", "head_office", "representative", "exchanges", "references", "served_area", "picture",
)  # fmt: skip


def with_number(*, siren: str | None = None, siret: str | None = None, rna: str | None = None) -> Organization | None:
    """Return the organization that holds one of these numbers, if any."""
    condition = Q()
    for field, value in (("siren", siren), ("siret", siret), ("rna", rna)):
        if value:
            condition |= Q(**{field: value})
    return Organization.objects.filter(condition).first() if condition else None

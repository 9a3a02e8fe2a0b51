"""Reading organizations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.territory.models import Department, Intermunicipality, Municipality, Region

from .access import around
from .enums import OPEN_CLAIMS, WHOLE_PAGE, CorrectionState, ExchangeKind, PlaceKind, RepresentativeKind, Visibility
from .models import (
    Correction,
    Exchange,
    FieldSource,
    Link,
    Organization,
    OrganizationSector,
    PageClaim,
    Picture,
    Place,
    Reference,
    Representation,
    Sector,
    ServedArea,
    Skill,
    Status,
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
    for name, value in (("siren", siren), ("siret", siret), ("rna", rna)):
        if value:
            condition |= Q(**{name: value})
    return Organization.objects.filter(condition).first() if condition else None


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


def page_of(organization: Organization, *, today: date, as_member: bool, as_editor: bool) -> Page:
    """Read what the page shows: visitors see public people, members more, editors all; exchanges that are over go."""
    people = list(organization.representations.select_related("user"))
    kinds = list(RepresentativeKind)
    people.sort(key=lambda person: kinds.index(RepresentativeKind(person.kind)))
    seen = {Visibility.PUBLIC: True, Visibility.MEMBERS: as_member, Visibility.HIDDEN: as_editor}
    exchanges = [row for row in organization.exchanges.all() if row.until is None or row.until >= today]
    statuses = list(organization.statuses.order_by("kind", "pk"))
    pictures = list(organization.pictures.all())
    logo = next((picture for picture in pictures if picture.is_logo), None)
    places = list(organization.places.select_related("municipality").order_by("kind", "pk"))
    areas = list(organization.served_areas.order_by("pk").values_list("kind", "code"))
    return Page(
        organization=organization,
        skills=list(organization.skills.all()),
        references=list(organization.references.select_related("skill")),
        sectors=[link.sector for link in organization.sector_links.select_related("sector").order_by("sector")],
        offers=[row for row in exchanges if row.kind == ExchangeKind.OFFER],
        needs=[row for row in exchanges if row.kind == ExchangeKind.NEED],
        people=[person for person in people if seen[Visibility(person.visibility)]],
        kept_for_members=sum(person.visibility == Visibility.MEMBERS for person in people) if not as_member else 0,
        places=places,
        statuses=[row for row in statuses if row.valid_until is None or row.valid_until >= today],
        past_statuses=[row for row in statuses if row.valid_until is not None and row.valid_until < today],
        links=list(organization.links.order_by("pk")),
        pictures=[picture for picture in pictures if picture is not logo],
        logo=logo,
        served=names_of_areas(areas),
        areas=areas,
    )


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


def sources_of(organization: Organization) -> QuerySet[FieldSource]:
    """Where each value comes from, by field; then the line of all the others, the rest of the page."""
    return organization.field_sources.order_by(Case(When(field=WHOLE_PAGE, then=1), default=0), "field")


def open_corrections(organization: Organization) -> QuerySet[Correction]:
    return organization.corrections.filter(state=CorrectionState.OPEN).select_related("author")


def open_claims(organization: Organization) -> QuerySet[PageClaim]:
    return organization.claims.filter(state__in=OPEN_CLAIMS).select_related("user")


def claim_of(user, organization: Organization) -> PageClaim | None:
    """The person's latest claim on this page."""
    return organization.claims.filter(user=user).order_by("-pk").first() if user.is_authenticated else None


def keeps_page(user, organization: Organization) -> bool:
    return user.is_authenticated and organization.representations.filter(user=user).exists()


def claims_by_code(organization: Organization) -> bool:
    """Whether a claim is proved by a code: the page shows an address, and no account keeps it yet."""
    return bool(organization.email) and not organization.representations.filter(user__isnull=False).exists()


def pictures_of(organization: Organization) -> list[Picture]:
    return list(organization.pictures.all())


def sector_tree() -> list[tuple[Sector, list[Sector]]]:
    """Sectors of the first level, each with those under it. One query."""
    sectors = list(Sector.objects.order_by("position"))
    return [
        (parent, [child for child in sectors if child.parent_id == parent.code])
        for parent in sectors
        if parent.parent_id is None
    ]


def stale_pages(checked_before: date, asked_before: date) -> list[int]:
    """Ids of listed, open organizations whose page was last checked (or else made) before a day, and not asked since
    another, and that somebody with an address keeps; the longest unchecked first."""
    reachable = Representation.objects.filter(organization=OuterRef("pk")).filter(
        ~Q(email="") | Q(user__is_active=True)
    )
    rows = (
        listed_organizations()
        .filter(Q(checked_on__lte=checked_before) | Q(checked_on=None, created_at__date__lte=checked_before))
        .filter(Q(reminded_on=None) | Q(reminded_on__lte=asked_before))
        .filter(Exists(reachable), closed_on=None)
    )
    return list(rows.order_by("checked_on", "pk").values_list("pk", flat=True))


def person_to_ask(organization: Organization) -> Representation | None:
    """The representative, else the substitute, else whoever keeps the page: the first whose address is known."""
    kinds = list(RepresentativeKind)
    people = [
        person
        for person in organization.representations.select_related("user")
        if person.email or (person.user and person.user.is_active)
    ]
    return min(people, key=lambda person: kinds.index(RepresentativeKind(person.kind)), default=None)


def person_of_link(pk: int, organization_pk: int) -> Representation | None:
    """The person a confirmation link was sent to, as long as they are on the page."""
    rows = Representation.objects.select_related("organization", "user")
    return rows.filter(pk=pk, organization_id=organization_pk, organization__merged_into=None).first()


def _operators() -> list[tuple[str, str]]:
    return list(User.objects.filter(is_operator=True, is_active=True).order_by("pk").values_list("email", "language"))


def addresses_of_editors(organization: Organization) -> list[tuple[str, str]]:
    """(address, language) of the accounts that keep the page, else of those around it, else of the operators."""
    kept = organization.representations.filter(user__is_active=True).order_by("pk")
    addresses = list(kept.values_list("user__email", "user__language"))
    return addresses or _around(organization) or _operators()


def addresses_of_reviewers(organization: Organization) -> list[tuple[str, str]]:
    """(address, language) of all who may settle a claim: accounts of the page, those around, else the operators."""
    kept = organization.representations.filter(user__is_active=True).order_by("pk")
    addresses = [*kept.values_list("user__email", "user__language"), *_around(organization)]
    return list(dict.fromkeys(addresses)) or _operators()


def _around(organization: Organization) -> list[tuple[str, str]]:
    people = [user for find in around for user in find(organization)]
    return list(dict.fromkeys((user.email, user.language) for user in people if user.is_active))

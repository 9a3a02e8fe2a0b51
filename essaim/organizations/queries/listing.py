"""Lists of organizations, and what waits for an answer."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from essaim.accounts.models import User

from ..access import around
from ..enums import OPEN_CLAIMS, WHOLE_PAGE, CorrectionState, PlaceKind, RepresentativeKind
from ..models import (
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

"""What an export says of an organization: public facts only, read by batches of ids with the same few queries each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.organizations.enums import ExchangeKind, PlaceKind, Visibility
from essaim.organizations.models import (
    Exchange,
    Organization,
    OrganizationSector,
    Place,
    Representation,
    Sector,
    Skill,
    Status,
)

BATCH = 500


@dataclass
class Entry:
    """One organization, as everybody may know it. Codes are those of `organizations.enums`."""

    id: int
    name: str
    acronym: str
    family: str
    cooperative_kind: str
    siren: str
    siret: str
    rna: str
    naf: str
    headcount: str
    founded_on: date | None
    summary: str
    website: str
    email: str
    phone: str
    url: str
    checked_on: date | None
    updated_at: datetime
    street: str = ""
    postal_code: str = ""
    municipality: str = ""
    municipality_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    member: bool | None = None  # of the club whose directory this is; None: not said
    statuses: list[tuple[str, str]] = field(default_factory=list)  # (kind, precision)
    sectors: list[str] = field(default_factory=list)  # codes
    skills: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)  # (name, role), only those who chose to be public


def entries(ids: Sequence[int], club: Club | None = None) -> Iterator[Entry]:
    """Yield the organizations of these ids, in that order; those that are hidden or merged are left out.

    `club`: say of each whether it is its member. Eight queries for 500 organizations, seven without a club.
    """
    for start in range(0, len(ids), BATCH):
        batch = _read(ids[start : start + BATCH], club)
        yield from (batch[pk] for pk in ids[start : start + BATCH] if pk in batch)


def sector_names() -> dict[str, str]:
    """Names of all sectors by code, in the language of the moment. One query."""
    return {sector.code: str(sector) for sector in Sector.objects.all()}


def _read(ids: Sequence[int], club: Club | None) -> dict[int, Entry]:
    found = {row.pk: _entry(row) for row in Organization.objects.filter(pk__in=ids, listed=True, merged_into=None)}
    _add_places(found)
    today = timezone.localdate()
    current = Q(valid_until=None) | Q(valid_until__gte=today)
    for pk, kind, label in _rows(Status, found, "kind", "label", where=current, order="kind"):
        found[pk].statuses.append((kind, label))
    for pk, code in _rows(OrganizationSector, found, "sector_id", order="sector__position"):
        found[pk].sectors.append(code)
    for pk, name in _rows(Skill, found, "name", order="position"):
        found[pk].skills.append(name)
    for pk, kind, title in _rows(Exchange, found, "kind", "title", where=Q(until=None) | Q(until__gte=today)):
        (found[pk].offers if kind == ExchangeKind.OFFER else found[pk].needs).append(title)
    for pk, name, role in _rows(Representation, found, "name", "role", where=Q(visibility=Visibility.PUBLIC)):
        found[pk].people.append((name, role))
    if club:
        members = Membership.objects.filter(club=club, state=MembershipState.MEMBER, organization__in=found)
        member_ids = set(members.values_list("organization_id", flat=True))
        for pk, entry in found.items():
            entry.member = pk in member_ids
    return found


def _rows(model, found: dict, *columns: str, where: Q | None = None, order: str = "pk"):
    rows = model.objects.filter(where or Q(), organization__in=found)
    return rows.order_by("organization_id", order, "pk").values_list("organization_id", *columns)


def _entry(row: Organization) -> Entry:
    address = settings.ESSAIM_URL + reverse("organizations:detail", args=[row.pk, row.slug])
    return Entry(
        id=row.pk, name=row.name, acronym=row.acronym, family=row.family, cooperative_kind=row.cooperative_kind,
        siren=row.siren or "", siret=row.siret or "", rna=row.rna or "", naf=row.naf_code, headcount=row.headcount,
        founded_on=row.founded_on, summary=row.summary, website=row.website, email=row.email, phone=row.phone,
        url=address, checked_on=row.checked_on, updated_at=row.updated_at,
    )  # fmt: skip


def _add_places(found: dict[int, Entry]) -> None:
    """The head office, or else the first place. Without a point of its own it has its commune's centre."""
    places: dict[int, list[Place]] = defaultdict(list)
    for place in Place.objects.filter(organization__in=found).select_related("municipality").order_by("pk"):
        places[place.organization_id].append(place)
    for pk, several in places.items():
        place = min(several, key=lambda one: one.kind != PlaceKind.HEAD_OFFICE)
        entry, commune = found[pk], place.municipality
        entry.street, entry.postal_code = place.street, place.postal_code
        entry.municipality = commune.name if commune else place.city
        entry.municipality_code = commune.pk if commune else ""
        entry.latitude, entry.longitude = place.latitude, place.longitude
        if commune and (entry.latitude is None or entry.longitude is None):
            entry.latitude, entry.longitude = commune.latitude, commune.longitude

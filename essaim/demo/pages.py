"""What fills the pages of the invented organizations: places, sectors, statuses, know-how, offers, needs."""

import random
from collections.abc import Iterable
from datetime import date

from essaim.kernel.text import fold
from essaim.organizations.enums import ExchangeKind, PlaceKind
from essaim.organizations.models import (
    Exchange,
    Organization,
    OrganizationSector,
    OtherName,
    Place,
    Reference,
    ServedArea,
    Skill,
    Status,
)
from essaim.territory.models import Municipality

from .reading import DemoOrganization

SPREAD = 0.006  # degrees around the centre of the commune: a few streets
TERRITORY = "200072460"


def add_pages(
    entries: Iterable[DemoOrganization], organizations: dict[str, Organization], chance: random.Random
) -> None:
    """Create the rows that hang on the organizations, a bulk per model."""
    entries = list(entries)
    communes = Municipality.objects.prefetch_related("postal_codes").in_bulk({entry.insee for entry in entries})
    Place.objects.bulk_create(
        _place(organizations[entry.key], entry, communes[entry.insee], chance) for entry in entries
    )
    ServedArea.objects.bulk_create(area for entry in entries for area in _served(organizations[entry.key], entry))
    OrganizationSector.objects.bulk_create(
        OrganizationSector(organization=organizations[entry.key], sector_id=code)
        for entry in entries
        for code in entry.sectors
    )
    OtherName.objects.bulk_create(
        OtherName(organization=organizations[entry.key], name=name, folded_name=fold(name))
        for entry in entries
        for name in entry.also_known_as
    )
    Status.objects.bulk_create(
        Status(
            organization=organizations[entry.key],
            kind=status["kind"],
            valid_from=date(status["since"], 1, 1) if "since" in status else None,
            valid_until=date(status["until"], 12, 31) if "until" in status else None,
        )
        for entry in entries
        for status in entry.statuses
    )
    Skill.objects.bulk_create(
        Skill(organization=organizations[entry.key], name=name, folded_name=fold(name), position=position)
        for entry in entries
        for position, name in enumerate(entry.skills)
    )
    Reference.objects.bulk_create(
        Reference(organization=organizations[entry.key], **reference)
        for entry in entries
        for reference in entry.references
    )
    Exchange.objects.bulk_create(
        Exchange(organization=organizations[entry.key], kind=kind, title=one["title"], text=one.get("text", ""))
        for entry in entries
        for kind, exchanges in ((ExchangeKind.OFFER, entry.offers), (ExchangeKind.NEED, entry.needs))
        for one in exchanges
    )


def _place(organization: Organization, entry: DemoOrganization, commune: Municipality, chance: random.Random) -> Place:
    codes = sorted(postal.code for postal in commune.postal_codes.all())
    latitude, longitude = commune.latitude, commune.longitude
    return Place(
        organization=organization,
        kind=PlaceKind.HEAD_OFFICE,
        siret=organization.siret or "",
        street=entry.street,
        postal_code=codes[0] if codes else "",
        city=commune.name,
        municipality=commune,
        latitude=latitude and round(latitude + chance.uniform(-SPREAD, SPREAD), 5),
        longitude=longitude and round(longitude + chance.uniform(-SPREAD, SPREAD), 5),
    )


def _served(organization: Organization, entry: DemoOrganization) -> list[ServedArea]:
    if entry.serves == "epci":
        return [ServedArea(organization=organization, kind="intermunicipality", code=TERRITORY)]
    codes = [entry.insee] if isinstance(entry.serves, str) else entry.serves
    return [ServedArea(organization=organization, kind="municipality", code=code) for code in dict.fromkeys(codes)]

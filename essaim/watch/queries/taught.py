"""What a structure's answers taught, in rows that a page shows."""

from dataclasses import dataclass, field

from essaim.clubs.models import Club
from essaim.organizations.models import Organization, Place, Sector

from ..engine import Lesson, learn
from ..models import Answer, Interest
from .profiles import decision, sector_paths, sectors_of


@dataclass(frozen=True)
class Taught:
    """`lesson`: numbers. `count`: answers that taught. `funders`: their names as they are written."""

    lesson: Lesson
    count: int = 0
    funders: dict[str, str] = field(default_factory=dict)


def interest_of(club: Club, organization: Organization | None) -> Interest:
    """What was said, or an empty row that is in no database."""
    return Interest.objects.filter(club=club, organization=organization).first() or Interest(
        club=club, organization=organization
    )


@dataclass(frozen=True)
class Deduced:
    """What is taken from the page of a structure where it says nothing here."""

    sectors: list[str]
    skills: list[str]
    places: list[str]


def deduced_of(organization: Organization) -> Deduced:
    """Three queries."""
    sectors = Sector.objects.filter(organization_links__organization=organization)
    places = Place.objects.filter(organization=organization, municipality__isnull=False).select_related("municipality")
    return Deduced(
        [str(one) for one in sectors],
        list(organization.skills.values_list("name", flat=True)),
        list(dict.fromkeys(str(one.municipality) for one in places)),
    )


def taught_to(club: Club, organization: Organization, interest: Interest) -> Taught:
    """As the score counts it. Three queries at most."""
    rows = Answer.objects.filter(club=club, organization=organization).order_by("given_at", "pk")
    if interest.forget_before:
        rows = rows.filter(given_at__gt=interest.forget_before)
    answers = list(rows)
    paths = sector_paths()
    codes = interest.sectors or sectors_of([organization.pk])[organization.pk]
    own = [paths[code] for code in codes if code in paths]
    decisions = [decision(one.verdict, one.reason, one.seen) for one in answers]
    funders = {one.seen.get("funder", ""): one.seen.get("funder_name", "") for one in answers}
    return Taught(learn(decisions, own), sum(bool(learn([one], own)) for one in decisions), funders)

"""Members that calls may concern, for the tests of every app."""

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.kernel.text import fold
from essaim.organizations.actions import load_sectors
from essaim.organizations.enums import Family
from essaim.organizations.models import Organization, OrganizationSector, Sector, Skill
from essaim.organizations.tests.factories import make_organization, make_place, make_representation, make_user


def make_watcher(
    club: Club, name: str = "La Marmite", *, sectors: tuple[str, ...] = ("alimentation-restauration",),
    skills: tuple[str, ...] = ("Restauration collective", "Circuits courts"), user: User | None = None, **fields,
) -> Organization:  # fmt: skip
    """A member in Béthune, with someone who has an account."""
    if not Sector.objects.exists():
        load_sectors()
    organization = make_member(club, make_organization(name, **{"family": Family.ASSOCIATION} | fields))
    make_representation(organization, user or make_user(name=f"Quelqu'un de {name}"))
    make_place(organization)
    OrganizationSector.objects.bulk_create(
        OrganizationSector(organization=organization, sector_id=code) for code in sectors
    )
    Skill.objects.bulk_create(
        Skill(organization=organization, name=skill, folded_name=fold(skill), position=place)
        for place, skill in enumerate(skills)
    )
    return organization


def user_of(organization: Organization) -> User:
    user = organization.representations.get(user__isnull=False).user
    assert user is not None
    return user

"""A small territory and organizations that show all that the directory can show."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.kernel.hooks import organizations_changed
from essaim.kernel.text import fold
from essaim.organizations.enums import ExchangeKind, StatusKind, Visibility
from essaim.organizations.models import Exchange, OrganizationSector, Representation, Sector, Skill, Status
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place


def told(*organizations) -> None:
    """Say that they changed, as the verbs that write them do: the search then knows them."""
    organizations_changed.tell(ids=[organization.pk for organization in organizations])


@pytest.fixture
def sectors(db) -> dict[str, Sector]:
    rows = [("alimentation", None, "Alimentation", "Food"), ("alimentation-bio", "alimentation", "Bio", "Organic"),
            ("textile", None, "Textile", "Textile")]  # fmt: skip
    for position, (code, parent, name, name_en) in enumerate(rows):
        Sector.objects.create(code=code, parent_id=parent, name=name, name_en=name_en, position=position)
    return {sector.pk: sector for sector in Sector.objects.all()}


@pytest.fixture
def bethune(db):
    return make_municipality("62119", "Béthune")


@pytest.fixture
def lillers(db):
    return make_municipality("62516", "Lillers", latitude=50.563, longitude=2.481)


@pytest.fixture
def club(db) -> Club:
    return Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici", intermunicipalities=["200072460"])


@pytest.fixture
def brouette(sectors, bethune):
    """An organization with everything."""
    organization = make_organization(
        "La Brouette partagée", acronym="LBP", family="cooperative", cooperative_kind="scic", siren="812345676",
        siret="81234567600017", rna="W621001234", naf_code="01.13Z", headcount="11", founded_on=date(2015, 3, 9),
        summary="Légumes de plein champ ; livre trois cantines.", website="https://brouette.example.org/",
        description="Des paniers chaque jeudi. Nous cuisinons des soupes en hiver.",
        email="bonjour@brouette.example.org", phone="03 21 00 00 01",
    )  # fmt: skip
    make_place(organization, bethune, latitude=50.53, longitude=2.64)
    Status.objects.create(organization=organization, kind=StatusKind.ESUS)
    Status.objects.create(
        organization=organization, kind=StatusKind.EI, valid_until=timezone.localdate() - timedelta(days=1)
    )
    OrganizationSector.objects.create(organization=organization, sector=sectors["alimentation-bio"])
    for name in ("Maraîchage", "Cuisine | conserve"):
        Skill.objects.create(organization=organization, name=name, folded_name=fold(name))
    Exchange.objects.create(organization=organization, kind=ExchangeKind.NEED, title="Un camion frigorifique")
    Exchange.objects.create(organization=organization, kind=ExchangeKind.OFFER, title="Une légumerie le vendredi")
    for name, visibility in (
        ("Odile Publique", Visibility.PUBLIC),
        ("Yvon Membre", Visibility.MEMBERS),
        ("Zoé Cachée", Visibility.HIDDEN),
    ):
        Representation.objects.create(
            organization=organization, name=name, role="Gérance", kind="contributor", visibility=visibility
        )
    told(organization)
    return organization


@pytest.fixture
def join():
    """`join(organization, club)`: make it a member."""

    def make_member(organization, club):
        return Membership.objects.create(organization=organization, club=club, state=MembershipState.MEMBER)

    return make_member


@pytest.fixture
def many(make_many):
    return make_many(30)


@pytest.fixture
def make_many(sectors, bethune, lillers):
    """`make_many(30)`: organizations with what their cards show."""
    return lambda count: _make(count, sectors, bethune, lillers)


def _make(count, sectors, bethune, lillers):
    rows = []
    for number in range(count):
        row = make_organization(f"Structure {number:02}", family="association", summary="Des soupes et des confitures.")
        make_place(row, lillers if number % 3 else bethune)
        OrganizationSector.objects.create(organization=row, sector=sectors["textile" if number % 2 else "alimentation"])
        Status.objects.create(organization=row, kind="esus")
        rows.append(row)
    told(*rows)
    return rows

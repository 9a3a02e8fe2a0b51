"""A small directory to search, indexed."""

import pytest

from essaim.clubs.models import Club, Membership
from essaim.kernel.hooks import organizations_changed
from essaim.kernel.text import fold
from essaim.organizations.actions import load_sectors
from essaim.organizations.models import Exchange, Organization, OrganizationSector, Reference, Skill, Status
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place


@pytest.fixture
def directory(db):
    """Organizations by a short key; the club has the agglomeration of Béthune and two members."""
    load_sectors()
    bethune = make_municipality()
    noeux = make_municipality("62617", "Nœux-les-Mines", latitude=50.4749, longitude=2.6626)
    lille = make_municipality("59350", "Lille", latitude=50.6311, longitude=3.0468, intermunicipality=None)
    made = {}

    def add(key, name, municipality, *, skills=(), sectors=(), statuses=(), **fields):
        organization = made[key] = make_organization(name, **fields)
        make_place(organization, municipality)
        for skill in skills:
            Skill.objects.create(organization=organization, name=skill, folded_name=fold(skill))
        for code in sectors:
            OrganizationSector.objects.create(organization=organization, sector_id=code)
        for kind in statuses:
            Status.objects.create(organization=organization, kind=kind)

    add("culture", "Association culturelle du Bassin", bethune, family="association", sectors=["culture"])
    add("wood", "La Toupie", noeux, skills=["Menuiserie bois", "Agencement"], family="cooperative", acronym="SCOP T.")
    add("text", "Les Copeaux", lille, description="Un atelier de menuiserie ouvert à tous.", family="association")
    add("name", "Menuiserie Delattre et filles", lille, family="cooperative")
    add(
        "garden", "Cœur de jardin", bethune, sectors=["alimentation-maraichage"], statuses=["aci"], family="association"
    )
    add("small", "Les Uns et les Autres", noeux, description="Repas partagés, micro-crédit, adhérent·es bienvenu·es.")
    add("hidden", "Menuiserie cachée", bethune, listed=False)
    Exchange.objects.create(organization=made["small"], kind="offer", title="Prêt d'une remorque frigorifique")
    Reference.objects.create(organization=made["garden"], client="Ville de Barlin", what="Fleurissement", year=2024)
    club = Club.objects.create(slug="artois", name="Club", short_name="Club", intermunicipalities=["200072460"])
    for key in ("culture", "text"):
        Membership.objects.create(club=club, organization=made[key], state="member")
    made["club"] = club
    organizations_changed.tell(ids=list(Organization.objects.values_list("pk", flat=True)))
    return made


@pytest.fixture
def keys(directory):
    """Names the ids of a result by the keys of the directory."""
    by_id = {organization.pk: key for key, organization in directory.items() if key != "club"}
    return lambda result: [by_id[number] for number in result.ids]

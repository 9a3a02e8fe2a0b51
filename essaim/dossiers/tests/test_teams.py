"""Teams proposed for a dossier: who may be in them, what they cover in words, one click to invite them."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions, candidates, explaining
from essaim.dossiers.candidates import Asked, pool_for
from essaim.dossiers.enums import NeedKind, PartnerState
from essaim.dossiers.models import Need, Partner, TeamProposal
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold
from essaim.organizations.models import Reference, Skill, Status
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place
from tests.helpers.queries import assert_same_queries

from .factories import a_member, again, make_dossier, part_of, user_of

pytestmark = pytest.mark.django_db


def knows(organization, *skills, place="62119", headcount="11"):
    for skill in skills:
        Skill.objects.create(organization=organization, name=skill, folded_name=fold(skill))
    make_place(organization, make_municipality(place, f"Commune {place}"))
    organization.headcount = headcount
    organization.save(update_fields=["headcount"])
    return organization


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def brouette(club):
    return knows(a_member(club, "La Brouette partagée"), "Légumes de saison")


@pytest.fixture
def dossier(club, brouette):
    dossier = make_dossier(club, brouette)
    for kind, label, value, more in (
        (NeedKind.SKILL, "Restauration collective", "", {}),
        (NeedKind.SKILL, "Livraison à vélo", "", {}),
        (NeedKind.STATUS, "SIAE", "siae", {}),
        (NeedKind.OWN_FUNDS, "Apport de 5 000 €", "", {"quantity": 5000, "required": False}),
    ):
        actions.set_need(dossier=dossier, actor=None, kind=kind, label=label, value=value, **more)
    return again(dossier)


@pytest.fixture
def cuisine(club):
    return knows(a_member(club, "Cuisine Belle-Houblon"), "Restauration collective")


@pytest.fixture
def navette(club):
    one = knows(a_member(club, "La Navette solidaire"), "Vélo", "Livraison de repas à vélo")
    Status.objects.create(organization=one, kind="aci")
    return one


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def url(name, club, dossier):
    return reverse(f"dossiers:{name}", args=[club.slug, dossier.pk])


def test_who_covers_what(club, dossier, brouette, cuisine, navette):
    knows(a_member(club, "Les Violons"), "Concerts")
    pool = pool_for(dossier, Asked())
    keys = {need.label: need.pk for need in pool.needs}
    covers = {one.key: dict(one.covers) for one in pool.problem.candidates}
    assert covers[cuisine.pk] == {keys["Restauration collective"]: candidates.EXACT}
    assert covers[navette.pk] == {keys["Livraison à vélo"]: candidates.IN_ONE, keys["SIAE"]: candidates.EXACT}
    assert pool.problem.kept == {brouette.pk}
    assert [need.label for need in pool.unread] == ["Apport de 5 000 €"]
    assert pool.problem.hub is not None


def test_wide_takes_the_directory_of_the_territory(club, dossier):
    beyond = knows(make_organization("Ailleurs"), "Restauration collective", place="62041")
    around = knows(make_organization("Traiteur d'ici"), "Restauration collective")
    hidden = knows(make_organization("Caché", listed=False), "Restauration collective")
    club.municipalities.set([make_municipality("62119")])
    found = {one.key for one in pool_for(dossier, Asked()).problem.candidates}
    assert not found & {beyond.pk, around.pk, hidden.pk}
    found = {one.key for one in pool_for(dossier, Asked(wide=True)).problem.candidates}
    assert found & {beyond.pk, around.pk, hidden.pk} == {around.pk}


def test_references_capacity_places(club, dossier, cuisine, navette):
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.REFERENCE, label="Références en cantines", quantity=2)
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.CAPACITY, label="Vingt personnes", quantity=20)
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.TERRITORY, label="Béthune", value="62119")
    Reference.objects.create(organization=cuisine, client="Ville de Lillers", what="Cantines des écoles", year=2024)
    Reference.objects.create(organization=cuisine, client="Un hôtel", what="Buffet", year=2024)
    pool = pool_for(dossier, Asked())
    by_key = {one.key: one for one in pool.problem.candidates}
    needs = {need.label: need for need in pool.needs}
    assert by_key[cuisine.pk].references == {needs["Références en cantines"].pk: 1}
    assert by_key[cuisine.pk].capacity == 10
    assert by_key[cuisine.pk].covers[needs["Béthune"].pk] == candidates.EXACT


def test_who_worked_together_and_who_is_busy(club, dossier, brouette, cuisine, navette):
    for number in range(2):
        past = make_dossier(club, cuisine, navette, title=f"Ancien {number}")
        type(past).objects.filter(pk=past.pk).update(
            state="won", frozen_number=past.composition_number, submitted_at=past.created_at
        )
    make_dossier(club, navette, title="En cours")
    by_key = {one.key: one for one in pool_for(dossier, Asked()).problem.candidates}
    assert by_key[cuisine.pk].worked_with[navette.pk] == 2
    assert by_key[navette.pk].availability == 100 - candidates.BUSY
    assert by_key[cuisine.pk].availability == 100


@pytest.mark.parametrize(("label", "code"), [
    ("Structure d'insertion (SIAE)", "siae"), ("Agrément ESUS", "esus"), ("Un ESAT", "esat"), ("EA", "ea"),
    ("J'ai un label", ""), ("Qualiopi", "qualiopi"), ("Entreprise adaptée", "ea"), ("Une entreprise d'insertion", "ei"),
])  # fmt: skip
def test_a_status_in_words(label, code):
    assert candidates.status_of(Need(kind=NeedKind.STATUS, label=label)) == code


@pytest.mark.parametrize(("kind", "label", "unit", "read"), [
    (NeedKind.CAPACITY, "Repas par jour", "repas", False), (NeedKind.CAPACITY, "Équipe", "salariés", True),
    (NeedKind.CAPACITY, "Vingt personnes", "", True), (NeedKind.OWN_FUNDS, "Apport", "", False),
    (NeedKind.SKILL, "Cuisine", "", True),
])  # fmt: skip
def test_what_the_directory_tells_of(kind, label, unit, read):
    assert candidates.is_read(Need(kind=kind, label=label, unit=unit)) == read


def test_a_skill_in_part(club, dossier, brouette):
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.SKILL, label="Livraison sans camion")
    one = knows(a_member(club, "La Tournée"), "Livraison de cantines")
    pool = pool_for(dossier, Asked())
    key = next(need.pk for need in pool.needs if need.label == "Livraison sans camion")
    assert next(row for row in pool.problem.candidates if row.key == one.pk).covers[key] == 20


def test_proposed_kept_excluded(club, dossier, brouette, cuisine, navette):
    other = knows(a_member(club, "Le Fourneau"), "Restauration collective", headcount="")
    row = actions.propose_teams(dossier=dossier, actor=None, asked=Asked())
    assert set(row.teams[0]["members"]) == {brouette.pk, cuisine.pk, navette.pk}
    assert row.teams[0]["missing"] == []
    assert row.teams[0]["gap"] == 0
    row = actions.propose_teams(dossier=dossier, actor=None, asked=Asked(excluded=frozenset({cuisine.pk})))
    assert set(row.teams[0]["members"]) == {brouette.pk, other.pk, navette.pk}
    row = actions.propose_teams(dossier=dossier, actor=None, asked=Asked(kept=frozenset({other.pk})))
    assert all({brouette.pk, other.pk} <= set(team["members"]) for team in row.teams)
    assert TeamProposal.objects.count() == 1
    invited = actions.invite(dossier=dossier, organization=other, actor=None)
    actions.decline(partner=invited, actor=None)
    row = actions.propose_teams(dossier=dossier, actor=None, asked=Asked())
    assert not any(other.pk in team["members"] for team in row.teams)


def test_refusals(club, brouette):
    dossier = make_dossier(club, brouette)
    with pytest.raises(Refusal) as caught:
        actions.propose_teams(dossier=dossier, actor=None, asked=Asked())
    assert caught.value.code == "needs"
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.SKILL, label="Cuisine")
    with pytest.raises(Refusal) as caught:
        actions.propose_teams(dossier=dossier, actor=None, asked=Asked())
    assert caught.value.code == "nobody"
    a_member(club, "Les Violons")
    with pytest.raises(Refusal) as caught:
        actions.propose_teams(dossier=dossier, actor=None, asked=Asked())
    assert caught.value.code == "nothing"
    many = Asked(kept=frozenset(range(50)))
    with pytest.raises(Refusal, match="quarante"):
        actions.propose_teams(dossier=dossier, actor=None, asked=many)


def test_the_sentences():
    needs = [{"key": n, "label": label} for n, label in enumerate(["cuisine", "vélo", "SIAE", "références"])]
    team = {
        "covered": [0, 1], "missing": [2], "partly": [3], "proven": [[7, 8, 2]], "new": [9], "farthest": 12.4,
        "gap": 0.031,
    }  # fmt: skip
    said = [
        one.replace("\u00a0", " ").replace("’", "'")
        for one in explaining.sentences(team, needs, {7: "A", 8: "B", 9: "C"})
    ]
    assert said == [
        "Couvre 2 besoins sur 4.", "Manque : SIAE.", "En partie : références.",
        "A et B ont déjà répondu ensemble 2 fois.", "C n'a encore travaillé avec aucune des autres.",
        "À 12 km au plus, à vol d'oiseau.",
    ]  # fmt: skip
    assert "3" in explaining.proof(team, first=True)
    assert "prouvé" in explaining.proof(team | {"gap": 0}, first=True)


def test_the_page_from_the_needs_to_the_invitations(client, club, dossier, brouette, cuisine, navette):
    client.force_login(user_of(brouette))
    address = url("teams", club, dossier)
    assert address in plain(client.get(url("needs", club, dossier)))
    assert "Proposer des équipes" in plain(client.get(address))
    assert TeamProposal.objects.count() == 0  # a GET finds nothing
    client.post(address)
    page = plain(client.get(address))
    for words in ("Équipe 1", "Cuisine Belle-Houblon", "Couvre 3 besoins sur 3", "C'est prouvé", "déjà là",
                  "L'annuaire ne dit rien de : Apport de 5 000 €", "Parmi 3 structures"):  # fmt: skip
        assert words in page
    client.post(address, {"sans": cuisine.pk})
    page = plain(client.get(address))
    assert "Manque : Restauration collective" in page
    assert f'name="ecartee" value="{cuisine.pk}"' in page
    client.post(address, {"ecartee": cuisine.pk, "oublier": cuisine.pk})
    seen = TeamProposal.objects.get().updated_at.isoformat()
    invite = url("invite_team", club, dossier)
    page = plain(client.post(invite, {"equipe": "1", "vue": "avant"}, follow=True))
    assert "D'autres équipes ont été cherchées" in page
    page = plain(client.post(invite, {"equipe": "1", "vue": seen}, follow=True))
    assert "2 invitations sont parties" in page
    assert part_of(dossier, cuisine).state == PartnerState.INVITED
    assert "Restauration collective" in part_of(dossier, cuisine).word
    client.post(invite, {"equipe": "1", "vue": seen})
    assert Partner.objects.filter(dossier=dossier).count() == 3
    assert client.post(invite, {"equipe": "x", "vue": seen}).status_code == 404
    actions.set_need(dossier=dossier, actor=None, kind=NeedKind.SKILL, label="Comptabilité")
    assert "Les besoins ont changé" in plain(client.get(address))


def test_who_has_no_address_is_told(client, club, dossier, brouette, navette):
    around = knows(make_organization("Traiteur d'ici"), "Restauration collective")
    club.municipalities.set([make_municipality("62119")])
    row = actions.propose_teams(dossier=dossier, actor=None, asked=Asked(wide=True))
    assert around.pk in row.teams[0]["members"]
    invited, refused = actions.invite_team(proposal=row, number=0, actor=None)
    assert [one.organization for one in invited] == [navette]
    assert "Traiteur d'ici" in refused[0]
    with pytest.raises(Refusal):
        actions.invite_team(proposal=row, number=99, actor=None)


def test_the_page_costs_the_same(client, club, dossier, brouette, cuisine, navette):
    client.force_login(user_of(brouette))
    address = url("teams", club, dossier)
    client.post(address)
    row = TeamProposal.objects.get()
    team = row.teams[0]

    def more(count):
        others = [make_organization(f"Structure {number}").pk for number in range(count)]
        current = TeamProposal.objects.get()
        current.teams = [*current.teams, *(team | {"members": [brouette.pk, one]} for one in others)]
        current.save()

    assert assert_same_queries(client, address, more, rows=12) <= 16

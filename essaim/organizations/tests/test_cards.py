"""Editing a page card by card, without script: saved values come back, rows are added and removed, nothing is lost."""

import re

import pytest
from django.urls import reverse

from essaim.organizations import actions
from essaim.organizations.cards import CARDS
from essaim.organizations.models import Organization

from .factories import make_municipality, make_organization, make_place, make_representation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization(client):
    organization = make_organization(siren="732829320", siret="73282932000074")
    keeper = make_user("odile@example.org", name="Odile Fruchart")
    make_representation(organization, keeper, email=keeper.email)
    client.force_login(keeper)
    return organization


def address(organization: Organization, card: str) -> str:
    return reverse("organizations:edit_card", args=[organization.pk, card])


def posted(client, organization: Organization, card: str, **changes) -> dict:
    """What the browser would send for the card as it is shown, with some fields changed."""
    html = client.get(address(organization, card)).content.decode()
    form = html[html.index('name="stamp"') :]
    data: dict = {"stamp": re.search(r'name="stamp" value="(\w+)"', html)[1]}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if not name or ("checkbox" in tag and "checked" not in tag):
            continue
        if "checkbox" in tag:
            data.setdefault(name[1], []).append(value[1] if value else "on")
        else:
            data[name[1]] = value[1] if value else ""
    data |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\s?(.*?)</textarea>', form, re.S))
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        data[name] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', body)[1]
    return data | changes


@pytest.mark.parametrize("card", [slug for slug, card in CARDS.items() if not card.reviewers])
def test_saving_a_card_as_it_is_changes_nothing(client, organization, card, told):
    make_place(organization)
    actions.set_skills(organization=organization, skills=["Maraîchage"])
    actions.set_references(organization=organization, references=[{"client": "Ville", "what": "Paniers", "year": 2024}])
    actions.set_exchanges(organization=organization, exchanges=[{"kind": "offer", "title": "Un four"}])
    actions.set_statuses(organization=organization, statuses=[{"kind": "esus"}])
    actions.set_links(organization=organization, links=[{"title": "Boutique", "url": "https://exemple.org"}])
    actions.set_served_areas(organization=organization, areas=[("municipality", "62119"), ("country", "FR")])
    told["journaled"].clear()
    response = client.post(address(organization, card), posted(client, organization, card))
    assert response.status_code == 302, response.content.decode()
    assert told["journaled"] == []


def test_identity(client, organization):
    data = posted(
        client, organization, "identite", name="La Brouette", number="404 833 048", legal_category="9220",
        naf_code="8899b", other_names="Brouette et Cie\n\n- LBP", founded_on="03/05/2011",
    )  # fmt: skip
    response = client.post(address(organization, "identite"), data)
    assert response.status_code == 302
    organization.refresh_from_db()
    assert (organization.name, organization.slug) == ("La Brouette", "la-brouette")
    assert (organization.siren, organization.siret) == ("404833048", None)
    assert organization.naf_code == "88.99B"
    assert organization.founded_on.isoformat() == "2011-05-03"
    assert list(organization.other_names.values_list("name", flat=True)) == ["Brouette et Cie", "LBP"]


def test_a_refused_number_keeps_what_was_typed(client, organization):
    data = posted(client, organization, "identite", name="La Brouette neuve", number="7328293200007")
    page = client.post(address(organization, "identite"), data).content.decode()
    assert "Il manque un chiffre\u00a0: vous en avez tapé 13." in page
    assert 'value="La Brouette neuve"' in page
    assert 'value="7328293200007"' in page
    organization.refresh_from_db()
    assert organization.name == "La Brouette partagée"


def test_a_number_held_by_another_is_refused_on_its_field(client, organization):
    make_organization("La Première", siren="404833048")
    data = posted(client, organization, "identite", number="404833048")
    page = client.post(address(organization, "identite"), data).content.decode()
    assert "La Première" in page


def test_a_row_more_without_script(client, organization):
    data = posted(client, organization, "echanges", add="exchanges")
    data |= {"exchanges-0-kind": "offer", "exchanges-0-title": "Un four", "exchanges-0-until": "pas une date"}
    page = client.post(address(organization, "echanges"), data).content.decode()
    assert 'value="Un four"' in page
    assert 'value="pas une date"' in page
    assert "exchanges-2-title" in page
    assert 'class="error"' not in page, "asking for a row checks nothing"
    assert not organization.exchanges.exists()
    again = posted_from(page) | {"exchanges-0-until": "", "exchanges-2-kind": "need", "exchanges-2-title": "Un camion"}
    assert client.post(address(organization, "echanges"), again).status_code == 302
    assert list(organization.exchanges.values_list("kind", "title")) == [("offer", "Un four"), ("need", "Un camion")]


def posted_from(page: str) -> dict:
    data = {"stamp": re.search(r'name="stamp" value="(\w+)"', page)[1]}
    for tag in re.findall(r"<input[^>]*>", page[page.index('name="stamp"') :]):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag:
            data[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        data[name] = chosen[1] if chosen else ""
    return data


def test_a_row_less(client, organization):
    actions.set_exchanges(
        organization=organization,
        exchanges=[{"kind": "offer", "title": "Un four"}, {"kind": "need", "title": "Un camion"}],
    )
    data = posted(client, organization, "echanges", **{"exchanges-0-DELETE": "on"})
    assert client.post(address(organization, "echanges"), data).status_code == 302
    assert list(organization.exchanges.values_list("title", flat=True)) == ["Un camion"]


def test_what_is_wrong_in_a_row_is_said_there(client, organization):
    data = posted(client, organization, "activite")
    data |= {"references-0-client": "Ville", "references-0-what": "Paniers", "references-0-year": "3020"}
    page = client.post(address(organization, "activite"), data).content.decode()
    assert "Cette année n’est pas encore venue." in page
    assert 'value="Ville"' in page


def test_someone_else_wrote_meanwhile(client, organization):
    data = posted(client, organization, "echanges")
    data |= {"exchanges-0-kind": "need", "exchanges-0-title": "Un camion"}
    actions.set_exchanges(organization=organization, exchanges=[{"kind": "offer", "title": "Un four"}])
    page = client.post(address(organization, "echanges"), data).content.decode()
    assert "Quelqu’un a modifié cette partie" in page
    assert 'value="Un camion"' in page
    assert list(organization.exchanges.values_list("title", flat=True)) == ["Un four"]
    # A second click keeps what was typed.
    data["stamp"] = re.search(r'name="stamp" value="(\w+)"', page)[1]
    assert client.post(address(organization, "echanges"), data).status_code == 302
    assert list(organization.exchanges.values_list("title", flat=True)) == ["Un camion"]


def test_rows_of_another_organization_are_out_of_reach(client, organization):
    other = make_organization("Une autre")
    actions.set_exchanges(organization=other, exchanges=[{"kind": "offer", "title": "Le sien"}])
    data = posted(client, organization, "echanges")
    data |= {"exchanges-0-pk": other.exchanges.get().pk, "exchanges-0-kind": "need", "exchanges-0-title": "Volé"}
    assert client.post(address(organization, "echanges"), data).status_code == 302
    assert other.exchanges.get().title == "Le sien"
    assert organization.exchanges.get().title == "Volé"


@pytest.mark.parametrize(
    ("city", "code", "outcome"),
    [
        ("Béthune", "62400", "62119"), ("BETHUNE CEDEX", "62400", "62119"), ("Nœux les Mines", "62290", "62617"),
        ("Zut-sur-Lys", "62400", None),
    ],
)  # fmt: skip
def test_the_commune_is_found_as_people_write_it(client, organization, city, code, outcome):
    bethune = make_municipality()
    bethune.postal_codes.create(code="62400")
    make_municipality("62617", "Nœux-les-Mines").postal_codes.create(code="62290")
    data = posted(client, organization, "lieux")
    data |= {"places-0-kind": "head_office", "places-0-city": city, "places-0-postal_code": code}
    response = client.post(address(organization, "lieux"), data)
    if outcome:
        assert response.status_code == 302, response.content.decode()
        assert organization.places.get().municipality_id == outcome
    else:
        assert "Il y a là\u00a0: Béthune." in response.content.decode()
        assert not organization.places.exists()


def test_a_new_address_forgets_the_coordinates(client, organization):
    make_place(organization, latitude=50.53, longitude=2.64)
    data = posted(client, organization, "lieux", **{"places-0-name": "Le siège"})
    client.post(address(organization, "lieux"), data)
    assert organization.places.get().latitude == 50.53
    data = posted(client, organization, "lieux", **{"places-0-street": "9 rue Neuve"})
    client.post(address(organization, "lieux"), data)
    assert organization.places.get().latitude is None


@pytest.mark.parametrize(
    "text", ["50.5303, 2.6405", "50,5303 ; 2,6405", "50.5303,2.6405", "50,5303 2,6405", " 50.5303 / 2.6405 "]
)
def test_a_point_as_maps_write_it(client, organization, text):
    make_place(organization)
    data = posted(client, organization, "lieux", **{"places-0-point": text})
    assert client.post(address(organization, "lieux"), data).status_code == 302
    assert organization.places.get().point == (50.5303, 2.6405)
    data = posted(client, organization, "lieux", **{"places-0-point": ""})
    client.post(address(organization, "lieux"), data)
    assert organization.places.get().point is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rue Haute", "Écrivez la latitude"), ("50.53", "Écrivez la latitude"), ("2.6405, 50.5303", "km de Béthune"),
        ("150, 2", "pas sur la Terre"),
    ],
)  # fmt: skip
def test_a_point_amiss_is_told_and_kept_in_the_form(client, organization, text, sentence):
    make_place(organization, make_municipality(latitude=50.53, longitude=2.64), latitude=50.5, longitude=2.6)
    data = posted(client, organization, "lieux", **{"places-0-point": text})
    response = client.post(address(organization, "lieux"), data)
    assert sentence in response.content.decode().replace("\u00a0", " ")
    assert text in response.content.decode()
    assert organization.places.get().point == (50.5, 2.6)


def test_served_areas_ticked_and_written(client, organization):
    make_place(organization)
    make_municipality("62178", "Bruay-la-Buissière")
    data = posted(
        client, organization, "lieux", wide=["department:62"], municipalities=["62178"], others="hauts de france"
    )
    assert client.post(address(organization, "lieux"), data).status_code == 302
    assert set(organization.served_areas.values_list("kind", "code")) == {
        ("department", "62"), ("municipality", "62178"), ("region", "32"),
    }  # fmt: skip
    data = posted(client, organization, "lieux", others="Atlantide")
    assert "Nous ne trouvons pas" in client.post(address(organization, "lieux"), data).content.decode()


def test_people_of_the_page(client, organization):
    data = posted(client, organization, "personnes")
    data |= {"people-1-name": "Yvon Cleuet", "people-1-kind": "substitute", "people-1-phone": "0321000001"}
    assert client.post(address(organization, "personnes"), data).status_code == 302
    assert organization.representations.count() == 2
    assert organization.representations.get(kind="substitute").phone == "03 21 00 00 01"
    data = posted(client, organization, "personnes", **{"people-1-kind": "representative"})
    page = client.post(address(organization, "personnes"), data).content.decode()
    assert "Deux personnes représentent la structure" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "pas une adresse"])
def test_only_addresses_of_the_web(client, organization, url):
    data = posted(client, organization, "liens", website=url)
    response = client.post(address(organization, "liens"), data)
    assert response.status_code == 200
    organization.refresh_from_db()
    assert organization.website == ""


def test_the_review_of_membership_is_not_for_its_own_people(client, organization):
    assert client.get(address(organization, "ess")).status_code == 404
    client.force_login(make_user(is_operator=True))
    data = posted(client, organization, "ess", ess_basis="statutes", ess_note="Statuts, article 4")
    assert client.post(address(organization, "ess"), data).status_code == 302
    organization.refresh_from_db()
    assert (organization.ess_basis, organization.ess_note) == ("statutes", "Statuts, article 4")


def test_the_list_of_cards_says_what_to_add(client, organization):
    page = client.get(reverse("organizations:edit", args=[organization.pk])).content.decode()
    assert "Dites en une phrase ce que vous faites." in page
    assert "Appartenance" not in page
    assert address(organization, "activite") in page


@pytest.mark.parametrize("rows", [1, 30])
def test_a_card_costs_the_same_for_1_row_and_for_30(client, organization, django_assert_num_queries, rows):
    actions.set_exchanges(
        organization=organization, exchanges=[{"kind": "offer", "title": f"Four {n}"} for n in range(rows)]
    )
    with django_assert_num_queries(9):
        client.get(address(organization, "echanges"))

"""The page of an organization: who sees what, at which cost, safe whatever was written in it."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.organizations import access, actions, panels
from essaim.organizations.enums import RepresentativeKind, Source, Visibility
from essaim.organizations.models import Link

from .factories import make_municipality, make_organization, make_place, make_representation, make_user

pytestmark = pytest.mark.django_db
NASTY = "</script><script>alert(1)</script><!-- & \u2028"


def text_of(response) -> str:
    return response.content.decode()


def test_what_a_visitor_reads(client):
    organization = make_organization(
        summary="Des légumes.", siren="732829320", siret="73282932000074", legal_category="9220", phone="03 21 00 00 00"
    )
    make_place(organization)
    actions.set_skills(organization=organization, skills=["Légumes de saison"])
    actions.set_exchanges(organization=organization, exchanges=[{"kind": "need", "title": "Un camion"}])
    page = text_of(client.get(organization.get_absolute_url()))
    for words in ("La Brouette partagée", "Des légumes.", "Béthune", "Légumes de saison", "Un camion",
                  "732\u202f829\u202f320\u202f00074", "Association déclarée", "tel:+33321000000"):  # fmt: skip
        assert words in page
    assert "Modifier la fiche" not in page


def test_people_by_reader(client):
    organization = make_organization()
    keeper = make_user(name="Odile Fruchart")
    for name, visibility in (("Pia Publique", Visibility.PUBLIC), ("Max Membre", Visibility.MEMBERS)):
        make_representation(organization, name=name, kind=RepresentativeKind.CONTRIBUTOR, visibility=visibility)
    make_representation(organization, keeper, visibility=Visibility.HIDDEN)
    insider = make_user()
    access.insiders.add("test", lambda user, _organization: user == insider)
    try:
        address = organization.get_absolute_url()
        page = text_of(client.get(address))
        assert "Pia Publique" in page
        assert "Max Membre" not in page
        assert "voient une personne de plus" in page, "the hidden one is nobody's business"
        client.force_login(insider)
        page = text_of(client.get(address))
        assert "Max Membre" in page
        assert "Odile Fruchart" not in page
        client.force_login(keeper)
        assert "Odile Fruchart" in text_of(client.get(address))
    finally:
        access.insiders._entries.pop("test")


def test_json_ld_cannot_break_out(client):
    organization = make_organization(name=f"Nom {NASTY}", summary=NASTY, description=NASTY)
    actions.set_skills(organization=organization, skills=[NASTY])
    page = text_of(client.get(organization.get_absolute_url()))
    assert "<script>alert" not in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    data = json.loads(block)
    assert data["description"] == NASTY
    assert data["@type"] == "Organization"


def test_json_ld_says_who_and_where(client):
    organization = make_organization(family="association", siren="732829320", website="https://exemple.org")
    make_place(organization)
    actions.set_served_areas(organization=organization, areas=[("municipality", "62119")])
    page = text_of(client.get(organization.get_absolute_url()))
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", page)[1])
    assert data["@type"] == "NGO"
    assert data["identifier"] == [{"@type": "PropertyValue", "propertyID": "SIREN", "value": "732829320"}]
    assert data["address"]["addressLocality"] == "Béthune"
    assert data["areaServed"] == [{"@type": "AdministrativeArea", "name": "Béthune"}]
    assert data["url"] == "https://exemple.org"


@pytest.mark.parametrize(
    ("written", "shown", "hidden"),
    [
        ("Du **bon** pain", "<strong>bon</strong>", "**"),
        ("<script>alert(1)</script>", "&lt;script&gt;", "<script>alert"),
        ("<img src=x onerror=alert(1)>", "&lt;img", "<img src=x"),
        ("[clic](javascript:alert(1))", "clic", 'href="javascript'),
        ("![photo](https://ailleurs.example/traceur.gif)", "photo", "<img src="),
        ("# Titre", "<h3>Titre</h3>", "<h1>Titre"),
        ("[site](https://exemple.org)", 'rel="nofollow noopener ugc"', " target="),
    ],
)
def test_description_is_safe_markdown(client, written, shown, hidden):
    organization = make_organization(description=written)
    page = text_of(client.get(organization.get_absolute_url()))
    assert shown in page
    assert hidden not in page


def test_addresses_that_are_not_of_the_web_are_not_links(client):
    organization = make_organization(website="javascript:alert(1)")
    Link.objects.create(organization=organization, title="Piège", url="data:text/html,x")
    page = text_of(client.get(organization.get_absolute_url()))
    assert 'href="javascript' not in page
    assert 'href="data:' not in page


def test_what_is_over_goes(client):
    organization = make_organization()
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.set_exchanges(
        organization=organization, exchanges=[{"kind": "offer", "title": "Un four", "text": "", "until": yesterday}]
    )
    actions.set_statuses(organization=organization, statuses=[{"kind": "qualiopi", "valid_until": yesterday}])
    page = text_of(client.get(organization.get_absolute_url()))
    assert "Un four" not in page
    assert "Arrivés à échéance" in page
    assert page.count("Qualiopi") == 1


def test_where_values_come_from(client):
    organization = actions.create_organization(
        values={"name": "Essai", "email": "contact@exemple.org"}, source=Source.FILE, detail="membres.xlsx"
    )
    page = text_of(client.get(organization.get_absolute_url()))
    assert "Fichier importé" in page
    assert "membres.xlsx" in page


def test_a_merged_page_leads_to_the_other(client):
    kept = make_organization("La Vraie")
    merged = make_organization("L'Autre", merged_into=kept, listed=False)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())
    assert "no-cache" in response["Cache-Control"]  # a browser would keep it after the merge is undone


def test_an_old_slug_leads_to_the_new(client):
    organization = make_organization()
    response = client.get(reverse("organizations:detail", args=[organization.pk, "ancien-nom"]))
    assert response["Location"] == organization.get_absolute_url()


def test_an_unlisted_page_is_for_its_people(client):
    organization = make_organization(listed=False)
    keeper = make_user()
    make_representation(organization, keeper)
    assert client.get(organization.get_absolute_url()).status_code == 404
    client.force_login(keeper)
    page = text_of(client.get(organization.get_absolute_url()))
    assert "pas encore dans l’annuaire" in page
    assert "noindex" in page
    assert "ld+json" not in page


def test_panels_of_higher_apps(client, monkeypatch):
    seen = []

    def tag(request, organization):
        seen.append(organization)
        return None

    panels.page_panels.add("test", panels.PagePanel(tag))
    try:
        organization = make_organization()
        client.get(organization.get_absolute_url())
    finally:
        panels.page_panels._entries.pop("test")
    assert seen == [organization]


def fill(organization, count: int) -> None:
    actions.set_skills(organization=organization, skills=[f"Savoir-faire {n}" for n in range(count)])
    actions.set_references(
        organization=organization,
        references=[
            {"client": f"Client {n}", "what": "x", "year": 2020, "skill": f"Savoir-faire {n}"} for n in range(count)
        ],
    )
    actions.set_exchanges(
        organization=organization, exchanges=[{"kind": "need", "title": f"Besoin {n}"} for n in range(count)]
    )
    people = [{"name": f"Personne {n}", "email": make_user().email, "visibility": "public"} for n in range(count)]
    actions.set_people(organization=organization, people=people)
    places = [
        {"kind": "site", "name": f"Lieu {n}", "municipality": make_municipality(f"62{n + 200}", f"Commune {n}")}
        for n in range(count)
    ]
    actions.set_places(organization=organization, places=places)
    areas = [("municipality", f"62{n + 200}") for n in range(count)]
    actions.set_served_areas(organization=organization, areas=areas)
    links = [{"title": f"Lien {n}", "url": f"https://exemple.org/{n}"} for n in range(count)]
    actions.set_links(organization=organization, links=links)


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_for_1_row_and_for_30(client, django_assert_num_queries, count):
    organization = make_organization(description="x")
    fill(organization, count)
    with django_assert_num_queries(12):
        page = text_of(client.get(organization.get_absolute_url()))
    assert f"Besoin {count - 1}" in page


def test_in_english(client):
    organization = make_organization()
    actions.confirm_organization(organization=organization)
    page = text_of(client.get(f"/en{organization.get_absolute_url()}"))
    assert "Suggest a correction" in page
    assert "Page checked in" in page


def test_vcard(client):
    organization = make_organization(
        "Fil, Terril; & Cie", acronym="FTC", phone="03 21 00 00 00", email="a@exemple.org",
        website="https://exemple.org/\r\nX-EVIL:1", summary="Une phrase bien longue, avec des accents é è à, " * 4,
    )  # fmt: skip
    make_place(organization, latitude=50.5, longitude=2.6)
    response = client.get(reverse("organizations:vcard", args=[organization.pk]))
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert 'filename="fil-terril-cie.vcf"' in response["Content-Disposition"]
    raw = response.content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    unfolded = raw.decode().replace("\r\n ", "")
    assert "FN:Fil\\, Terril\\; & Cie\r\n" in unfolded
    assert "ADR;TYPE=WORK:;;3 rue des Fèves;Béthune;;62400;France\r\n" in unfolded
    assert "\r\nX-EVIL" not in unfolded
    assert "GEO:50.500000;2.600000" in unfolded

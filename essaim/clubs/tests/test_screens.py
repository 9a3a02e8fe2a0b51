"""The screens of a club: what they do without JavaScript, and what they cost."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from essaim.clubs.actions import set_territory
from essaim.clubs.doors import public_doors
from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place, make_user

from .factories import make_club, make_member, make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", tagline="Cent communes. Un essaim.", email="bonjour@example.org")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club)
    client.force_login(user)
    return user


def picture(kind="PNG", size=(900, 600)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "orange").save(out, kind)
    return out.getvalue()


def url(name, club, *more):
    return reverse(name, args=[club.slug, *more])


def fill(rows: int, club: Club) -> None:
    make_municipality()
    for number in range(rows):
        organization = make_organization(f"Structure {number}", summary="Ce qu'elle fait.")
        make_place(organization)
        make_member(club, organization)
        make_member(club, make_organization(f"Invitée {number}"), MembershipState.INVITED)
        make_organiser(club, make_user(), ClubRole.OFFICER)
    set_territory(club=club, intermunicipalities=["200072460"], municipalities=[], actor=None)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("clubs:detail", 15), ("club_members:index", 9), ("club_settings:people", 6), ("club_settings:territory", 13)],
)
def test_thirty_rows_cost_what_one_costs(client, club, organiser, django_assert_num_queries, name, queries, rows):
    fill(rows, club)
    with django_assert_num_queries(queries):
        assert client.get(url(name, club)).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_clubs_costs_the_same(client, django_assert_num_queries, rows):
    for _number in range(rows):
        make_member(make_club())
    with django_assert_num_queries(1):
        page = client.get(reverse("all_clubs:index")).content.decode()
    assert page.count('<li class="card card-link">') == rows


def test_the_public_page(client, club):
    fill(3, club)
    page = client.get(url("clubs:detail", club)).content.decode()
    assert "Cent communes. Un essaim." in page
    assert "<b>3</b> structures" in page
    assert "<b>3</b> membres" in page
    assert "?commune=62119" in page
    assert 'href="mailto:bonjour@example.org"' in page
    assert "Pour bien commencer" not in page


def test_visitors_find_the_public_pages_of_other_apps(client):
    club = make_club(presentation="Un club d'ici.")
    page = client.get(url("clubs:detail", club)).content.decode()
    assert list(public_doors)
    for door in public_doors:
        address = reverse(door.url_name, args=[club.slug])
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_an_organiser_sees_what_comes_next(client, club, organiser):
    page = client.get(url("clubs:detail", club)).content.decode()
    assert "Choisir le territoire" in page
    assert "Donner une adresse" not in page


def settings_of(club, **changes):
    return {
        "name": club.name, "short_name": club.short_name, "directory_visibility": "public", "listed": "on",
        "people_visibility": "members",
    } | changes  # fmt: skip


def test_settings_are_kept(client, club, organiser):
    data = settings_of(club, tagline="Ensemble", founded_on="2025-06-12", directory_visibility="members")
    assert client.post(url("club_settings:index", club), data).status_code == 302
    club.refresh_from_db()
    assert (club.tagline, str(club.founded_on), club.directory_visibility) == ("Ensemble", "2025-06-12", "members")


def test_a_setting_to_put_right_loses_nothing(client, club, organiser):
    data = settings_of(club, name="", tagline="Ensemble")
    page = client.post(url("club_settings:index", club), data).content.decode()
    assert 'value="Ensemble"' in page
    assert 'href="#id_name"' in page
    club.refresh_from_db()
    assert club.tagline != "Ensemble"


def test_a_logo_is_made_small_shown_and_taken_away(client, club, organiser):
    upload = SimpleUploadedFile("logo.png", picture(), "image/png")
    client.post(url("club_settings:index", club), settings_of(club, logo=upload))
    response = client.get(url("clubs:logo", club))
    shown = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (shown.format, shown.size) == ("WEBP", (512, 341))
    assert response["Content-Type"] == "image/webp"
    client.post(url("club_settings:index", club), settings_of(club, no_logo="on"))
    assert client.get(url("clubs:logo", club)).status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n broken", b"", picture("GIF"), b"0" * (3 * 1024 * 1024 + 1)],
)
def test_what_is_no_logo_is_said(client, club, organiser, content):
    upload = SimpleUploadedFile("logo.png", content, "image/png")
    response = client.post(url("club_settings:index", club), settings_of(club, logo=upload))
    assert response.status_code == 200
    assert 'href="#id_logo"' in response.content.decode()
    club.refresh_from_db()
    assert not club.logo


def test_the_territory_from_search_to_map(client, club, organiser):
    bethune = make_municipality()
    page = client.get(url("club_settings:territory", club), {"q": "bethun"}).content.decode()
    assert f'name="ajouter" value="{bethune.pk}"' in page
    assert 'name="ajouter" value="200072460"' in page
    client.post(url("club_settings:change_territory", club), {"ajouter": "200072460"})
    club.refresh_from_db()
    assert club.intermunicipalities == ["200072460"]
    page = client.get(url("club_settings:territory", club)).content.decode()
    assert 'class="hive"' in page
    response = client.post(url("club_settings:change_territory", club), {"retirer": "200072460"}, follow=True)
    assert "Un territoire a au moins une commune" in response.content.decode()
    club.refresh_from_db()
    assert club.intermunicipalities == ["200072460"]


def test_a_code_that_is_nothing_is_refused(client, club, organiser):
    response = client.post(url("club_settings:change_territory", club), {"ajouter": "<b>"}, follow=True)
    assert "<b>" not in response.content.decode()
    assert club.municipalities.count() == 0


def test_a_charge_is_given_by_address_then_taken_back(client, club, organiser):
    data = {"email": "Yvon@example.org", "name": "Yvon Delattre", "role": "officer", "title": "Trésorier"}
    client.post(url("club_settings:people", club), data)
    charge = Charge.objects.get(user__email="yvon@example.org")
    assert (charge.role, charge.title, charge.user.name) == ("officer", "Trésorier", "Yvon Delattre")
    client.post(url("club_settings:take_charge_back", club, charge.pk))
    assert not Charge.objects.filter(pk=charge.pk).exists()


def test_the_last_organiser_is_told_why(client, club, organiser):
    own = Charge.objects.get(user=organiser)
    response = client.post(url("club_settings:take_charge_back", club, own.pk), follow=True)
    assert "Donnez d’abord cette charge" in response.content.decode()


def test_an_organiser_who_leaves_comes_back_to_the_club(client, club, organiser):
    make_organiser(club, make_user())
    own = Charge.objects.get(user=organiser)
    response = client.post(url("club_settings:take_charge_back", club, own.pk))
    assert response.url == url("clubs:detail", club)


def test_members_are_found_in_the_directory_and_noted(client, club, organiser):
    organization = make_organization("La Brouette partagée")
    page = client.get(url("club_members:index", club), {"ajouter": "brouette"}).content.decode()
    assert url("club_members:admit", club, organization.pk) in page
    client.post(url("club_members:admit", club, organization.pk))
    page = client.get(url("club_members:index", club)).content.decode()
    assert "La Brouette partagée" in page
    client.post(url("club_members:leave", club, organization.pk))
    assert club.memberships.get().state == MembershipState.LEFT


def test_the_operator_opens_a_club(client):
    client.force_login(make_user(is_operator=True))
    data = {"name": "Club de la Lys", "slug": "", "organiser": "odile@example.org"}
    response = client.post(reverse("all_clubs:new"), data)
    club = Club.objects.get()
    assert club.slug == "club-de-la-lys"
    assert response.url == url("club_settings:territory", club)


def test_a_taken_address_loses_nothing_of_the_form(client, club):
    client.force_login(make_user(is_operator=True))
    data = {"name": "Autre club", "slug": "ici", "organiser": "odile@example.org"}
    page = client.post(reverse("all_clubs:new"), data).content.decode()
    assert 'value="odile@example.org"' in page
    assert 'href="#id_slug"' in page


def test_a_club_that_is_not_listed_is_seen_by_its_own(client, club):
    Club.objects.update(listed=False)
    assert club.name not in client.get(reverse("all_clubs:index")).content.decode().replace("’", "'")
    client.force_login(make_organiser(club))
    assert club.name in client.get(reverse("all_clubs:index")).content.decode().replace("’", "'")


def test_the_menu_says_where_one_is(client, club, organiser):
    page = client.get(url("club_settings:people", club)).content.decode()
    assert f'<a href="{url("organising:index", club)}" aria-current="page">' in page  # settings are a tool
    assert f'<a href="{url("club_members:index", club)}">' in page


def test_the_account_shows_organizations_and_clubs(client, club):
    user = make_user()
    organization = make_member(club, make_organization("La Brouette partagée"))
    organization.representations.create(user=user, name="Odile", role="Directrice")
    client.force_login(user)
    page = client.get(reverse("accounts:detail")).content.decode()
    assert "La Brouette partagée" in page
    assert url("clubs:detail", club) in page


def test_the_tools_of_an_organiser_stand_on_one_page(client, club, organiser):
    page = client.get(url("organising:index", club)).content.decode()
    header, tools = page.split("<main", 1)
    for name in ("club_settings:index", "club_imports:index"):
        assert url(name, club) in tools
        assert url(name, club) not in header


def test_outside_a_club_the_way_back_stays(client, club, organiser):
    page = client.get(reverse("accounts:detail")).content.decode()
    assert reverse("all_clubs:come_in") in page
    assert url("clubs:detail", club) in page.split("<main", 1)[0]

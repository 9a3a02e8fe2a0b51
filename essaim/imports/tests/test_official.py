"""Sirene's files and the API from the screens: begun by a click, done by the worker, taken up again when cut short."""

import re

import pytest
from django.urls import reverse

from essaim.accounts.models import User
from essaim.clubs.enums import ClubRole
from essaim.clubs.models import Charge, Club
from essaim.imports import actions, api, background, official
from essaim.imports.enums import BatchState, Work
from essaim.imports.models import ImportBatch
from essaim.imports.tests.another import held_by_another
from essaim.imports.tests.test_sirene import PLACES, UNITS, Server, page, unit
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

A, B = "732829320", "404833048"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    settings.ESSAIM_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    (tmp_path / "imports").mkdir()
    return tmp_path


@pytest.fixture
def operator(client, towns, home) -> User:
    user = User.objects.create_user("otto@example.org", name="Otto", is_operator=True)
    client.force_login(user)
    return user


@pytest.fixture
def organiser(client, towns, home) -> Club:
    club = Club.objects.create(slug="ici", name="Ici", short_name="Ici", intermunicipalities=["200072460"])
    user = User.objects.create_user("odile@example.org", name="Odile")
    Charge.objects.create(club=club, user=user, role=ClubRole.ORGANISER)
    client.force_login(user)
    return club


def put_files(home) -> None:
    (home / "imports" / "StockUniteLegale.csv").write_text(UNITS)
    (home / "imports" / "StockEtablissement.csv").write_text(PLACES)
    (home / "imports" / "notes.txt").write_text("à lire")


def choose(client, territory: str = "department:62"):
    names = {"units": "StockUniteLegale.csv", "places": "StockEtablissement.csv"}
    return client.post(reverse("imports:sirene"), names | {"territory": territory})


def asked(server: Server) -> list[str]:
    return [path.rpartition("&page=")[2] for path, _agent in server.asked]


def test_without_files_the_page_says_where_to_put_them(client, operator, home):
    text = client.get(reverse("imports:index")).content.decode()
    assert str(home / "imports") in text
    assert "StockUniteLegale" in text


def test_sirene_is_read_by_the_worker_then_written(client, operator, home):
    put_files(home)
    text = client.get(reverse("imports:index")).content.decode()
    assert "StockEtablissement.csv" in text
    assert "notes.txt" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))  # a label leads to its own field
    address = choose(client).url
    assert Organization.objects.count() == 0
    waiting = client.get(address).content.decode()
    assert "En attente de son tour" in waiting
    assert "htmx-2.min.js" in waiting  # the page follows by itself
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="attente"')
    assert background.work_once()
    assert not background.work_once()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.work, batch.created, batch.refused) == (BatchState.PREVIEWED, "", 2, 1)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert Organization.objects.count() == 0
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert "Tout s" in client.get(address).content.decode()
    assert background.work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.snapshot is not None) == (BatchState.APPLIED, 2, True)
    assert Organization.objects.get(siren=A).name == "LA BROUETTE"
    assert Entry.objects.get(verb="imports.apply").actor == operator


def test_a_clubs_territory_bounds_sirene_and_bears_the_import(client, operator, home):
    put_files(home)
    club = Club.objects.create(slug="ici", name="Ici", short_name="Ici")
    club.municipalities.add(Municipality.objects.get(pk="33063"))
    assert choose(client, f"club:{club.pk}").url == reverse(
        "club_imports:detail", args=["ici", ImportBatch.objects.get().pk]
    )
    background.work_once()
    batch = ImportBatch.objects.get()
    assert (batch.club, batch.rows_read, batch.created) == (club, 1, 1)


def test_two_clicks_are_one_import(client, operator, home):
    put_files(home)
    assert choose(client).url == choose(client).url
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize("name", ["../secret_key", "notes.txt", ""])
def test_only_files_of_the_folder_are_read(client, operator, home, name):
    put_files(home)
    answer = client.post(reverse("imports:sirene"), {"units": name, "places": name, "territory": "department:62"})
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_one_file_given_twice_is_told(client, operator, home):
    put_files(home)
    names = {"units": "StockUniteLegale.csv", "places": "StockUniteLegale.csv"}
    answer = client.post(reverse("imports:sirene"), names | {"territory": "department:62"})
    assert answer.status_code == 422
    assert "StockEtablissement" in answer.content.decode()


def test_a_file_taken_away_meanwhile_stops_the_import_with_a_sentence(client, operator, home):
    put_files(home)
    address = choose(client).url
    (home / "imports" / "StockEtablissement.csv").unlink()
    assert background.work_once()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.work) == (BatchState.FAILED, "")
    text = client.get(address).content.decode()
    assert "remettez-le" in text
    put_files(home)
    client.post(reverse("imports:preview", args=[batch.pk]))
    background.work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.created) == (BatchState.PREVIEWED, 2)


def test_an_organiser_asks_the_api_about_the_clubs_territory(client, organiser, settings):
    answers = [
        (200, {}, page([unit(A, "LA BROUETTE")], 1, 2)),
        (200, {}, page([unit(B, "LE PANIER", complements={"est_ess": True})], 2, 2)),
    ]
    with Server(answers) as server:
        settings.ESSAIM_COMPANIES_API = server.address
        address = client.post(reverse("club_imports:api", args=["ici"])).url
        assert not server.asked
        background.work_once()
        batch = ImportBatch.objects.get()
        assert (batch.state, batch.created) == (BatchState.PREVIEWED, 2)
        client.post(reverse("club_imports:apply", args=["ici", batch.pk]))
        background.work_once()
    assert Organization.objects.count() == 2
    assert asked(server) == ["1", "2"]  # what the preview read is what is written
    assert all("epci=200072460" in path for path, _agent in server.asked)
    assert not official.pages_folder(batch).exists()
    assert "Ce que l" in client.get(address).content.decode()


def test_what_the_api_gave_before_a_cut_is_not_asked_again(client, organiser, settings, monkeypatch):
    monkeypatch.setattr(api, "TRIES", 1)
    with Server([(200, {}, page([unit(A, "LA BROUETTE")], 1, 2)), (500, {}, {})]) as server:
        settings.ESSAIM_COMPANIES_API = server.address
        client.post(reverse("club_imports:api", args=["ici"]))
        background.work_once()
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.FAILED
    assert "réessayez plus tard" in batch.problem
    with Server([(200, {}, page([unit(B, "LE PANIER", complements={"est_ess": True})], 2, 2))]) as server:
        settings.ESSAIM_COMPANIES_API = server.address
        client.post(reverse("club_imports:preview", args=["ici", batch.pk]))
        background.work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.created) == (BatchState.PREVIEWED, 2)
    assert asked(server) == ["2"]


def test_a_club_without_territory_is_told_to_say_it(client, organiser):
    Club.objects.update(intermunicipalities=[])
    answer = client.post(reverse("club_imports:api", args=["ici"]))
    assert answer.status_code == 422
    assert "territoire" in answer.content.decode()


def test_a_territory_too_large_for_the_api_is_told(organiser):
    many = page([unit(A, "LA BROUETTE")], 1, api.MOST_PAGES + 1)
    with Server([(200, {}, many)]) as server, pytest.raises(Refusal, match="API n’en donne pas davantage"):
        list(api.ask({}, server=server.address))


def test_an_import_whose_worker_dies_is_taken_up_then_given_up(client, operator, home, monkeypatch):
    put_files(home)
    choose(client)
    monkeypatch.setattr(background, "official_records", lambda *_: 1 / 0)
    for _try in range(background.MOST_TRIES):
        assert background.work_once()
        assert ImportBatch.objects.get().work == Work.PREVIEW
    background.work_once()
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.work) == (BatchState.FAILED, "")


def test_while_another_import_writes_this_one_waits(client, operator, home):
    put_files(home)
    choose(client)
    background.work_once()
    batch = ImportBatch.objects.get()
    client.post(reverse("imports:apply", args=[batch.pk]))
    with held_by_another():
        assert not background.work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.work, batch.tries) == (BatchState.PREVIEWED, Work.APPLY, 0)
    assert background.work_once()
    batch.refresh_from_db()
    assert batch.state == BatchState.APPLIED


def test_an_import_given_up_while_it_is_read_leaves_nothing(client, operator, home, monkeypatch):
    put_files(home)
    choose(client)
    real = official.official_records

    def given_up(batch, advance):
        actions.forget(batch=ImportBatch.objects.get(pk=batch.pk))
        return real(batch, advance)

    monkeypatch.setattr(background, "official_records", given_up)
    assert background.work_once()
    assert not ImportBatch.objects.exists()
    assert not Organization.objects.exists()


def test_what_is_being_written_is_not_given_up(client, operator, home):
    put_files(home)
    choose(client)
    background.work_once()
    batch = ImportBatch.objects.get()
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert client.post(reverse("imports:forget", args=[batch.pk])).status_code == 409
    assert client.post(reverse("imports:decide", args=[batch.pk]), {"row-1": "same"}).status_code == 409


def test_sirene_is_the_operators_alone(client, organiser):
    assert client.post(reverse("imports:sirene"), {}).status_code == 404
    text = client.get(reverse("club_imports:index", args=["ici"])).content.decode()
    assert "Interroger l" in text
    assert "StockUniteLegale" not in text

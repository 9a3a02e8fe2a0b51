"""Upload, columns, preview, choices, import, report, undo; what a screen refuses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.accounts.models import User
from essaim.clubs.enums import ClubRole
from essaim.clubs.models import Charge, Club
from essaim.imports import actions, storing
from essaim.imports.enums import BatchState
from essaim.imports.models import ColumnMapping, ImportBatch
from essaim.organizations.models import Organization

A = "732829320"
LIST = f"Nom;SIREN;Commune\nLa Brouette partagée;{A};Béthune\nAssociation Brouette partagée;;Béthune\n=cmd|calc;;\n;;\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, towns) -> Club:
    club = Club.objects.create(slug="ici", name="Ici", short_name="Ici")
    user = User.objects.create_user("odile@example.org", name="Odile")
    Charge.objects.create(club=club, user=user, role=ClubRole.ORGANISER)
    client.force_login(user)
    return club


def upload(client, text: str = LIST, name: str = "liste.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("club_imports:index", args=["ici"]), {"file": file})


def url(name: str, batch: ImportBatch, *more) -> str:
    return reverse(f"club_imports:{name}", args=["ici", batch.pk, *more])


def previewed(client, text: str = LIST, **data) -> ImportBatch:
    upload(client, text)
    batch = ImportBatch.objects.latest("pk")
    columns = {f"column-{i}": target for i, target in enumerate(batch.columns)}
    assert client.post(url("columns", batch), columns | data).status_code == 302
    batch.refresh_from_db()
    return batch


def test_the_whole_way(client, organiser):
    batch = previewed(client, remember_as="Nos listes")
    assert batch.state == BatchState.PREVIEWED
    assert (batch.created, batch.duplicates, batch.refused) == (2, 1, 1)
    assert Organization.objects.count() == 0
    page = client.get(url("detail", batch)).content.decode()
    assert "Association Brouette partagée" in page
    client.post(url("decide", batch), {"row-3": "same"})
    client.post(url("apply", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.updated, batch.duplicates) == (BatchState.APPLIED, 2, 1, 0)
    assert [one.name for one in Organization.objects.get(siren=A).other_names.all()] == [
        "Association Brouette partagée"
    ]
    assert not (storing.folder() / batch.stored).is_file()
    client.post(url("undo", batch))
    assert Organization.objects.count() == 0
    assert ColumnMapping.objects.get().columns == {"nom": "name", "siren": "siren", "commune": "city"}


def test_another_one_is_created_beside(client, organiser):
    batch = previewed(client)
    client.post(url("decide", batch), {"row-3": "new"})
    client.post(url("apply", batch))
    assert Organization.objects.filter(folded_name__contains="brouette").count() == 2


def test_a_remembered_mapping_is_found_by_its_headers(client, organiser):
    first = previewed(client, remember_as="Nos listes")
    client.post(url("forget", first))
    upload(client, LIST.replace("Nom;SIREN", "NOM;siren"), "autre.csv")
    assert ImportBatch.objects.latest("pk").options["mapping"] == "Nos listes"


def test_the_report_computes_nothing(client, organiser):
    batch = previewed(client)
    text = b"".join(client.get(url("report", batch, "csv")).streaming_content).decode("utf-8-sig")
    assert "'=cmd|calc" in text
    assert ";=cmd" not in text
    assert len(text.strip().splitlines()) == 1 + batch.rows_read
    found = client.get(url("report", batch, "json")).json()
    sides = len(found["duplicates"]) + len(found["refused"])
    assert found["rows_read"] == found["created"] + found["updated"] + found["unchanged"] + sides == 4
    assert found["refused"] == [{"row": 5, "name": "", "reason": "La ligne est vide.", "code": "empty"}]


def test_a_file_that_cannot_be_read_comes_back_with_a_sentence(client, organiser):
    answer = upload(client, "%PDF-1.7", "a.pdf")
    assert answer.status_code == 422
    assert "CSV, XLSX ou ODS" in answer.content.decode()
    assert ImportBatch.objects.count() == 0
    assert not list(storing.folder().glob("*.pdf"))


def test_a_name_with_folders_is_made_safe(client, organiser):
    upload(client, name="../../liste.csv")
    batch = ImportBatch.objects.get()
    assert batch.file_name == "liste.csv"
    assert storing.path_of(batch).parent == storing.folder()


def test_a_file_too_large_is_refused(client, organiser, monkeypatch):
    monkeypatch.setattr(storing, "MOST_UPLOADED", 20)
    answer = upload(client)
    assert answer.status_code == 422
    assert "ligne de commande" in answer.content.decode()


def test_too_many_rows_for_a_screen(client, organiser, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ROWS", 2)
    upload(client)
    batch = ImportBatch.objects.get()
    answer = client.post(url("columns", batch), {f"column-{i}": target for i, target in enumerate(batch.columns)})
    assert answer.status_code == 422
    assert "plus de 2 lignes" in answer.content.decode()


def test_without_a_name_column_the_screen_says_so(client, organiser):
    upload(client)
    answer = client.post(url("columns", ImportBatch.objects.get()), {"column-2": "city"})
    assert answer.status_code == 422
    assert "Aucune colonne ne donne le nom" in answer.content.decode()


def test_the_preview_is_made_again_when_the_directory_changed(client, organiser):
    batch = previewed(client)
    Organization.objects.create(name="La Brouette", folded_name="la brouette", slug="la-brouette", siren=A)
    client.post(url("apply", batch))
    assert Organization.objects.count() == 1
    batch.refresh_from_db()
    assert batch.state == BatchState.PREVIEWED


def test_another_clubs_import_is_not_found(client, organiser):
    other = Club.objects.create(slug="ailleurs", name="Ailleurs", short_name="Ailleurs")
    batch = ImportBatch.objects.create(club=other, file_name="a.csv", state=BatchState.PREVIEWED)
    assert client.get(url("detail", batch)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_of_rows_costs_the_same(client, organiser, django_assert_num_queries, count):
    lines = "".join(f"Structure numéro {i} {i};;Béthune\n" for i in range(count))
    batch = previewed(client, "Nom;SIREN;Commune\n" + lines)
    with django_assert_num_queries(10):
        client.get(url("detail", batch))


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_of_imports_costs_the_same(client, organiser, django_assert_num_queries, count):
    for _time in range(count):
        ImportBatch.objects.create(club=organiser, file_name="a.csv", state=BatchState.PREVIEWED)
    with django_assert_num_queries(7):
        client.get(reverse("club_imports:index", args=["ici"]))

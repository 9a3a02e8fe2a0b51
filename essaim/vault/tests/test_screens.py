"""The pages, by the hands of each side."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from essaim.clubs.tests.factories import make_club, make_member
from essaim.files.scanning import TEST_FILE
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.vault import actions
from essaim.vault.models import Consent, Paper, TypeSetting
from tests.helpers.queries import assert_same_queries

from .factories import PURPOSE, an_owner, make_paper, pdf, purpose, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return an_owner()


def url(name, *arguments):
    return reverse(f"vault:{name}", args=arguments)


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_two_clicks(client, owner):
    organization, user = owner
    client.force_login(user)
    assert "Le coffre" in plain(client.get(organization.get_absolute_url()))
    page = plain(client.get(url("index", organization.pk)))
    assert "Avis de situation Sirene" in page
    assert "Agrément ESUS" in page  # among the others
    add = url("add", organization.pk, "sirene")
    assert add in page
    today = localdate()
    assert f'value="{today.isoformat()}"' in plain(client.get(add))
    assert client.post(add, {"upload": upload(), "issued_on": today.isoformat()}).status_code == 302
    paper = Paper.objects.get()
    assert paper.added_by == user
    page = plain(client.get(url("index", organization.pk)))
    assert "C'est dans le coffre." in page
    assert "finit dans" in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "vide.pdf", "vide"),
        (TEST_FILE, "a.txt", "a reconnu un virus"),
        (b"MZ\x90", "a.pdf", "n'est pas d'un type"),
        (b"Nos statuts", "a.txt", "Un texte brut ne prouve rien"),
    ],
)
def test_bad_files_lose_nothing_typed(client, owner, content, name, sentence):
    client.force_login(owner[1])
    data = {"upload": upload(content, name), "title": "Qualiopi", "ends_on": "2031-05-04"}
    response = client.post(url("add", owner[0].pk, "certificat"), data)
    page = plain(response)
    assert response.status_code == 409
    assert sentence in page
    assert 'value="Qualiopi"' in page
    assert 'value="2031-05-04"' in page
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence", "flag"),
    [
        (pdf(password="x"), "protégé par un mot de passe", "protégé par un mot de passe"),
        (pdf(pages=4)[:300], "ne s'ouvre pas", "illisible"),
        (pdf(signature="missing"), "champ de signature, et il est vide", "champ de signature vide"),
    ],
)
def test_flawed_files_are_kept_and_flagged(client, owner, content, sentence, flag):
    client.force_login(owner[1])
    page = plain(client.post(url("add", owner[0].pk, "statuts"), {"upload": upload(content)}, follow=True))
    assert sentence in page
    page = plain(client.get(url("index", owner[0].pk)))
    assert "À remplacer" in page
    assert flag in page
    assert flag in plain(client.get(url("detail", owner[0].pk, Paper.objects.get().pk)))


def test_replaced_history_and_all_in_one(client, owner):
    organization, user = owner
    purpose(parts={organization.pk})
    client.force_login(user)
    old = make_paper(organization, "comptes", exercise=localdate().year - 2)
    consent = actions.give(paper=old, purpose=PURPOSE, purpose_id=1, actor=user)
    make_paper(organization, "cv", title="Lina")
    add = url("add", organization.pk, "comptes")
    assert "Dossier 1" in plain(client.get(add))
    year = localdate().year - 1
    client.post(add, {"upload": upload(), "exercise": year, "also_for": [consent.pk]})
    new = Paper.objects.get(kind="comptes", replaced_at=None)
    assert Consent.objects.get(revoked_at=None).paper == new
    page = plain(client.get(url("detail", organization.pk, new.pk)))
    assert "Les versions d'avant" in page
    assert "Dossier 1" in page
    response = client.get(url("archive", organization.pk))
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert sorted(archive.namelist()) == [
            f"comptes-annuels-approuves-{year}.pdf",
            "cv-dune-personne-de-lequipe-lina.pdf",
            f"historique/comptes-annuels-approuves-{year - 1}.pdf",
        ]
        assert archive.read(f"comptes-annuels-approuves-{year}.pdf").startswith(b"%PDF-")
    client.post(url("remove", organization.pk, new.pk))
    assert not Consent.objects.filter(revoked_at=None).exists()


def test_dates_and_readers(client, owner):
    organization, user = owner
    keeper = make_user(name="Ana Silva")
    make_representation(organization, keeper, kind=RepresentativeKind.CONTRIBUTOR)
    paper, bank = make_paper(organization), make_paper(organization, "rib")
    client.force_login(keeper)
    assert client.get(url("index", organization.pk)).status_code == 404
    assert client.get(url("download", organization.pk, paper.pk)).status_code == 404
    client.force_login(user)
    edit = url("edit", organization.pk, paper.pk)
    later = (paper.valid_until + timedelta(days=3)).isoformat()
    data = {"issued_on": paper.issued_on.isoformat(), "valid_until": later, "readers": [keeper.pk]}
    page = plain(client.post(edit, data | {"issued_on": "2099-01-01"}))
    assert "après aujourd'hui" in page
    assert later in page
    client.post(edit, data)
    paper.refresh_from_db()
    assert (paper.valid_until.isoformat(), paper.dated_by_hand) == (later, True)
    assert "Ana Silva" in plain(client.get(url("detail", organization.pk, paper.pk)))
    assert "readers" not in plain(client.get(url("edit", organization.pk, bank.pk)))
    client.force_login(keeper)
    page = plain(client.get(url("index", organization.pk)))
    assert "Avis de situation Sirene" in page
    assert "RIB" not in page
    assert client.get(url("download", organization.pk, paper.pk)).status_code == 200
    assert client.get(url("download", organization.pk, bank.pk)).status_code == 404
    assert client.get(url("detail", organization.pk, paper.pk)).status_code == 404


def test_read_by_others_and_taken_back(client, owner):
    organization, user = owner
    lead = make_user(name="Karim Delobelle")
    purpose(parts={organization.pk}, lead=lead)
    paper = make_paper(organization)
    consent = actions.give(paper=paper, purpose=PURPOSE, purpose_id=1, actor=user)
    data, read = {"pour": PURPOSE, "numero": "1"}, url("read", organization.pk, paper.pk)
    client.force_login(lead)
    response = client.post(read, data)
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert "attachment" in response["Content-Disposition"]
    assert client.get(read).status_code == 405
    for wrong in ({"numero": "2"}, {"numero": "x"}, {"pour": "autre"}, {"numero": "9" * 30}):
        assert client.post(read, data | wrong).status_code == 404
    assert client.get(url("download", organization.pk, paper.pk)).status_code == 404
    client.force_login(user)
    page = plain(client.get(url("readings", organization.pk)))
    assert "Karim Delobelle" in page
    assert "Dossier 1" in page
    assert "1 lecture par d'autres" in plain(client.get(url("index", organization.pk)))
    client.post(url("revoke", organization.pk, consent.pk), {"next": "https://ailleurs.example.org/"})
    client.force_login(lead)
    assert client.post(read, data).status_code == 404


def test_the_day(client, owner):
    organization, user = owner
    club = make_club()
    make_member(club, organization)
    client.force_login(user)
    make_paper(organization, "assurance", ends_on=localdate() + timedelta(days=12))
    make_paper(organization, "statuts")
    page = plain(client.get(reverse("day:index", args=[club.slug])))
    assert "1 pièce de La Brouette partagée à renouveler" in page
    assert "finit dans 12 jours" in page


def test_the_operator_sets_kinds_and_reads_no_paper(client, owner):
    operator = make_user(is_operator=True)
    paper = make_paper(owner[0])
    client.force_login(operator)
    assert client.get(url("download", owner[0].pk, paper.pk)).status_code == 404
    assert "Attestation de vigilance URSSAF" in plain(client.get(url("types")))
    page = plain(client.post(url("type", "vigilance"), {"months": "12", "alert_days": "30 sept"}))
    assert "30 sept" in page
    page = plain(client.post(url("type", "vigilance"), {"months": "0", "alert_days": "30"}))
    assert "Un mois au moins" in page
    client.post(url("type", "vigilance"), {"months": "12", "alert_days": "30, 7"})
    assert TypeSetting.objects.get().alert_days == [30, 7]
    assert "changée" in plain(client.get(url("types")))
    client.post(url("reset_type", "vigilance"))
    assert not TypeSetting.objects.exists()


def test_a_vault_costs_the_same(client, owner):
    organization, user = owner
    purpose(parts={organization.pk}, ids=range(1, 40))
    client.force_login(user)

    def more(number):
        for _ in range(number):
            key = Paper.objects.count() + 1
            paper = make_paper(organization, "cv", title=f"Personne {key}")
            actions.give(paper=paper, purpose=PURPOSE, purpose_id=key, actor=user)

    assert assert_same_queries(client, url("index", organization.pk), more, rows=20) <= 16


def test_the_history_of_a_paper_costs_the_same(client, owner):
    organization, user = owner
    client.force_login(user)
    first = make_paper(organization, "rib")

    def more(number):
        """So many older versions under the oldest one."""
        for _ in range(number):
            oldest = Paper.objects.get(replaces=None)
            facts = {"kind": "rib", "file_name": "rib.pdf", "size": 1, "sha256": f"{oldest.pk:064}"}
            older = Paper.objects.create(organization=organization, replaced_at=oldest.created_at, **facts)
            Paper.objects.filter(pk=oldest.pk).update(replaces=older)

    assert assert_same_queries(client, url("detail", organization.pk, first.pk), more, rows=12) <= 14

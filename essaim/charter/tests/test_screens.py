"""The pages of the charter, by the hands of each."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.charter import actions, personal
from essaim.charter.models import Article, Signature, Version
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.writing.actions import propose, write
from essaim.writing.models import Proposal
from tests.helpers.queries import assert_same_queries

from .factories import make_article, make_version, sign_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def organiser(club):
    return make_organiser(club)


@pytest.fixture
def representation(club):
    user = make_user("odile@example.org", name="Odile Fruchart")
    return make_representation(make_member(club, make_organization("Fil & Terril")), user, role="présidente")


def url(name, club, *arguments):
    return reverse(f"charter:{name}", args=[club.slug, *arguments])


def read(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_the_charter_and_who_signed(client, club, representation):
    make_version(club)
    sign_with(representation, club)
    page = read(client, url("index", club))
    assert "On se dit les choses." in page
    assert "Fil &amp; Terril" in page
    assert Version.objects.get().sha256 in page
    assert "odile@example.org" not in page
    club.directory_visibility = "members"
    club.save()
    assert "Fil &amp; Terril" not in read(client, url("index", club))


def test_before_the_first_version(client, club):
    assert "pas encore écrite" in read(client, url("index", club))
    assert "La première version" in read(client, url("versions", club))
    assert client.get(url("version", club, 1)).status_code == 404


def test_the_draft_stays_among_members(client, club, organiser):
    make_article(club, content="Un brouillon.")
    assert "Un brouillon." not in read(client, url("index", club))
    client.force_login(organiser)
    assert "Un brouillon." in read(client, url("draft", club))


def test_from_the_proposed_charter_to_the_first_version(client, club, organiser, representation):
    client.force_login(organiser)
    assert "Partir de cette charte" in read(client, url("draft", club))
    client.post(url("begin", club))
    page = read(client, url("draft", club))
    assert "Se parler en confiance" in page
    assert "Qu'est-ce qui change" not in read(client, url("publish", club)).replace("’", "'")  # the first is major
    day = timezone.localdate() + timedelta(days=30)
    client.post(url("publish", club), {"sign_by": day.isoformat()})
    version = Version.objects.get()
    assert (version.kind, version.sign_by) == ("major", day)
    assert "1 structure n" in read(client, url("signatures", club))


def test_a_refusal_loses_nothing_of_what_was_typed(client, club, organiser):
    client.force_login(organiser)
    make_version(club)
    page = client.post(
        url("publish", club), {"kind": "major", "summary": "On ajoute la confiance.", "sign_by": "2020-01-01"}
    ).content.decode()
    assert "On ajoute la confiance." in page
    assert "Rien n’a changé" in page
    page = client.post(url("add_article", club), {"title": " "}).content.decode()
    assert 'href="#id_title"' in page


def test_what_changed_is_read_word_by_word(client, club, organiser):
    article = make_article(club, content="Nous venons toujours aux rencontres.")
    make_version(club)
    text = article.text
    write(text=text, base=1, content="Nous venons aux rencontres, ou nous prévenons.", actor=None)
    client.force_login(organiser)
    assert "<del>" in read(client, url("publish", club))
    month = timezone.localdate() + timedelta(days=30)
    actions.publish(club=club, kind="major", summary="On peut s’excuser.", sign_by=month, actor=organiser)
    page = read(client, url("version", club, 2))
    assert "<del>" in page
    assert "<ins>" in page
    assert "On peut s’excuser." in page
    assert "<ins>" not in read(client, url("version", club, 1))


def test_signing_in_the_name_of_the_organization(client, club, representation):
    make_version(club)
    client.force_login(representation.user)
    organization = representation.organization
    address = url("sign_for", club, organization.pk)
    assert client.get(url("sign", club)).url == address
    page = read(client, address)
    assert 'value="Odile Fruchart"' in page
    assert 'value="présidente"' in page
    data = {"sha256": Version.objects.get().sha256, "name": "Odile Fruchart", "role": "Présidente"}
    page = client.post(address, data).content.decode()
    assert 'href="#id_agreed"' in page
    assert not Signature.objects.exists()
    client.post(address, data | {"agreed": "on"})
    assert Signature.objects.get().organization == organization
    assert "déjà signé" in read(client, address)
    assert "a signé cette charte" in read(client, url("index", club))


def test_a_charter_that_changed_meanwhile_is_read_again(client, club, representation):
    old = make_version(club)
    new = make_version(club)
    client.force_login(representation.user)
    address = url("sign_for", club, representation.organization.pk)
    data = {"sha256": old.sha256, "name": "Odile Fruchart", "role": "Présidente", "agreed": "on"}
    page = client.post(address, data).content.decode()
    assert "La charte a changé pendant que vous la lisiez" in page
    assert f'value="{new.sha256}"' in page
    assert not Signature.objects.exists()


def test_nobody_signs_for_another_organization(client, club, representation):
    make_version(club)
    other = make_member(club)
    client.force_login(representation.user)
    assert client.get(url("sign_for", club, other.pk)).status_code == 404
    assert client.post(url("sign_for", club, other.pk), {"agreed": "on"}).status_code == 404


def test_the_register_of_signatures_in_files(client, club, organiser, representation):
    version = make_version(club)
    sign_with(representation, club, name="=1+1", role="Présidente")
    client.force_login(organiser)
    text = client.get(url("signatures_file", club, "csv")).content.decode("utf-8-sig")
    row = text.splitlines()[1].split(";")
    assert row[:5] == ["Fil & Terril", "1", "'=1+1", "Présidente", "odile@example.org"]
    assert row[6] == version.sha256
    pdf = client.get(url("signatures_file", club, "pdf")).content
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        shown = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True).stdout.decode()
        assert "UTC" in shown
        assert version.sha256[:16] in "".join(shown.split())


def test_what_waits_for_each(client, club, organiser, representation):
    client.force_login(representation.user)
    day = reverse("day:index", args=[club.slug])
    assert "signer avant" not in read(client, day)
    make_version(club)
    assert "La charte est à signer avant" in read(client, day)
    sign_with(representation, club)
    assert "signer avant" not in read(client, day)
    make_version(club)
    assert "La charte a changé : à signer avant" in read(client, day).replace("\xa0", " ")
    client.force_login(organiser)
    assert "n’a pas encore signé la charte" in read(client, day)


def test_members_propose_and_the_organiser_reads(client, club, organiser, representation):
    article = make_article(club)
    propose(text=article.text, base=1, content="On se dit tout.", actor=representation.user, why="Plus court.")
    client.force_login(organiser)
    assert "1 changement est proposé à la charte" in read(client, reverse("day:index", args=[club.slug]))
    assert "1 changement proposé" in read(client, url("draft", club))
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("name", ["index", "versions", "draft", "signatures"])
def test_thirty_rows_cost_what_one_costs(client, club, organiser, name):
    client.force_login(organiser)
    version = make_version(club)

    def fill(count):
        for _number in range(count):
            make_article(club)
            person = make_representation(make_member(club), make_user())
            Signature.objects.create(
                club=club, version=version, organization=person.organization, user=person.user, name="A", role="B",
                sha256=version.sha256,
            )  # fmt: skip
            make_representation(make_member(club), make_user())

    assert_same_queries(client, url(name, club), fill)


def test_another_clubs_article_is_nowhere(client, club, organiser):
    stranger = make_article(make_club())
    client.force_login(organiser)
    for name in ("move_article", "remove_article"):
        assert client.post(url(name, club, stranger.pk)).status_code == 404
    assert Article.objects.count() == 1


def test_an_account_that_closes_leaves_the_signature_without_address(club, representation):
    make_version(club)
    sign_with(representation, club)
    user = representation.user
    [kept] = personal.data_of(user)
    assert (kept["organization"], kept["email"]) == ("Fil & Terril", "odile@example.org")
    personal.forget(user)
    row = Signature.objects.get()
    assert (row.user, row.email, row.name) == (None, "", "Odile Fruchart")
    assert personal.data_of(user) == []

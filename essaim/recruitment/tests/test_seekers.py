"""Candidates: confirmed by their own mail, read by members only, recommended, erased."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.files.scanning import TEST_FILE
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_user
from tests.helpers.queries import assert_same_queries

from .. import links, personal
from ..actions import seekers as actions
from ..models import CvReading, JobSeeker, Recommendation, SeekerCv
from ..queries import seekers as queries
from .factories import a_member, make_seeker, seeker_values, user_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"


def url(name, club, *arguments):
    return reverse(f"recruitment:{name}", args=[club.slug, *arguments])


def typed(**changes):
    return {
        "name": "Nora Petit", "email": "nora@example.org", "occupation": "Aide-comptable", "municipality": "Béthune",
        "weekly_minutes": "28", "words": "Cinq ans de paie.", "consents": "on",
    } | changes  # fmt: skip


def path_in(message) -> str:
    return "/" + next(word for word in message.text.split() if "/emplois/" in word).split("/", 3)[3]


def test_from_the_form_to_the_last_trace(client, club, brouette):
    make_municipality()
    cv = SimpleUploadedFile("cv.pdf", PDF)
    client.post(url("present", club), typed(cv=cv))
    seeker = JobSeeker.objects.get()
    assert (seeker.state, seeker.weekly_minutes, seeker.occupation_code) == ("new", 1680, "M1203")
    assert "six mois au plus" in seeker.consent_text
    assert not queries.seekers_of(club)
    link = path_in(Message.objects.get(kind="recruitment.confirm"))
    client.get(link)  # opening does nothing
    seeker.refresh_from_db()
    assert seeker.state == "new"
    client.post(link + "oui/")
    seeker.refresh_from_db()
    assert seeker.state == "shared"
    own = path_in(Message.objects.get(kind="recruitment.own"))
    assert "Nora Petit" in client.get(own).content.decode()

    client.force_login(user_of(brouette))
    assert "Nora Petit" in client.get(url("seekers", club)).content.decode()
    answer = client.post(url("cv", club, seeker.pk))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert b"".join(answer.streaming_content) == PDF
    assert CvReading.objects.get().organization == brouette
    assert Entry.objects.filter(verb="recruitment.read_cv", actor=user_of(brouette)).exists()
    client.logout()
    assert "La Brouette partagée" in client.get(own).content.decode()

    name = SeekerCv.objects.get().file.name
    assert default_storage.exists(name)
    client.post(own + "effacer/")
    assert not JobSeeker.objects.exists()
    assert not SeekerCv.objects.exists()
    assert "nora" not in str(list(Entry.objects.values_list("details", flat=True))).lower()
    page = client.get(own)
    assert page.status_code == 409
    assert "effacée" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_with_its_candidate(club):
    seeker = make_seeker(club, cv=SimpleUploadedFile("cv.pdf", PDF))
    name = seeker.cv.file.name
    assert default_storage.exists(name)
    actions.withdraw(seeker=seeker)
    assert not default_storage.exists(name)


def test_a_link_serves_once(client, club):
    seeker = make_seeker(club, confirmed=False)
    link = url("confirming", club, links.confirm_token(seeker))
    client.post(link + "oui/")
    for answer in (client.get(link), client.post(link + "oui/")):
        assert answer.status_code == 409
        assert "déjà servi" in answer.content.decode()


def test_links_that_do_not_hold(client, club, monkeypatch):
    seeker = make_seeker(club)
    token = links.own_token(seeker)
    elsewhere = make_club("ailleurs")
    other = make_seeker(club, email="other@example.org", name="Ana")
    forged = signing.dumps([other.pk, seeker.secret], salt="recruitment.own")
    cases = [
        (url("own", club, token[:-3] + "abc"), "incomplet"),
        (url("own", elsewhere, token), "incomplet"),
        (url("own", club, forged), "déjà servi"),
        (url("own", club, links.confirm_token(seeker)), "incomplet"),
        (url("confirming", club, token), "incomplet"),
        (url("own", club, signing.dumps("x", salt="recruitment.own")), "incomplet"),
    ]
    for address, sentence in cases:
        answer = client.get(address)
        assert answer.status_code == 409, address
        assert sentence in answer.content.decode()
    monkeypatch.setattr(links, "OWN_LIFE", timedelta(seconds=-1))
    assert "trop ancien" in client.get(url("own", club, token)).content.decode()
    client.post(url("own", club, forged) + "effacer/")
    assert JobSeeker.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"consents": ""}, "cochez la case"),
        ({"name": "  "}, 'href="#id_name"'),
        ({"occupation": "Z9999"}, "Z9999"),
        ({"municipality": "Nulle-Part"}, "Nulle-Part"),
        ({"weekly_minutes": "0"}, "Entre 1 et 48"),
        ({"weekly_minutes": "70"}, "Entre 1 et 48"),
        ({"cv": SimpleUploadedFile("cv.txt", TEST_FILE)}, "virus"),
        ({"cv": SimpleUploadedFile("cv.pdf", b"MZ\x90\x00")}, "type"),
        ({"cv": SimpleUploadedFile("cv.txt", b"Mon parcours\n")}, "en PDF"),
    ],
)
def test_refused_and_nothing_typed_is_lost(client, club, changes, code):
    make_municipality()
    page = client.post(url("present", club), typed(**changes)).content.decode()
    assert code in page
    assert "Cinq ans de paie." in page
    assert not JobSeeker.objects.exists()
    assert not SeekerCv.objects.exists()


def test_two_gigabytes(client, club):
    answer = client.post(url("present", club), data=b"x", content_type="multipart/form-data; boundary=x",
                         CONTENT_LENGTH=str(2 * 1024**3))  # fmt: skip
    assert answer.status_code == 413


def test_a_robot_and_a_flood(client, club, monkeypatch):
    make_municipality()
    client.post(url("present", club), typed(website="http://spam.example.org"))
    assert not JobSeeker.objects.exists()
    monkeypatch.setattr(actions, "MOST_UNCONFIRMED", 2)
    for number in range(2):
        make_seeker(club, confirmed=False, email=f"n{number}@example.org")
    with pytest.raises(Refusal) as caught:
        make_seeker(club, confirmed=False)
    assert caught.value.code == "too_many"


def test_again_with_the_same_address_takes_the_place(club):
    first = make_seeker(club)
    second = make_seeker(club, occupation="Cuisinière")
    assert list(JobSeeker.objects.all()) == [second]
    assert first.pk != second.pk


def test_erased_on_time_and_renewed_with_one_click(client, club):
    seeker = make_seeker(club)
    today = timezone.localdate()
    soon = seeker.expires_on - timedelta(days=10)
    actions.every_day(soon)
    actions.every_day(soon)
    assert Message.objects.filter(kind="recruitment.soon_erased").count() == 1
    JobSeeker.objects.filter(pk=seeker.pk).update(expires_on=today + timedelta(days=1))
    client.post(url("own", club, links.own_token(seeker)) + "prolonger/")
    seeker.refresh_from_db()
    assert seeker.expires_on == today + actions.KEPT_FOR
    assert queries.shared_seekers(club, seeker.expires_on).exists()
    assert not queries.shared_seekers(club, seeker.expires_on + timedelta(days=1)).exists()
    assert actions.erase_outdated(seeker.expires_on) == 0
    assert actions.erase_outdated(seeker.expires_on + timedelta(days=1)) == 1
    assert not JobSeeker.objects.exists()


def test_nobody_confirmed(club):
    seeker = make_seeker(club, confirmed=False)
    JobSeeker.objects.filter(pk=seeker.pk).update(created_at=timezone.now() - timedelta(days=4))
    assert actions.erase_outdated(timezone.localdate()) == 1


def test_members_only(client, club):
    seeker = make_seeker(club)
    waiting = make_seeker(club, confirmed=False, email="b@example.org")
    client.force_login(make_user())
    assert client.get(url("seekers", club)).status_code == 404
    assert client.get(url("seeker", club, seeker.pk)).status_code == 404
    assert client.post(url("cv", club, seeker.pk)).status_code == 404
    client.force_login(make_organiser(club))
    assert client.get(url("seeker", club, seeker.pk)).status_code == 200
    assert client.get(url("seeker", club, waiting.pk)).status_code == 404


def test_recommended_then_hired(client, club, brouette, velos):
    seeker = make_seeker(club)
    client.force_login(user_of(brouette))
    client.post(url("recommend", club, seeker.pk), {"receiver": velos.pk, "words": "Très soigneuse."})
    made = Recommendation.objects.get()
    message = Message.objects.get(kind="recruitment.recommended")
    assert message.to == "karim@example.org"
    assert "Très soigneuse." in message.text
    assert "Nora" not in message.text + message.html
    page = client.post(url("recommend", club, seeker.pk), {"receiver": velos.pk}).content.decode()
    assert "déjà recommandé" in page
    assert client.post(url("settle", club, made.pk), {"verb": "hire"}).status_code == 404
    client.force_login(user_of(velos))
    assert "Très soigneuse." in client.get(url("seekers", club)).content.decode()
    client.post(url("settle", club, made.pk), {"verb": "hire"})
    made.refresh_from_db()
    assert made.state == "hired"
    actions.withdraw(seeker=seeker)
    made.refresh_from_db()
    assert (made.seeker_id, made.occupation) == (None, "Aide-comptable")
    from essaim.mutualaid.help import help_kinds

    [help_] = list(help_kinds["recommendations"].read(club, timezone.localdate()))
    assert (help_.giver, help_.receiver) == (brouette.pk, velos.pk)


def test_what_a_person_takes_away_and_leaves(club, brouette):
    user = make_user("nora@example.org")
    make_seeker(club)
    data = personal.data_of(user)
    assert data["candidate"][0]["occupation"] == "Aide-comptable"
    personal.forget(user)
    assert not JobSeeker.objects.exists()
    assert personal.data_of(user_of(brouette))["offers"] == []


def test_the_database_holds(club):
    seeker = make_seeker(club)
    for values in ({"state": "x"}, {"expires_on": None}, {"consent_text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            JobSeeker.objects.filter(pk=seeker.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        JobSeeker.objects.create(
            club=club, name="x", email="NORA@example.org", occupation="x", municipality=make_municipality(),
            consent_text="x", consent_at=timezone.now(), state="shared", confirmed_at=timezone.now(),
            expires_on=timezone.localdate(),
        )  # fmt: skip


def test_the_lists_cost_the_same(client, club, brouette):
    client.force_login(user_of(brouette))
    numbers = iter(range(100))

    def more(count):
        for _ in range(count):
            number = next(numbers)
            seeker = make_seeker(club, email=f"n{number}@example.org")
            giver = a_member(club, f"N{number}", f"g{number}@example.org")
            actions.recommend(seeker=seeker, giver=giver, receiver=brouette, user=user_of(giver))

    assert_same_queries(client, url("seekers", club), more)
    assert seeker_values()["name"] == "Nora Petit"


def test_a_page_of_candidates_then_the_others(client, club, brouette):
    for number in range(queries.A_PAGE + 1):
        make_seeker(club, name=f"Nora {number:03}", email=f"n{number}@example.org")
    client.force_login(user_of(brouette))
    first = client.get(url("seekers", club), {"q": "comptable"}).content.decode()
    assert "Nora 000" not in first
    assert "31 personnes" in first
    assert "?q=comptable&amp;page=2" in first
    second = client.get(url("seekers", club), {"q": "comptable", "page": "2"}).content.decode()
    assert "Nora 000" in second
    assert "Nora 001" not in second
    assert client.get(url("seekers", club), {"page": "x"}).status_code == 200

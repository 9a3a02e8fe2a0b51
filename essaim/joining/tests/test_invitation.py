"""The page of an invitation: nothing is written by opening it, nobody answers for someone else."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member
from essaim.joining import actions, links
from essaim.joining.models import Recipient
from essaim.mail.queries import refuses
from essaim.meetings.tests.factories import make_meeting
from essaim.organizations.tests.factories import make_organization, make_place

from .factories import make_campaign, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", presentation="<b>Ensemble</b> depuis 2024.")


@pytest.fixture
def recipient(club):
    return make_recipient(make_campaign(club, meeting=make_meeting(club)), sent=True)


def url(recipient, name="open") -> str:
    return reverse(f"invitation:{name}", args=["ici", links.invitation_token(recipient.pk)])


def test_scanners_that_open_links_change_nothing(client, recipient):
    before = Recipient.objects.values().get()
    for _time in range(10):
        assert client.get(url(recipient)).status_code == 200
        assert client.head(url(recipient)).status_code == 200
        for name in ("see", "answer", "never_again"):
            assert client.get(url(recipient, name)).status_code == 405
    assert Recipient.objects.values().get() == before


def test_the_page_says_who_is_there_and_where(client, club, recipient):
    place = make_place(recipient.organization)
    make_place(make_member(club, make_organization("Le Voisin")), place.municipality)
    page = client.get(url(recipient)).content.decode()
    assert "Le Voisin" in page
    assert "De la même commune que vous" in page
    assert "&lt;b&gt;Ensemble" in page
    assert "Trouver des financements" in page


@pytest.mark.parametrize(("word", "answer"), [("oui", "yes"), ("peut-etre", "maybe"), ("non", "no")])
def test_a_button_answers_and_may_be_changed(client, recipient, word, answer):
    client.post(url(recipient, "answer"), {"reponse": word, "word": "À bientôt"})
    recipient.refresh_from_db()
    assert (recipient.answer, recipient.word) == (answer, "À bientôt")
    assert recipient.answered_at
    assert recipient.opened_at
    client.post(url(recipient, "answer"), {"reponse": "non"})
    recipient.refresh_from_db()
    assert (recipient.answer, recipient.word) == ("no", "À bientôt")


def test_an_unknown_answer_is_refused_in_words(client, recipient):
    page = client.post(url(recipient, "answer"), {"reponse": "n'importe"}, follow=True).content.decode()
    assert "Choisissez l’une des trois réponses" in page
    recipient.refresh_from_db()
    assert recipient.answer == "none"


def test_seen_is_said_once(client, recipient):
    client.post(url(recipient, "see"))
    recipient.refresh_from_db()
    first = recipient.opened_at
    client.post(url(recipient, "see"))
    recipient.refresh_from_db()
    assert first
    assert recipient.opened_at == first


def test_never_again_is_kept(client, recipient):
    page = client.post(url(recipient, "never_again"), follow=True).content.decode()
    assert "ne vous écrira plus" in page
    recipient.refresh_from_db()
    assert recipient.state == "refused"
    assert refuses(address=recipient.email, stream="invitations", club=recipient.club)


def test_links_that_do_not_hold(client, recipient):
    good = links.invitation_token(recipient.pk)
    other_salt = signing.dumps(recipient.pk, salt="organizations.confirm")
    damaged = good[:-1] + ("a" if good[-1] != "a" else "b")
    text = signing.dumps("1", salt="joining.invitation")
    for token in (damaged, "x", other_salt, text, links.invitation_token(10**6)):
        response = client.post(reverse("invitation:answer", args=["ici", token]), {"reponse": "oui"})
        assert response.status_code == 409, token
    make_club("ailleurs")
    assert client.get(reverse("invitation:open", args=["ailleurs", good])).status_code == 409
    recipient.refresh_from_db()
    assert recipient.answer == "none"


def test_a_link_answers_only_for_its_own(client, club, recipient):
    other = make_recipient(recipient.campaign, sent=True)
    client.post(url(recipient, "answer"), {"reponse": "oui", "recipient": other.pk, "pk": other.pk})
    other.refresh_from_db()
    assert other.answer == "none"


def test_an_old_link_says_so(client, recipient, monkeypatch):
    address = url(recipient)
    monkeypatch.setattr(links, "INVITATION_LIFE", timedelta(seconds=-1))
    response = client.get(address)
    assert response.status_code == 409
    assert "trop ancien" in response.content.decode()


def test_a_meeting_that_is_over_takes_no_answer(client, club):
    meeting = make_meeting(club, starts_at=timezone.now() - timedelta(hours=1))
    recipient = make_recipient(make_campaign(club, meeting=meeting), sent=True)
    page = client.post(url(recipient, "answer"), {"reponse": "oui"}, follow=True).content.decode()
    assert "a eu lieu" in page
    recipient.refresh_from_db()
    assert recipient.answer == "none"


def test_prospects_are_forgotten_three_years_after_the_last_contact(club):
    campaign = make_campaign(club)
    old = timezone.now() - timedelta(days=1200)
    gone = make_recipient(campaign, sent=True, asked_at=old, word="À bientôt")
    answered = make_recipient(campaign, sent=True, asked_at=old, answered_at=timezone.now())
    again = make_recipient(make_campaign(club), sent=True, email="Encore@example.org")
    written_since = make_recipient(campaign, again.organization, sent=True, asked_at=old, email="encore@example.org")
    member = make_recipient(campaign, make_member(club), sent=True, asked_at=old)
    assert actions.forget_prospects(today=timezone.localdate()) == 1
    gone.refresh_from_db()
    assert (gone.name, gone.email, gone.word) == ("", "", "")
    assert gone.forgotten_at
    for kept in (answered, written_since, member):
        kept.refresh_from_db()
        assert kept.email
        assert not kept.forgotten_at
    assert actions.forget_prospects(today=timezone.localdate()) == 0

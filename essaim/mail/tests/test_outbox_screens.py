"""« Courrier »: what went to whom, for a club's organisers and for the operator."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.accounts.tests.factories import make_user
from essaim.clubs.enums import ClubRole
from essaim.clubs.models import Charge
from essaim.mail.actions.retention import ROWS, WORDS, forget_old
from essaim.mail.enums import IncomingState, MessageState
from essaim.mail.models import IncomingMessage, Message, Suppression
from tests.helpers.queries import assert_same_queries

from .factories import ask, make_club

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club()


@pytest.fixture
def organiser(client, club):
    user = make_user()
    Charge.objects.create(club=club, user=user, role=ClubRole.ORGANISER)
    client.force_login(user)
    return user


def page(client, club, name="index", **query):
    return client.get(reverse(f"club_mail:{name}", args=[club.slug]), query).content.decode()


def test_an_organiser_sees_their_clubs_mail_only(client, club, organiser):
    ask(club=club, subject="La rencontre de jeudi")
    ask(key="other", subject="Ailleurs", club=make_club(slug="autre", name="Autre", short_name="Autre"))
    ask(key="code", subject="Votre code 1234", kind="accounts.login_code")
    html = page(client, club)
    assert "La rencontre de jeudi" in html
    assert "odile@example.org" in html
    assert "Ailleurs" not in html
    assert "1234" not in html


def test_search_and_states(client, club, organiser):
    for number in range(40):
        ask(club=club, key=str(number), to=f"personne-{number}@example.org")
    Message.objects.filter(key="7").update(state=MessageState.FAILED, last_error="550 No such user")
    assert "personne-7@" in page(client, club, etat="failed")
    assert "No such user" in page(client, club, etat="failed")
    assert "personne-8@" not in page(client, club, etat="failed")
    assert "personne-39@" in page(client, club, q="personne-39")
    assert "personne-39@" not in page(client, club, page="2")
    assert "personne-0@" in page(client, club, page="2")
    assert "Aucun message comme celui-là" in page(client, club, q="rien de tel")
    assert page(client, club, etat="n'importe", page="x")


def test_what_was_given_up_leaves_again(client, club, organiser, mailbox):
    from essaim.mail import actions

    ask(club=club)
    Message.objects.update(state=MessageState.FAILED, attempts=6)
    url = reverse("club_mail:retry", args=[club.slug, Message.objects.get().pk])
    assert client.get(url).status_code == 405
    assert "repart" in client.post(url, follow=True).content.decode()
    assert actions.send_due() == 1
    assert client.post(url).status_code == 409  # it has left
    assert actions.send_due() == 0


def test_what_has_no_words_left_cannot(client, club, organiser):
    ask(club=club, text="")
    Message.objects.update(state=MessageState.FAILED)
    assert client.post(reverse("club_mail:retry", args=[club.slug, Message.objects.get().pk])).status_code == 409


def test_a_dead_address_is_written_to_again(client, club, organiser):
    ask(club=club)
    dead = Suppression.objects.create(address="odile@example.org", reason="550 5.1.1")
    other = Suppression.objects.create(address="inconnue@example.org", reason="550")
    html = page(client, club, "addresses")
    assert "odile@example.org" in html
    assert "inconnue@" not in html
    assert client.post(reverse("club_mail:lift", args=[club.slug, other.pk])).status_code == 404
    client.post(reverse("club_mail:lift", args=[club.slug, dead.pk]))
    assert list(Suppression.objects.all()) == [other]


def test_what_came_in_is_read(client, club, organiser):
    row = IncomingMessage.objects.create(
        club=club, message_id="a", subject="Une question", sender="o@example.org", text="Où ?", state="unclaimed"
    )
    IncomingMessage.objects.create(message_id="b", subject="Pas pour ce club", state="unclaimed")
    html = page(client, club, "incoming")
    assert "Une question" in html
    assert "Pas pour ce club" not in html
    client.post(reverse("club_mail:read", args=[club.slug, row.pk]))
    row.refresh_from_db()
    assert row.state == IncomingState.READ


def test_the_same_number_of_queries(client, club, organiser):
    count = iter(range(1000))

    def messages(number):
        for _one in range(number):
            ask(club=club, key=f"k{next(count)}")

    def incoming(number):
        for _one in range(number):
            IncomingMessage.objects.create(
                club=club, message_id=f"m{next(count)}", state="unclaimed", about=Message.objects.first()
            )

    def dead(number):
        for _one in range(number):
            address = f"a{next(count)}@example.org"
            ask(club=club, key=address, to=address)
            Suppression.objects.create(address=address, reason="550")

    for name, make in (("index", messages), ("incoming", incoming), ("addresses", dead)):
        assert_same_queries(client, reverse(f"club_mail:{name}", args=[club.slug]), make)


def test_words_are_kept_a_year_and_rows_three(club):
    for key, age in (("new", timedelta(1)), ("old", WORDS), ("ancient", ROWS)):
        ask(key=key)
        Message.objects.filter(key=key).update(state=MessageState.SENT, created_at=timezone.now() - age - timedelta(1))
    ask(key="waiting")
    Message.objects.filter(key="waiting").update(created_at=timezone.now() - ROWS * 2)
    forget_old(timezone.localdate())
    kept = dict(Message.objects.values_list("key", "text"))
    assert kept == {"new": "À jeudi.\n", "old": "", "waiting": "À jeudi.\n"}

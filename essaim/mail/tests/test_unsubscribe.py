"""Stopping a stream: one click, no account, respected when a message is queued and when it leaves."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from essaim.accounts.personal import close_account
from essaim.accounts.tests.factories import make_user
from essaim.mail import actions
from essaim.mail.enums import MessageState
from essaim.mail.models import Message, Unsubscription
from essaim.mail.queries import refuses
from essaim.mail.tokens import choices_token

from .factories import ask, make_club

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


def link(club=None, address="odile@example.org", stream="news") -> str:
    token = choices_token(address=address, club_pk=club and club.pk, stream=stream)
    return reverse("mail:stop", args=[token])


def test_the_headers_and_the_foot_carry_the_link(mailbox, settings):
    settings.ESSAIM_URL = "https://club.example"
    ask(stream="news", club=make_club(), html="<p>Bonjour</p><!--footer-->")
    actions.send_due()
    letter = mailbox.letters[0]
    url = re.fullmatch(r"<(https://club\.example/courrier/\S+)>", letter["List-Unsubscribe"])[1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in letter.get_body(["plain"]).get_content()
    assert f'href="{url}"' in letter.get_body(["html"]).get_content()
    assert "Les nouvelles" in letter.get_body(["plain"]).get_content()


def test_what_ones_own_act_asked_for_has_no_such_link(mailbox):
    ask(html="<p>Bonjour</p><!--footer-->")
    actions.send_due()
    assert mailbox.letters[0]["List-Unsubscribe"] is None


def test_the_button_of_a_mailbox_stops_at_once_without_signing_in():
    club = make_club()
    mailbox = Client(enforce_csrf_checks=True)
    response = mailbox.post(link(club), {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.content) == (200, b"OK")
    assert refuses(address="Odile@example.org", stream="news", club=club)
    assert not refuses(address="odile@example.org", stream="invitations", club=club)
    assert not refuses(address="odile@example.org", stream="news", club=None)
    assert mailbox.post(link(club), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Unsubscription.objects.count() == 1


def test_opening_the_page_changes_nothing(client):
    assert "Ne plus recevoir" in client.get(link()).content.decode()
    assert not Unsubscription.objects.exists()


def test_one_stops_then_comes_back(client):
    url = link()
    assert "Vous ne recevez plus" in client.post(url, {"verb": "stop"}, follow=True).content.decode()
    assert refuses(address="odile@example.org", stream="news", club=None)
    client.post(url, {"verb": "come_back"})
    assert not refuses(address="odile@example.org", stream="news", club=None)


def test_one_chooses_each(client):
    client.post(link(), {"verb": "choose", "stream": ["invitations"]})
    assert refuses(address="odile@example.org", stream="news", club=None)
    client.post(link(), {"verb": "choose", "stream": ["news"]})
    assert not refuses(address="odile@example.org", stream="news", club=None)
    assert refuses(address="odile@example.org", stream="invitations", club=None)


@pytest.mark.parametrize("token", ["x", "x:y", "WyJ4IiwxXQ:abc"])
def test_a_link_that_is_not_ours_opens_nothing(client, token):
    assert client.get(reverse("mail:stop", args=[token])).status_code == 404
    assert client.post(reverse("mail:stop", args=[token]), {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_the_link_of_someone_else_stops_only_them(client):
    client.post(link(address="yvon@example.org"), {"verb": "stop"})
    assert not refuses(address="odile@example.org", stream="news", club=None)


def test_refused_when_queued(settled, mailbox):
    actions.stop(address="odile@example.org", club=None, stream="news")
    ask(stream="news")
    ask(key="two")
    assert Message.objects.get(key="one").state == MessageState.REFUSED
    assert settled == [("one", "refused")]
    assert actions.send_due() == 1  # what the person asked for leaves


def test_refused_when_it_leaves(settled, mailbox):
    ask(stream="news")
    actions.stop(address="ODILE@example.org", club=None, stream="news")
    assert actions.send_due() == 0
    assert Message.objects.get().state == MessageState.REFUSED
    assert (settled, mailbox.envelopes) == ([("one", "refused")], [])


def test_a_persons_other_address_is_the_same_person():
    user = make_user()
    user.emailaddress_set.create(email="autre@example.org", verified=True)
    actions.stop(address="autre@example.org", club=None, stream="news")
    assert refuses(address=user.email, stream="news", club=None)


def test_what_was_refused_stays_so_after_the_account_is_closed():
    user = make_user()
    actions.stop(address=user.email, club=None, stream="news")
    email = user.email
    close_account(person=user, typed=email)
    assert not Unsubscription.objects.filter(address__contains="@").exists()
    assert refuses(address=email, stream="news", club=None)

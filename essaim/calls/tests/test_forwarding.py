"""Mails that members forward: believed when they come from a member, answered once, never to a stranger."""

import pytest

from essaim.calls import incoming
from essaim.calls.models import Call
from essaim.clubs.tests.factories import make_club, make_member
from essaim.mail.incoming import parse
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db

BODY = "Pour nous ?\r\n\r\nPrix des voisins, jusqu'au 30 juin 2099 : https://fondation.example.org/prix\r\n"


@pytest.fixture
def club(settings):
    settings.ESSAIM_IMAP_URL = "imap://localhost"
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@club.example>"
    settings.ESSAIM_IMAP_TRUSTED = "mx.club.example"
    club = make_club("ici")
    organization = make_member(club, make_organization("La Brouette partagée"))
    make_representation(organization, make_user("odile@example.org", name="Odile Fruchart"))
    make_user("ana@example.org", name="Ana")
    return club


def letter(club, sender="odile@example.org", subject="Fwd: Prix des voisins", dmarc="pass", number=1, more=""):
    to = incoming.address_of(club)
    raw = (
        f"Authentication-Results: mx.club.example; dmarc={dmarc}\r\nFrom: Odile <{sender}>\r\nTo: {to}\r\n"
        f"Subject: {subject}\r\nMessage-ID: <m{number}@example.org>\r\n{more}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{BODY}"
    )
    return parse(raw.encode())


def test_a_member_forwards(club):
    assert incoming.take_mail(letter(club))
    assert incoming.take_mail(letter(club))  # the same one, delivered twice
    call = Call.objects.get()
    assert (call.title, call.club, call.added_by.email) == ("Prix des voisins", club, "odile@example.org")
    assert call.url == "https://fondation.example.org/prix"
    (message,) = Message.objects.all()
    assert (message.kind, message.to) == ("calls.taken", "odile@example.org")
    # Another announcement of the same page is the same call? Not within one source: a second mail, a second call.
    assert incoming.take_mail(letter(club, number=2, subject="TR: Tout autre chose"))
    assert Call.objects.count() == 2


def test_who_is_not_believed(club):
    assert incoming.take_mail(letter(club, sender="inconnu@example.org"))
    assert incoming.take_mail(letter(club, dmarc="fail"))
    assert incoming.take_mail(letter(club, more="Auto-Submitted: auto-replied\r\n"))
    assert Message.objects.count() == 0
    assert incoming.take_mail(letter(club, sender="ana@example.org"))
    assert incoming.take_mail(letter(club, subject="Fwd:", number=3))
    assert sorted(Message.objects.values_list("kind", "to")) == [
        ("calls.refused", "ana@example.org"), ("calls.refused", "odile@example.org"),
    ]  # fmt: skip
    assert Call.objects.count() == 0
    mail = letter(club)
    assert not incoming.take_mail(parse(mail.source.as_bytes().replace(b"+appel.", b"+autre.")))

"""Many messages at once: as each alone, keys and refusals included."""

import pytest

from essaim.accounts import mails
from essaim.accounts.mails import people_at, person_at
from essaim.clubs.models import Charge
from essaim.clubs.tests.factories import make_club
from essaim.kernel.hooks import mail_settled
from essaim.mail.actions import queue_many, stop
from essaim.mail.models import Message
from essaim.mail.queries import refused_among, refuses
from essaim.organizations.tests.factories import make_user

pytestmark = pytest.mark.django_db


def message(to: str, **facts) -> dict:
    return {"kind": "test.many", "to": to, "language": "fr", "subject": "Bon\r\njour", "text": "Bonjour",
            "key": f"many:{to}"} | facts  # fmt: skip


def test_each_key_once_and_refusals_told(monkeypatch):
    told: list[tuple] = []
    monkeypatch.setattr(mail_settled, "_listeners", [lambda **facts: told.append((facts["to"], facts["outcome"]))])
    club = make_club("ici")
    stop(address="non@example.org", club=club, stream="invitations")
    batch = [message("oui@example.org"), message("Non@example.org"), message("ailleurs@example.org")]
    assert queue_many(batch, club=club, stream="invitations") == 3
    assert queue_many([*batch, message("neuf@example.org")], club=club, stream="invitations") == 1
    states = dict(Message.objects.values_list("to", "state"))
    assert states == {
        "oui@example.org": "queued", "Non@example.org": "refused", "ailleurs@example.org": "queued",
        "neuf@example.org": "queued",
    }  # fmt: skip
    assert told == [("Non@example.org", "refused")]
    assert set(Message.objects.values_list("subject", flat=True)) == {"Bon jour"}


def test_the_same_as_one_by_one():
    club, other = make_club("ici"), make_club("ailleurs")
    person = make_user("lea@example.org")
    person.emailaddress_set.create(email="Lea.autre@example.org", verified=True)
    person.emailaddress_set.create(email="lea@example.org", verified=True)
    stop(address="lea.autre@example.org", club=club, stream="invitations")
    stop(address="karim@example.org", club=other, stream="invitations")
    addresses = ["lea@example.org", "Lea.Autre@example.org", "karim@example.org", "personne@example.org"]
    alone = {one.lower() for one in addresses if refuses(address=one, stream="invitations", club=club)}
    assert refused_among(addresses, stream="invitations", club=club) == alone == {
        "lea@example.org", "lea.autre@example.org",
    }  # fmt: skip
    assert people_at(addresses) == {one.lower(): person_at(one) for one in addresses if person_at(one)}


def test_what_is_read_is_the_same_to_the_byte():
    club = make_club("ici", name="L'<b>atelier</b> & co")
    charge = Charge(club=club, user=make_user("x@example.org"), role="organiser")
    make_user("lea@example.org", name="Léa <i>Blanc</i>")
    make_user("sam@example.org", name="Sam", language="en")
    addresses = ["lea@example.org", "Sam@example.org", "personne@example.org"]
    what = {
        "template_prefix": "clubs/email/charge_given",
        "context": {"charge": charge, "club": club, "club_url": "http://127.0.0.1/ici/?a=1&b='2'"},
        "club": club,
    }
    alone = {"reply_to": "club@example.org", "calendar": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
    for address in addresses:
        mails.send(address=address, key=f"alone:{address}", stream="invitations", **what, **alone)
    people = people_at(addresses)
    together = [
        mails.compose(address=address, person=people.get(address.lower()), **what)
        | alone
        | {"key": f"together:{address}"}
        for address in addresses
    ]
    mails.send_many(together, club=club, stream="invitations", batch=2)
    fields = ["kind", "language", "subject", "text", "html", "reply_to", "calendar", "stream", "club", "state"]
    for address in addresses:
        one, other = (Message.objects.values(*fields).get(key=f"{way}:{address}") for way in ("alone", "together"))
        assert one == other
    assert set(Message.objects.values_list("language", flat=True)) == {"fr", "en"}

"""What leaves, read back by Python's own parser from what a real server received."""

import pytest
from icalendar import Calendar

from essaim.mail import actions
from essaim.mail.enums import MessageState
from essaim.mail.models import Message

from .factories import ask, make_club

pytestmark = pytest.mark.django_db

INVITATION = "\r\n".join(
    [
        "BEGIN:VCALENDAR", "PRODID:-//essai//FR", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1@example.org",
        "DTSTAMP:20261127T100000Z", "DTSTART:20261203T080000Z", "SUMMARY:Rencontre d'été à Nœux",
        "DESCRIPTION:" + "é" * 600, "END:VEVENT", "END:VCALENDAR", "",
    ]
)  # fmt: skip


def sent(mailbox):
    assert actions.send_due() == 1
    return mailbox.letters[0]


def test_a_club_writes_in_its_own_name_from_the_installations_address(mailbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@club.example>"
    ask(club=make_club(email="contact@club.example"), subject="Une rencontre à Nœux-les-Mines, près du terril du canal")
    letter = sent(mailbox)
    assert mailbox.envelopes[0].mail_from == "essaim@club.example"
    assert letter["From"].addresses[0].display_name == "Club d'été de l'ESS via Essaim"
    assert letter["From"].addresses[0].addr_spec == "essaim@club.example"
    assert letter["Reply-To"].addresses[0].addr_spec == "contact@club.example"
    assert letter["Subject"] == "Une rencontre à Nœux-les-Mines, près du terril du canal"
    assert letter["Message-ID"].endswith("@club.example>")


def test_the_reply_address_that_is_given_comes_first(mailbox):
    ask(club=make_club(email="contact@club.example"), reply_to="yvon@example.org")
    assert sent(mailbox)["Reply-To"] == "yvon@example.org"


def test_all_is_ascii_on_the_wire(mailbox):
    ask(club=make_club(), html="<p>À jeudi, à Nœux.</p>", calendar=INVITATION, subject="Été")
    sent(mailbox)
    assert mailbox.envelopes[0].original_content.isascii()


def test_an_invitation_is_one_event(mailbox):
    ask(html="<p>À jeudi.</p>", calendar=INVITATION)
    letter = sent(mailbox)
    alternative, file = letter.iter_parts()
    assert letter.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in alternative.iter_parts()] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    part = list(alternative.iter_parts())[2]
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part["Content-Type"].params["charset"].lower() == "utf-8"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    both = [Calendar.from_ical(part.get_content()), Calendar.from_ical(file.get_payload(decode=True))]
    assert [one.walk("VEVENT")[0]["SUMMARY"] for one in both] == ["Rencontre d'été à Nœux"] * 2
    assert file.get_payload(decode=True).decode() == INVITATION


def test_an_object_without_method_is_published(mailbox):
    ask(calendar=INVITATION.replace("METHOD:REQUEST\r\n", ""))
    alternative, _file = sent(mailbox).iter_parts()
    assert list(alternative.iter_parts())[-1]["Content-Type"].params["method"] == "PUBLISH"


@pytest.mark.parametrize("name", ["Club\r\nBcc: tous@example.org", 'Le "Club" \\ co', "Été, hiver <x@example.org>"])
def test_nothing_slips_into_the_senders_name(mailbox, name):
    ask(club=make_club(name=name))
    letter = sent(mailbox)
    assert letter["Bcc"] is None
    assert len(letter["From"].addresses) == 1
    assert letter["From"].addresses[0].addr_spec == "essaim@localhost"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("élodie@example.org", "accent"),
        ("odile@example.org\r\nBcc: tous@example.org", "complète"),
        ("odile", "complète"),
        ("odile@example..org", "serveur"),
    ],
)
def test_an_address_that_mail_cannot_carry_is_told(mailbox, settled, address, words):
    ask(to=address)
    assert actions.send_due() == 0
    message = Message.objects.get()
    assert message.state == MessageState.FAILED
    assert words in message.last_error
    assert (settled, mailbox.envelopes) == ([("one", "failed")], [])


def test_a_domain_with_accents_is_written_in_its_own_way(mailbox):
    ask(to="odile@nœux.example")
    sent(mailbox)
    assert mailbox.recipients == ["odile@" + "nœux.example".encode("idna").decode()]

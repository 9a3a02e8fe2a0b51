"""Messages and clubs for the tests of the outbox."""

from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_requested
from essaim.mail.models import Message, Suppression


def make_club(**facts) -> Club:
    return Club.objects.create(**{"slug": "ici", "name": "Club d'été de l'ESS", "short_name": "Été"} | facts)


def ask(**facts) -> None:
    """Ask for a message as apps do."""
    message = {"kind": "test.hello", "to": "odile@example.org", "language": "fr", "subject": "Bonjour"}
    mail_requested.tell(**message | {"text": "À jeudi.\n", "key": "one"} | facts)


def mail_of(club: Club) -> Message:
    """A message of this club that was given up."""
    ask(club=club, key="given-up", to="a@example.org")
    Message.objects.filter(key="given-up").update(state="failed")
    return Message.objects.get(key="given-up")


def dead_address(club: Club) -> Suppression:
    """An address that came back, to which this club had written."""
    return Suppression.objects.create(address=mail_of(club).to, reason="550 5.1.1")

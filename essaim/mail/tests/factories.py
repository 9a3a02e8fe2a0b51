"""Messages and clubs for the tests of the outbox."""

from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_requested


def make_club(**facts) -> Club:
    return Club.objects.create(**{"slug": "ici", "name": "Club d'été de l'ESS", "short_name": "Été"} | facts)


def ask(**facts) -> None:
    """Ask for a message as apps do."""
    message = {"kind": "test.hello", "to": "odile@example.org", "language": "fr", "subject": "Bonjour"}
    mail_requested.tell(**message | {"text": "À jeudi.\n", "key": "one"} | facts)

"""Messages of what is new or changed: a version of a call is never sent twice to the same person."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.mail.queries import refused_among

from .. import mails
from ..enums import Rhythm
from ..models import DigestChoice, Told
from ..queries.digests import digest_for, people_to_write_to, version_of


def send_digests(today: date) -> int:
    """Each day: to whoever's turn it is. Returns how many messages left."""
    sent = 0
    for club in Club.objects.order_by("pk"):
        people = people_to_write_to(club)
        refused = refused_among([user.email for user in people], stream=mails.STREAM, club=club)
        sent += sum(
            send_digest(club=club, user=user, today=today) for user in people if user.email.lower() not in refused
        )
    return sent


@transaction.atomic
def send_digest(*, club: Club, user: User, today: date) -> bool:
    """What is new or changed for one person, when it is their turn; whether a message left.

    The person's row is held, so that two workers, or two clubs, follow each other; what is sent is noted in the same
    transaction as the message, and the database refuses a version of a call that was sent before.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    choice, _created = DigestChoice.objects.get_or_create(club=club, user=user)
    if not is_due(choice.rhythm, choice.last_on, today):
        return False
    choice.last_on = today
    choice.save(update_fields=["last_on"])
    digest = digest_for(club, user, today)
    if not digest:
        return False
    Told.objects.bulk_create([Told(user=user, call=call, version=version_of(call), club=club) for call in digest.calls])
    mails.digest(club, user, digest, today, weekly=choice.rhythm == Rhythm.WEEKLY)
    return True


def is_due(rhythm: str, last_on: date | None, today: date) -> bool:
    """Each day, or once since the last Monday: a worker that was stopped on Monday makes up for it."""
    if rhythm == Rhythm.NEVER:
        return False
    since = today if rhythm == Rhythm.DAILY else today - timedelta(days=today.weekday())
    return last_on is None or last_on < since


@transaction.atomic
def choose_rhythm(*, club: Club, user: User, rhythm: str) -> DigestChoice:
    if rhythm not in Rhythm.values:
        raise Refusal(_("Choisissez un rythme."), code="rhythm", field="rhythm")
    row, _created = DigestChoice.objects.select_for_update(of=("self",)).get_or_create(club=club, user=user)
    row.rhythm = rhythm
    row.save(update_fields=["rhythm"])
    return row

"""The address to which members forward the calls that they receive: believed when it comes from a member's address."""

from django.utils import translation
from django.utils.translation import gettext as _

from essaim.accounts.mails import person_at
from essaim.accounts.models import User
from essaim.clubs.access import standing_in
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.mail.incoming import IncomingMail
from essaim.mail.tokens import reply_address

from . import actions, mails, queries

PURPOSE = "appel"


def address_of(club: Club) -> str:
    """Where to forward; nothing when no mailbox is read."""
    return reply_address(PURPOSE, club.pk)


def take_mail(mail: IncomingMail) -> bool:
    """Handler of `mail.incoming.incoming_mail`: whether it was sent to the address of a club's calls."""
    number = mail.answer(PURPOSE)
    club = queries.club_by_pk(number) if number is not None else None
    if club is None:
        return False
    if mail.is_automatic:
        return True
    user = person_at(mail.sender)
    # Nobody is told at an address that nothing proves, nor when it was borrowed.
    if user is None or mail.authenticated is False:
        return True
    with translation.override(user.language):
        try:
            mails.taken(_take(mail, club, user), club, user, key=mail.message_id)
        except Refusal as refusal:
            mails.refused(club, user, sentence=refusal.sentence, subject=mail.subject, key=mail.message_id)
    return True


def _take(mail: IncomingMail, club: Club, user: User):
    if not standing_in(club, user).is_member:
        raise Refusal(_("Ce club n'est pas le vôtre : seuls ses membres lui apportent des appels."), code="stranger")
    return actions.take_forwarded(
        club=club, actor=user, message_id=mail.message_id, subject=mail.subject, text=mail.full_text
    )

"""Thanking a speaker, in the organiser's own words."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.meetings.actions.talks import note_thanks
from essaim.meetings.models import Talk

from .. import mails


@transaction.atomic
def thank_speaker(*, talk: Talk, words: str, actor: User) -> Talk:
    """Send the speaker the organiser's words, once, with an answer that comes back to the organiser. Refuses (field
    `words`) an empty message, a speaker without address, one thanked already."""
    words = words.strip()
    if not words:
        raise Refusal(_("Écrivez quelques mots : le message est vide."), code="empty", field="words")
    talk = Talk.objects.select_for_update(of=("self",)).select_related("speaker", "meeting", "club").get(pk=talk.pk)
    if talk.thanked_on:
        raise Refusal(_("%(name)s a déjà reçu un merci.") % {"name": talk.speaker}, code="thanked")
    if not talk.speaker.email:
        raise Refusal(
            _("%(name)s n'a pas laissé d'adresse e-mail. Remerciez de vive voix, ou complétez sa fiche.")
            % {"name": talk.speaker},
            code="no_address",
        )
    thanked = note_thanks(talk=talk, actor=actor)
    mails.thanks(talk, words=words, actor=actor)
    return thanked

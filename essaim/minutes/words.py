"""The first words of a message of thanks, which the organiser then makes their own."""

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.meetings.models import Talk
from essaim.ui.templatetags.ui import day

from .queries import Results

QUOTED = 3


def thanks_draft(talk: Talk, results: Results | None, organiser: User) -> str:
    """With what people said of the meeting, from five answers on."""
    parts = [
        _("Bonjour %(name)s,") % {"name": talk.speaker},
        _("Merci d'avoir pris le temps de nous parler, le %(day)s : « %(subject)s ».")
        % {"day": day(talk.meeting.starts_at), "subject": talk.subject},
    ]
    if results and results.enough:
        useful = sum(count for _label, count in results.useful[3:])
        parts.append(
            _("Sur %(count)s personnes qui ont donné leur avis, %(useful)s disent que ce moment leur a été utile.")
            % {"useful": useful, "count": results.count}
        )
        if results.will_do:
            told = [f"- {words}" for words in results.will_do[:QUOTED]]
            parts.append("\n".join([_("Voici ce qu'elles comptent faire :"), *told]))
    parts += [_("Nous serions heureux de vous revoir."), str(organiser)]
    return "\n\n".join(parts)

"""Mail that came in: calendars' replies are taken, the rest is left to others."""

import re

from essaim.mail.incoming import IncomingMail

from . import actions

_ABOUT_ANSWERS = re.compile(r"(?im)^METHOD\s*:\s*(?:REPLY|COUNTER|DECLINECOUNTER)\s*$")


def take_mail(mail: IncomingMail) -> bool:
    """Handler of `mail.incoming.incoming_mail`: whether it held a calendar's reply.

    A calendar of another kind is left alone: somebody may send the organiser an invitation of their own. A reply
    written by a machine (RFC 3834) is still the person's: calendars mark theirs so.
    """
    texts = [text for text in mail.calendars if _ABOUT_ANSWERS.search(text)]
    for text in texts:
        actions.take_reply(text=text, sender=mail.sender, authenticated=mail.authenticated)
    return bool(texts)

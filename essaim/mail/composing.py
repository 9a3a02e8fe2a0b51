"""From a row of the outbox to a message of the Internet (RFC 5322), all in ASCII on the wire."""

import re
from email.charset import QP, Charset
from email.policy import compat32

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from essaim.kernel import french

from .addresses import mailbox, sender_address
from .models import Message
from .streams import label_of
from .tokens import choices_token, message_id

# Eight-bit text is changed on its way by servers that do not know it, and its DKIM signature is then lost.
_ON_THE_WIRE = Charset("utf-8")
_ON_THE_WIRE.body_encoding = QP
FOOTER = "<!--footer-->"  # where accounts/mail.html leaves room


class Letter(EmailMultiAlternatives):
    """A message whose long headers stay on their line: folded by Python, a long address begins with an empty one,
    which some mailboxes do not read."""

    encoding = _ON_THE_WIRE

    def message(self, **options):
        message = super().message(**options)
        message.policy = compat32.clone(max_line_length=None)
        return message


def compose(message: Message) -> Letter:
    """The message as it leaves. An invitation is one event for Google, Outlook and Thunderbird: a part text/calendar
    among the alternatives, whose method is the object's own (RFC 6047), and the same object as a file."""
    address = sender_address()
    text, html = message.text, message.html
    headers = {"Message-ID": message_id(message), "Content-Language": message.language}
    headers["Auto-Submitted"] = "auto-generated"
    if message.stream:
        url = stop_url(message)
        headers["List-Unsubscribe"] = f"<{url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        text, html = _with_footer(message, url)
    if message.club:
        headers["From"] = mailbox(f"{message.club.name} via {settings.ESSAIM_NAME}", address)
    else:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    email = Letter(
        subject=message.subject, body=text, from_email=address, to=[message.to], headers=headers,
        reply_to=_reply_to(message),
    )  # fmt: skip
    if html:
        email.attach_alternative(html, "text/html")
    if message.calendar:
        found = re.search(r"(?im)^METHOD:([a-z]+)\s*$", message.calendar)
        method = found[1].upper() if found else "PUBLISH"
        lines = message.calendar.splitlines()
        email.attach_alternative("\n".join([*lines, ""]), f"text/calendar; method={method}")
        email.attach("invite.ics", "\r\n".join([*lines, ""]).encode(), "application/ics")
    return email


def stop_url(message: Message) -> str:
    """Where whoever received this message says what they want to receive."""
    token = choices_token(address=message.to, club_pk=message.club_id, stream=message.stream)
    with translation.override(message.language):
        return settings.ESSAIM_URL + reverse("mail:stop", args=[token])


def _reply_to(message: Message) -> list[str] | None:
    if message.reply_to:
        return [message.reply_to]
    if message.club and message.club.email:
        return [mailbox(message.club.name, message.club.email)]
    return None


def _with_footer(message: Message, url: str) -> tuple[str, str]:
    """The words of the message, then why one receives it and how to stop."""
    with translation.override(message.language):
        context = {"club": message.club, "label": label_of(message.stream), "url": url, "site": settings.ESSAIM_NAME}
        text = str(render_to_string("mail/email/_footer.txt", context))
        html = str(render_to_string("mail/email/_footer.html", context))
        if message.language == "fr":
            text, html = french.contracted(text), french.contracted(html)
    return f"{message.text.rstrip()}\n\n{text.strip()}\n", message.html.replace(FOOTER, mark_safe(html))

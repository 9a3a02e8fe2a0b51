"""The mailbox that is read, by IMAP."""

import ssl
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.message import MailMessage

from essaim.kernel.errors import Refusal

TIMEOUT = 20  # seconds


class RawMessage(MailMessage):
    """A message as its bytes."""

    def __init__(self, fetch_data: list) -> None:
        super().__init__(fetch_data)
        self.raw: bytes = self._get_message_data_parts(fetch_data)[0]


def open_mailbox(url: str) -> BaseMailBox:
    """Sign in to the folder of `imaps://user:password@server:993/folder`; `imap+tls://` begins in clear and encrypts at
    once, `imap://` never encrypts. The folder is INBOX when none is given.

    Refuses an address that is not of this form; raises OSError or ImapToolsError when the server does not answer.
    """
    parts = urlsplit(url)
    kind: type[BaseMailBox]
    if parts.scheme == "imaps":
        kind, port, options = MailBox, 993, {"ssl_context": ssl.create_default_context()}
    elif parts.scheme == "imap+tls":
        kind, port, options = MailBoxStartTls, 143, {"ssl_context": ssl.create_default_context()}
    elif parts.scheme == "imap":
        kind, port, options = MailBoxUnencrypted, 143, {}
    else:
        raise Refusal(_("ESSAIM_IMAP_URL s'écrit : imaps://nom:secret@serveur:993/INBOX"), code="imap_url")
    if not parts.hostname or not parts.username:
        raise Refusal(_("ESSAIM_IMAP_URL s'écrit : imaps://nom:secret@serveur:993/INBOX"), code="imap_url")
    box = kind(parts.hostname, port=parts.port or port, timeout=TIMEOUT, **options)
    box.email_message_class = RawMessage
    return box.login(unquote(parts.username), unquote(parts.password or ""), unquote(parts.path.strip("/")) or "INBOX")

"""Addresses as they are written in the headers: who sends, who receives, what cannot be written."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.encoding import punycode
from django.utils.translation import gettext as _


def sender_address() -> str:
    """The address of the installation, which every message comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def replies_go_to() -> str:
    """The address whose mailbox is read, or nothing when none is."""
    if not settings.ESSAIM_IMAP_URL:
        return ""
    return settings.ESSAIM_REPLY_ADDRESS or sender_address()


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def mailbox(name: str, address: str) -> str:
    """`"Name" <address>`, on one line whatever the name holds; accents are encoded when the message is written."""
    name = re.sub(r"[\x00-\x1f\x7f\\]+", " ", name).replace('"', "'")
    return f'"{" ".join(name.split())}" <{address}>' if name.strip() else address


def why_not(address: str) -> str:
    """Why no message can be written to this address: a sentence, or nothing when it is fine.

    Accents are fine in a domain (they become `xn--…`), not before the @: few servers speak SMTPUTF8 (RFC 6531).
    """
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or len(address) > 254 or re.search(r'[\s\x00-\x1f\x7f<>,;:"()\[\]\\@]', local):
        return _("Cette adresse n'est pas complète, ou contient un signe qu'une adresse ne peut pas porter.")
    if not local.isascii():
        return _("Cette adresse a un accent avant l'arobase : le courrier ne sait pas l'acheminer.")
    try:
        encoded = punycode(domain)
    except UnicodeError:
        encoded = ""
    if not re.fullmatch(r"(?i)[a-z0-9]([a-z0-9.-]*[a-z0-9])?", encoded) or ".." in encoded:
        return _("Le nom qui suit l'arobase ne peut pas être celui d'un serveur.")
    return ""

"""What is signed and given away: links to one's choices, names of messages."""

import re

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from .addresses import domain_of, replies_go_to, sender_address
from .models import Message

_CHOICES = signing.Signer(salt="essaim.mail.choices")


def choices_token(*, address: str, club_pk: int | None, stream: str) -> str:
    """The part of an address that opens the choices of whoever received a message. It lasts as long as the secret key:
    one may unsubscribe years later (RFC 8058)."""
    return _CHOICES.sign_object([address, club_pk, stream], compress=True)


def read_choices_token(token: str) -> tuple[str, int | None, str] | None:
    """Address, club and stream, or None when the token is not ours."""
    try:
        address, club_pk, stream = _CHOICES.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return address, club_pk, stream


def signature(purpose: str, number: int) -> str:
    """Ten letters and digits that only this installation can write (50 bits), for names that travel by mail: lower
    case, because some servers change the case of addresses."""
    value = int.from_bytes(salted_hmac(f"essaim.mail.{purpose}", str(number), algorithm="sha256").digest()[:8], "big")
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(letters[(value >> 5 * place) % 32] for place in range(10))


def message_id(message: Message) -> str:
    """The same at each attempt: a mailbox that got it before a crash shows it once. Signed: a bounce that names it
    comes from where the message went."""
    return f"<{message.pk}.{signature('message', message.pk)}@{domain_of(sender_address())}>"


def read_message_id(text: str) -> int | None:
    """The number of one of our messages, from the first Message-ID of ours in the text."""
    for number, signed in re.findall(r"<(\d{1,18})\.([a-z2-9]{10})@", text):
        if constant_time_compare(signed, signature("message", int(number))):
            return int(number)
    return None


def reply_address(purpose: str, number: int) -> str:
    """Where to answer: `mailbox+purpose.number.signature@domain`, or nothing when no mailbox is read.

    `purpose`: a short word of lower-case letters that the handler knows; `number`: the key of what is answered.
    """
    address = replies_go_to()
    if not address:
        return ""
    local, _at, domain = address.rpartition("@")
    return f"{local}+{purpose}.{number}.{signature(purpose, number)}@{domain}"


def read_reply_address(address: str) -> tuple[str, int] | None:
    """Purpose and number of an address of ours; None when it is not, or when its signature is not."""
    local, _at, domain = replies_go_to().lower().rpartition("@")
    found = re.fullmatch(
        rf"{re.escape(local)}\+([a-z]{{1,20}})\.(\d{{1,18}})\.([a-z2-9]{{10}})@{re.escape(domain)}", address.lower()
    )
    if not local or not found or not constant_time_compare(found[3], signature(found[1], int(found[2]))):
        return None
    return found[1], int(found[2])

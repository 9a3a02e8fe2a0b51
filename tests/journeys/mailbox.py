"""A real SMTP server on loopback that keeps what it receives, and the outbox that writes to it."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from essaim.mail.actions import send_due


class Mailbox:
    """`messages`: recipients and the message, in the order of arrival."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def all_to(self, address: str) -> list[EmailMessage]:
        return [message for to, message in self.messages if address in to]

    def last_to(self, address: str) -> EmailMessage:
        return self.all_to(address)[-1]

    def text_to(self, address: str) -> str:
        """The words of the last message to the address."""
        return self.last_to(address).get_body(("plain",)).get_content()

    def link(self, address: str, part: str) -> str:
        """The path of the first link of the last message to the address that holds `part`."""
        return re.search(rf"https?://[^\s/]+(/\S*{part}\S*)", self.text_to(address))[1]


@contextmanager
def smtp_server(settings) -> Iterator[Mailbox]:
    """Serve on a free port, and send the outbox there."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield box
    finally:
        server.stop()


def deliver() -> None:
    """Do as the worker does, until nothing is due."""
    while send_due(limit=50):
        pass

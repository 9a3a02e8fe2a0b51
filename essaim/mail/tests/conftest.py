"""A real SMTP server on a port of its own, and what it received."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from essaim.kernel import hooks
from essaim.kernel.registry import Registry


class Mailbox:
    """What the server received. `answers`: what it says instead of taking a message, one after the other."""

    def __init__(self):
        self.envelopes = []
        self.answers = []
        self.refused_recipients = {}
        self.sessions = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.sessions.add(id(session))
        if answer := self.refused_recipients.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answers and (answer := self.answers.pop(0)):
            return answer
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def recipients(self):
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]

    @property
    def letters(self):
        return [message_from_bytes(envelope.original_content, policy=policy.default) for envelope in self.envelopes]


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box.controller = Controller(box, hostname="127.0.0.1", port=port)
    box.controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    if box.controller.server is not None:
        box.controller.stop()


@pytest.fixture
def streams(monkeypatch):
    """Two streams, and none of the other apps'."""
    registry = Registry()
    registry.add("news", hooks.MailStream("Les nouvelles", "Ce qui se passe au club."), order=1)
    registry.add("invitations", hooks.MailStream("Les invitations", "À chaque rencontre.", gathered=False), order=2)
    for module in ("streams", "actions.choices"):
        monkeypatch.setattr(f"essaim.mail.{module}.mail_streams", registry)
    return registry


@pytest.fixture
def settled(monkeypatch):
    """What is told of each message: pairs of key and outcome."""
    told = []

    def listen(*, key, outcome, **facts):
        told.append((key, outcome))

    monkeypatch.setattr(hooks.mail_settled, "_listeners", [*hooks.mail_settled._listeners, listen])
    return told

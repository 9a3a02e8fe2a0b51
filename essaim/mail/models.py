"""The outbox: a message is a row written in the transaction of the act, claimed by id, sent, settled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from .enums import IncomingState, MessageState, Rhythm


class Message(Dated):
    kind = models.CharField(max_length=60)  # app.name of the message
    key = models.CharField(max_length=200, unique=True)  # the same key is never queued twice
    club = models.ForeignKey(Club, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    to = models.EmailField(_("Destinataire"))
    language = models.CharField(max_length=2, default="fr")
    subject = models.CharField(_("Objet"), max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    reply_to = models.EmailField(blank=True)
    calendar = models.TextField(blank=True)  # an iCalendar object, its METHOD inside
    stream = models.CharField(max_length=30, blank=True)  # a name of kernel.hooks.mail_streams
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()  # not before
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # a worker: marks.Mark.name
    transfer_at = models.DateTimeField(null=True, blank=True)  # when only its end was left to send
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    # The digest in which it left.
    digest = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="gathered")

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_due"),
            models.Index(fields=["club", "-id"], name="mail_of_club"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to}"


class Unsubscription(Dated):
    """An address that receives a stream of a club no more. Without club: of the installation."""

    # Lower case; or `sha256:…` once the person asked to be forgotten, so that what they refused stays refused.
    address = models.CharField(max_length=254)
    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="unsubscriptions")
    stream = models.CharField(max_length=30)  # a name of kernel.hooks.mail_streams

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "address", "stream"], name="mail_unsubscribed_once"),
            models.UniqueConstraint(
                fields=["address", "stream"], condition=Q(club=None), name="mail_unsubscribed_once_here"
            ),
            models.CheckConstraint(condition=~Q(stream="") & ~Q(address=""), name="mail_unsubscribed_from"),
        ]
        indexes = [models.Index(fields=["address"], name="mail_unsubscribed")]

    def __str__(self) -> str:
        return f"{self.address}: {self.stream}"


class Suppression(Dated):
    """An address that came back as unknown: news leave to it no more, until an organiser lifts this."""

    address = models.CharField(max_length=254, unique=True)  # lower case
    reason = models.CharField(max_length=300)  # what its server said
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.address


class IncomingMessage(Dated):
    """A message that came into the mailbox. Kept once, whoever reads it and however often."""

    message_id = models.CharField(max_length=250, unique=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(_("Objet"), max_length=250, blank=True)
    text = models.TextField(blank=True)
    automatic = models.BooleanField(default=False)
    about = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    club = models.ForeignKey(Club, on_delete=models.SET_NULL, null=True, blank=True, related_name="incoming_messages")
    state = models.CharField(max_length=9, choices=IncomingState)
    handler = models.CharField(max_length=40, blank=True)  # who took it: a name of incoming.incoming_mail
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["club", "state"], name="mail_incoming_club")]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"


class Preference(Dated):
    """When news that may wait reach a person. Without a row: at once."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_preference")
    rhythm = models.CharField(max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="mail_preference_rhythm")]

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}"

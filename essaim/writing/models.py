"""A text, its versions, who is writing it now, what is said of it and proposed for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from .enums import ProposalState

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "related_name": "+",
}


def _guest() -> models.CharField:
    """The name under which somebody without account signs, where the kind of text lets them in (`TextKind.guest`)."""
    return models.CharField(max_length=160, blank=True, default="")


class Signed:
    """Something with an author: a person, or the name of who has no account."""

    author: Any
    by: str

    @property
    def signed(self) -> str:
        """How it is signed; empty when nobody did, or when the account is closed."""
        return str(self.author) if self.author else self.by


class Text(Dated):
    """`content` is that of revision `number`, in Markdown, with line feeds alone. `kind` is a name of
    `kinds.text_kinds`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=160, blank=True)
    content = models.TextField(blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="writing_text_kind")]

    def __str__(self) -> str:
        return self.title or self.kind


class Revision(Signed, models.Model):
    """One version. `typed` is what its author had sent when it differs from what was kept, merged with others'.

    `key`: the same sending, repeated on a poor connection, makes one revision.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField(blank=True)
    typed = models.TextField(null=True)
    key = models.CharField(max_length=40, blank=True)
    author = models.ForeignKey(**_person)
    by = _guest()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "text", "number"], name="writing_revision_once"),
            models.UniqueConstraint(
                fields=["club", "text", "key"], condition=~Q(key=""), name="writing_revision_key_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.number})"


class Presence(models.Model):
    """Who has the text open to write; a row says when they were last seen. `guest`: the name of who has no account."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    guest = _guest()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "text", "user"], name="writing_presence_once"),
            models.UniqueConstraint(
                fields=["club", "text", "guest"], condition=Q(user=None), name="writing_presence_guest_once"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest="") | (Q(user=None) & ~Q(guest="")), name="writing_presence_who"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.guest} · {self.text}"


class Comment(Signed, Dated):
    """A remark on a passage (or on the whole, when `quote` is empty), or an answer to a remark.

    `start` and `end` follow the passage as the text changes; both are empty once it is gone.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    author = models.ForeignKey(**_person)
    by = _guest()
    quote = models.CharField(_("Le passage"), max_length=500, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(_("Votre remarque"), max_length=2000)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(**_person)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="writing_comment_said"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")), name="writing_comment_passage"
            ),
        ]
        indexes = [models.Index(fields=["text", "resolved_at"], name="writing_comment_open")]

    def __str__(self) -> str:
        return self.words[:60]


class Proposal(Signed, Dated):
    """A change proposed by someone who does not write the text: `content` is the whole text as they would have it,
    made from revision `base`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="proposals")
    author = models.ForeignKey(**_person)
    by = _guest()
    base = models.PositiveIntegerField()
    content = models.TextField()
    why = models.TextField(_("Pourquoi"), max_length=1000, blank=True)
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    answer = models.CharField(_("Un mot pour la personne"), max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(**_person)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="writing_proposal_state"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN) | Q(settled_at__isnull=False), name="writing_proposal_settled"
            ),
        ]
        indexes = [models.Index(fields=["text", "state"], name="writing_proposal_open")]

    def __str__(self) -> str:
        return f"{self.text} ({self.base})"

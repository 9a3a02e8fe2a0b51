"""A question, whom it reached, what they answered, who waits for the same answer."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.meetings.models import Theme
from essaim.organizations.models import Organization, Sector
from essaim.practices.models import Practice

from .enums import AnswerState, AskedState, Outcome, QuestionState, Urgency

MOST_TITLE, MOST_TRIED, MOST_WORDS, MOST_ANSWER = 200, 3000, 120, 20_000  # signs
_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}
_structure: dict[str, Any] = {
    "to": Organization,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class Question(Dated):
    """Asked by a person in the name of their organization, or of none (whoever runs the club).

    `words`: know-how looked for. `theme`: what the club works on, its topic or what was made of the question;
    `practice`: the sheet that came of it. `anonymous`: only organisers read who asks. `wave`: how many times people
    were asked; `widens_at`: when the next ones will be, None when they no longer will.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(**_person)
    organization = models.ForeignKey(**_structure)
    anonymous = models.BooleanField(default=False)
    title = models.CharField(_("Votre question"), max_length=MOST_TITLE)
    tried = models.TextField(_("Ce que vous avez essayé"), max_length=MOST_TRIED, blank=True)
    words = models.CharField(_("Savoir-faire cherché"), max_length=MOST_WORDS, blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    practice = models.ForeignKey(Practice, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    urgency = models.CharField(_("Pour quand"), max_length=8, choices=Urgency, default=Urgency.MONTH)
    state = models.CharField(max_length=9, choices=QuestionState, default=QuestionState.OPEN)
    hidden_reason = models.CharField(_("Pourquoi la masquer"), max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # solved or closed
    wave = models.PositiveSmallIntegerField(default=0)
    widens_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("Ce qui en est sorti"), max_length=9, choices=Outcome, blank=True)
    outcome_note = models.CharField(_("En une phrase"), max_length=300, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=QuestionState.values), name="questions_state"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="questions_urgency"),
            models.CheckConstraint(condition=~Q(title=""), name="questions_asks_something"),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.HIDDEN) | ~Q(hidden_reason=""), name="questions_hidden_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["club", "state", "created_at"], name="questions_club_state"),
            models.Index(fields=["widens_at"], name="questions_widens"),
        ]

    def __str__(self) -> str:
        return self.title


class Asked(Dated):
    """A person whom the question reached, and why (`reason`, the sentence they read). `wave` 0: they came to answer by
    themselves. Their replies by mail name this row."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(**_structure)
    reason = models.CharField(max_length=400, blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=AskedState, default=AskedState.WAITING)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "question", "user"], name="questions_asked_once"),
            models.CheckConstraint(condition=Q(state__in=AskedState.values), name="questions_asked_state"),
        ]
        indexes = [models.Index(fields=["club", "user", "created_at"], name="questions_asked_user")]

    def __str__(self) -> str:
        return f"{self.user} ← {self.question}"


class MeToo(Dated):
    """« Moi aussi »: told of the answers."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="me_toos")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(**_structure)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "question", "user"], name="questions_me_too_once")]

    def __str__(self) -> str:
        return f"{self.user} + {self.question}"


class Answer(Dated):
    """What someone answers; the author's own words in the conversation are answers too. Empty when it is a file."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(**_person)
    organization = models.ForeignKey(**_structure)
    text = models.TextField(_("Votre réponse"), max_length=MOST_ANSWER, blank=True)
    by_mail = models.BooleanField(default=False)
    from_asker = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=AnswerState, default=AnswerState.SHOWN)
    hidden_reason = models.CharField(max_length=300, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "question"], condition=Q(accepted_at__isnull=False), name="questions_one_accepted"
            ),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="questions_answer_state"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(state=AnswerState.SHOWN, from_asker=False),
                name="questions_accepted_is_read",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AnswerFile(KeptFile):
    """What was sent with an answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "answer", "sha256"], name="questions_file_once")]


class Thanks(Dated):
    """A thank-you for an answer, with a word or without."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="thanks")
    user = models.ForeignKey(**_person)
    organization = models.ForeignKey(**_structure)
    word = models.CharField(_("Un mot"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "answer", "user"], name="questions_thanked_once")]

    def __str__(self) -> str:
        return self.word or "merci"

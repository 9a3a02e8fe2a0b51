"""What others make of a practice: they read it before it is published, take it up, come and see."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import CheckAnswer, ReviewState, VisitKind, VisitState
from .practice import Practice, person


class Review(Dated):
    """A member of another structure reads the sheet before it is published: asked to (`asked_by`), or by themselves.
    `words`: what is clear, or what they would ask."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="reviews")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="practice_reviews")
    reviewer = models.ForeignKey(**person)
    asked_by = models.ForeignKey(**person)
    state = models.CharField(max_length=9, choices=ReviewState, default=ReviewState.ASKED)
    words = models.TextField(_("En une phrase ou deux"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "practice", "organization"], name="practices_review_once"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="practices_review_state"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.ASKED) | Q(answered_at__isnull=False), name="practices_review_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.practice}"


class Adoption(Dated):
    """« Nous l'avons reprise »: since when, what it gave, what was changed."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="practices_adopted")
    author = models.ForeignKey(**person)
    since = models.DateField(_("Depuis quand"))
    gave = models.TextField(_("Ce que cela nous a donné"), max_length=1000, blank=True)
    changed = models.TextField(_("Ce que nous avons changé"), max_length=1000, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "practice", "organization"], name="practices_adoption_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.practice}"


class Visit(Dated):
    """Someone asks to come and see, or to talk: `organization` is who asks. `on`: the day it happened."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="visits")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="practice_visits")
    author = models.ForeignKey(**person)
    kind = models.CharField(_("Ce que vous demandez"), max_length=5, choices=VisitKind)
    message = models.TextField(_("Votre message"), max_length=1500, blank=True)
    state = models.CharField(max_length=8, choices=VisitState, default=VisitState.ASKED)
    on = models.DateField(_("Quel jour"), null=True, blank=True)
    settled_by = models.ForeignKey(**person)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "practice", "organization"], condition=Q(state=VisitState.ASKED),
                name="practices_visit_one_open",
            ),
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="practices_visit_state"),
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="practices_visit_kind"),
            models.CheckConstraint(
                condition=~Q(state=VisitState.GIVEN) | Q(on__isnull=False), name="practices_visit_given"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organization} → {self.practice}"


class Check(Dated):
    """« Toujours vrai ? », asked on a day; empty `answer`: nobody has answered yet."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="checks")
    asked_on = models.DateField()
    answer = models.CharField(_("Votre réponse"), max_length=7, choices=CheckAnswer, blank=True)
    words = models.CharField(_("Ce qui a changé"), max_length=500, blank=True)
    answered_by = models.ForeignKey(**person)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "practice"], condition=Q(answer=""), name="practices_check_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="practices_check_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} ({self.asked_on})"

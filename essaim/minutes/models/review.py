"""What people thought of a meeting, without knowing who thought it.

The register of who was asked (`ReviewInvitation`) says only whether the person answered. Answers are apart: no link, no
time, a random key, so that neither order nor date leads back to anyone.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.models import Attendance, Meeting

from ..enums import Met

FIVE = [(1, _("Pas du tout")), (2, _("Un peu")), (3, _("Moyennement")), (4, _("Plutôt")), (5, _("Tout à fait"))]


class Review(Dated):
    """The survey of one meeting, open until `closes_on`, that day included."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="review")
    closes_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)

    @property
    def is_open(self) -> bool:
        return localdate() <= self.closes_on

    def __str__(self) -> str:
        return str(self.meeting)


class ReviewInvitation(models.Model):
    """One person who came and was asked. No date here: it would tell when they answered."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="invitations")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "review", "attendance"], name="minutes_invitation_once")]

    def __str__(self) -> str:
        return str(self.attendance)


class ReviewAnswer(models.Model):
    """One answer, nobody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    useful = models.PositiveSmallIntegerField(_("Cette rencontre vous a-t-elle été utile ?"), choices=FIVE)
    organised = models.PositiveSmallIntegerField(_("Était-elle bien organisée ?"), choices=FIVE)
    met = models.CharField(_("Combien de personnes nouvelles avez-vous rencontrées ?"), max_length=4, choices=Met)
    desire = models.PositiveSmallIntegerField(
        _("De 0 à 10, votre envie de travailler avec des structures du club"),
        choices=[(number, str(number)) for number in range(11)],
    )
    will_do = models.CharField(_("Qu'allez-vous faire de différent après ?"), max_length=500, blank=True)
    words = models.TextField(_("Autre chose à dire ?"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(useful__range=(1, 5)), name="minutes_answer_useful"),
            models.CheckConstraint(condition=Q(organised__range=(1, 5)), name="minutes_answer_organised"),
            models.CheckConstraint(condition=Q(desire__range=(0, 10)), name="minutes_answer_desire"),
            models.CheckConstraint(condition=Q(met__in=Met.values), name="minutes_answer_met"),
        ]

    def __str__(self) -> str:
        return str(self.review)

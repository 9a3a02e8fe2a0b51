"""What is answered: a plan, its seats."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.models import Attendance, Meeting

from ..enums import MOST_ROUNDS, MOST_TABLES, Origin


class SeatingPlan(Dated):
    """A version of a meeting's plan. The highest one is under work; the highest published one is what people see.

    `score` holds the counts of `engine.Score`; `seed` gives the same plan again from the same people and wishes.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seating_plans")
    version = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.COMPOSED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seed = models.PositiveIntegerField(default=0)
    rounds = models.PositiveSmallIntegerField()
    table_count = models.PositiveSmallIntegerField()
    score = models.JSONField(default=dict)
    published_at = models.DateTimeField(_("Publié"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "meeting", "version"], name="seating_plan_version"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="seating_plan_origin"),
            models.CheckConstraint(
                condition=Q(rounds__gte=1, rounds__lte=MOST_ROUNDS, table_count__gte=1, table_count__lte=MOST_TABLES),
                name="seating_plan_size",
            ),
        ]
        indexes = [models.Index(fields=["club", "published_at"], name="seating_plan_published")]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.version}"


class Seat(models.Model):
    """Where a person sits in a round; both numbers from 1. `locked`: new plans keep it."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="places")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    table = models.PositiveSmallIntegerField()
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "plan", "attendance", "round"], name="seating_seat_once"),
            models.CheckConstraint(condition=Q(round__gte=1, table__gte=1), name="seating_seat_numbers"),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id}: {self.round}.{self.table}"

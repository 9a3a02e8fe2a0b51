"""What is asked: tables, rounds, wishes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.models import AgendaItem, Attendance, Meeting

from ..enums import MOST_ROUNDS, MOST_TABLES, PAIRS, WishKind


class SeatingSetup(Dated):
    """Tables and rounds of a meeting, and where it stands on the day. Tables are numbered from 1."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="seating_setup")
    table_count = models.PositiveSmallIntegerField(_("Nombre de tables"))
    # None: people are spread evenly.
    seats = models.PositiveSmallIntegerField(_("Chaises par table, au plus"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("Nombre de tours"))
    accessible_tables = models.JSONField(default=list, blank=True)  # numbers
    rounds_begun = models.PositiveSmallIntegerField(default=0)
    # The moment of the agenda that is under way, and since when: what the projected page shows.
    moment = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    moment_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(table_count__gte=1, table_count__lte=MOST_TABLES), name="seating_setup_tables"
            ),
            models.CheckConstraint(condition=Q(rounds__gte=1, rounds__lte=MOST_ROUNDS), name="seating_setup_rounds"),
            models.CheckConstraint(condition=Q(seats=None) | Q(seats__gte=1), name="seating_setup_seats"),
            models.CheckConstraint(condition=Q(rounds_begun__lte=F("rounds")), name="seating_setup_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.table_count} × {self.rounds}"


class Wish(Dated):
    """Something that every plan of the meeting keeps. `other` for pairs, `table` and `rounds` for their kind."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seating_wishes")
    kind = models.CharField(max_length=10, choices=WishKind)
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Attendance, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    table = models.PositiveSmallIntegerField(null=True, blank=True)
    rounds = models.JSONField(default=list, blank=True)  # numbers, from 1

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "meeting", "attendance", "other"], condition=Q(other__isnull=False),
                name="seating_wish_pair_once",
            ),
            models.UniqueConstraint(
                fields=["club", "meeting", "kind", "attendance"], condition=Q(other__isnull=True),
                name="seating_wish_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=WishKind.values), name="seating_wish_kind"),
            # A pair is kept in one order.
            models.CheckConstraint(
                condition=Q(kind__in=sorted(PAIRS), other__isnull=False, attendance__lt=F("other"))
                | Q(kind__in=sorted(set(WishKind.values) - PAIRS), other__isnull=True),
                name="seating_wish_pair",
            ),
            models.CheckConstraint(
                condition=~Q(kind=WishKind.TABLE) | Q(table__isnull=False), name="seating_wish_table"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.attendance_id}"

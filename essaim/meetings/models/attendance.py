"""Who is invited to a meeting, what they answered, whether they came."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..enums import Answer, AttendeeKind, Seat
from .meeting import Meeting


class Attendance(Dated):
    """One person at one meeting, with or without an account.

    `seat` says whether the person has a place; the waiting list is in the order of `queued_at`, then of `pk`.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    kind = models.CharField(max_length=8, choices=AttendeeKind, default=AttendeeKind.MEMBER)
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    # The structure of someone from outside, as they say it.
    comes_from = models.CharField(_("Dit venir de"), max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    name = models.CharField(_("Prénom et nom"), max_length=120)
    email = models.EmailField(_("Adresse e-mail"), blank=True)
    # Whoever brings this person along.
    brought_by = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="guests")
    invited_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    seat = models.CharField(max_length=7, choices=Seat, default=Seat.NONE)
    queued_at = models.DateTimeField(null=True, blank=True)
    needs = models.CharField(
        _("Pour être à l'aise"), max_length=300, blank=True,
        help_text=_("Accès de plain-pied, langue des signes, repas… Seule l'animation le lit."),
    )  # fmt: skip
    # Carpool: from where, and how many places one offers, or that one looks for a place.
    leaves_from = models.ForeignKey(
        Municipality, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Au départ de")
    )
    car_places = models.PositiveSmallIntegerField(_("Places offertes en voiture"), default=0)
    wants_lift = models.BooleanField(_("Cherche une place en voiture"), default=False)
    # What the person agreed to show to those they may travel with.
    lift_contact = models.CharField(_("Comment vous joindre"), max_length=120, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # When the word of the day before left, for the date that the meeting has now.
    eve_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    # Presses at the door that were counted: one that a poor connection sends again changes nothing.
    door_keys = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "club", "meeting", Lower("email"), condition=~Q(email=""), name="meetings_attendance_once"
            ),
            models.UniqueConstraint(
                fields=["club", "meeting", "user"], condition=Q(user__isnull=False), name="meetings_attendance_user"
            ),
            models.CheckConstraint(condition=Q(kind__in=AttendeeKind.values), name="meetings_attendance_kind"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="meetings_attendance_answer"),
            models.CheckConstraint(condition=Q(seat__in=Seat.values), name="meetings_attendance_seat"),
            models.CheckConstraint(
                condition=Q(seat=Seat.NONE) | Q(answer=Answer.YES), name="meetings_attendance_seat_if_yes"
            ),
            models.CheckConstraint(
                condition=~Q(seat=Seat.WAITING) | Q(queued_at__isnull=False), name="meetings_attendance_queued"
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "seat", "queued_at"], name="meetings_waiting"),
            models.Index(fields=["organization", "checked_in_at"], name="meetings_who_came"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.meeting}"

    @property
    def comes(self) -> bool:
        """Whether the person said yes and has a place."""
        return self.seat == Seat.HELD

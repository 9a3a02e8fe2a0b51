"""A meeting of the club, and its agenda."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..enums import MeetingState
from .theme import Theme


class Meeting(Dated):
    """One meeting. Times are instants; people read them in Paris time.

    `uid` and `sequence` are those of its calendar event (RFC 5545 §3.8.4.7, §3.8.7.4): the first never changes, the
    second grows when the date, the place or the state does.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="meetings")
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings")
    title = models.CharField(_("Titre"), max_length=120)
    presentation = models.TextField(_("Présentation"), blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PREPARING)
    # Both empty while the date is being chosen.
    starts_at = models.DateTimeField(_("Début"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Fin"), null=True, blank=True)
    host = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings_hosted",
        verbose_name=_("Structure qui accueille"),
    )  # fmt: skip
    room = models.CharField(_("Salle"), max_length=120, blank=True)
    address = models.CharField(_("Adresse"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Commune")
    )
    access_notes = models.TextField(_("Accès"), blank=True, help_text=_("Parking, bus, plain-pied, boucle magnétique…"))
    capacity = models.PositiveSmallIntegerField(_("Nombre de places"), null=True, blank=True)
    # Shown to everybody, without who comes; else to members only.
    public = models.BooleanField(_("Montrer cette rencontre à tout le monde"), default=False)
    cancel_reason = models.CharField(_("Pourquoi"), max_length=300, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meetings_meeting_state"),
            models.CheckConstraint(condition=~Q(title=""), name="meetings_meeting_titled"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="meetings_meeting_capacity"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meetings_meeting_ends_after",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MeetingState.PREPARING, MeetingState.CANCELLED]) | Q(starts_at__isnull=False),
                name="meetings_meeting_dated",
            ),
        ]
        indexes = [models.Index(fields=["club", "starts_at"], name="meetings_meeting_club")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.club.slug, self.pk])

    @property
    def minutes(self) -> int:
        """Its length; 0 while it has no date."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60) if self.starts_at and self.ends_at else 0

    @property
    def is_over(self) -> bool:
        return self.ends_at is not None and self.ends_at < timezone.now()

    @property
    def place(self) -> str:
        """Where, on one line: room, host, address, commune. Empty when nothing is known."""
        host = self.host.name if self.host else ""
        parts = [self.room, host, self.address, self.municipality.name if self.municipality else ""]
        return ", ".join(filter(None, parts))


class AgendaItem(Dated):
    """A moment of the meeting. Its time of day is the start plus the minutes of the items before it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Quoi"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("Durée, en minutes"), default=15)
    led_by = models.CharField(_("Qui mène"), max_length=120, blank=True)
    text = models.TextField(_("Précisions"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="meetings_agenda_minutes"),
        ]

    def __str__(self) -> str:
        return self.title

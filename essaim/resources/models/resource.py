"""A means that members share, when it is open, and on what terms it is lent."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..enums import Audience, ResourceKind, ResourceState, Step, Terms

MOST_UNITS = 1000


class Resource(Dated):
    """A means of a member. Durations in minutes, money in cents.

    `quantity`: how many alike there are. `turnaround`: between the end of a booking and the next. `notice`: how long
    before, at the latest. `longest`: 0 for no limit. `day_from`, `day_to`: when a day begins and ends for bookings by
    the day or half day, on the wall's clock; `noon` parts the halves.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="resources")
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(_("Quoi"), max_length=9, choices=ResourceKind)
    name = models.CharField(_("Nom"), max_length=120)
    description = models.TextField(_("Description"), max_length=3000, blank=True)
    address = models.CharField(_("Adresse"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Commune")
    )
    latitude = models.FloatField(null=True, blank=True)  # WGS 84 degrees; the municipality's centre when empty
    longitude = models.FloatField(null=True, blank=True)
    access = models.TextField(_("Accès, clés, codes"), max_length=1000, blank=True)
    rules = models.TextField(_("À savoir, à respecter"), max_length=2000, blank=True)
    insurance = models.TextField(_("Assurance"), max_length=1000, blank=True)
    deposit = models.PositiveIntegerField(_("Caution"), default=0)
    quantity = models.PositiveIntegerField(_("Combien"), default=1)
    unit = models.CharField(_("Compté en"), max_length=20, blank=True)
    needs_approval = models.BooleanField(_("Chaque réservation attend notre accord"), default=True)
    step = models.CharField(_("Se réserve"), max_length=8, choices=Step, default=Step.HOUR)
    day_from = models.TimeField(_("La journée commence à"), default=time(8))
    noon = models.TimeField(_("La mi-journée est à"), default=time(13))
    day_to = models.TimeField(_("La journée finit à"), default=time(18))
    notice = models.PositiveIntegerField(_("Prévenir avant"), default=0)
    turnaround = models.PositiveIntegerField(_("Battement entre deux réservations"), default=0)
    longest = models.PositiveIntegerField(_("Durée la plus longue"), default=0)
    cancel_before = models.PositiveIntegerField(_("S'annule librement jusqu'à"), default=0)
    offer_minutes = models.PositiveIntegerField(_("Délai pour accepter une place libérée"), default=24 * 60)
    state = models.CharField(max_length=9, choices=ResourceState, default=ResourceState.DRAFT)
    feed_version = models.PositiveIntegerField(default=0)  # changed, it closes the former addresses of its calendar

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ResourceKind.values), name="resources_kind"),
            models.CheckConstraint(condition=Q(state__in=ResourceState.values), name="resources_state"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="resources_step"),
            models.CheckConstraint(condition=~Q(name=""), name="resources_named"),
            models.CheckConstraint(condition=Q(quantity__range=(1, MOST_UNITS)), name="resources_quantity"),
            models.CheckConstraint(
                condition=Q(day_from__lt=F("noon")) & Q(noon__lt=F("day_to")), name="resources_day_in_order"
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "kind"], name="resources_club_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.state == ResourceState.PUBLISHED


class ResourcePhoto(KeptFile):
    """A picture of the means; the first one is on its card."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="photos")
    alternative = models.CharField(_("Ce qu'on y voit"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["club", "resource", "sha256"], name="resources_photo_once")]


class OpeningHours(models.Model):
    """Open on a weekday (0 is Monday) between two hours of the wall's clock. A means without any is always open."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["club", "resource", "weekday", "opens"], name="resources_hours_once"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="resources_hours_weekday"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="resources_hours_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}–{self.closes}"


class Closure(Dated):
    """Nobody books then: the owner keeps it, or it is closed."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="closures")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(_("Pourquoi"), max_length=120, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="resources_closure_in_order")
        ]
        indexes = [models.Index(fields=["resource", "ends_at"], name="resources_closure_times")]

    def __str__(self) -> str:
        return f"{self.resource}: {self.reason}"


class Condition(models.Model):
    """On what terms it is lent to a class of borrowers; no row: it is not lent to them.

    Cents by hour, day, kilometre or `measure` (« litre », « copie »); with both hour and day, the cheaper of the two.
    `minutes_per_day`: the counterpart, for each day begun.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="conditions")
    audience = models.CharField(max_length=8, choices=Audience)
    terms = models.CharField(max_length=5, choices=Terms, default=Terms.FREE)
    per_hour = models.PositiveIntegerField(default=0)
    per_day = models.PositiveIntegerField(default=0)
    per_km = models.PositiveIntegerField(default=0)
    per_measure = models.PositiveIntegerField(default=0)
    measure = models.CharField(max_length=20, blank=True)
    minutes_per_day = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "resource", "audience"], name="resources_condition_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="resources_condition_audience"),
            models.CheckConstraint(condition=Q(terms__in=Terms.values), name="resources_condition_terms"),
            models.CheckConstraint(
                condition=~Q(terms=Terms.SHARE)
                | Q(per_hour__gt=0) | Q(per_day__gt=0) | Q(per_km__gt=0) | Q(per_measure__gt=0),
                name="resources_condition_share_says_how_much",
            ),
            models.CheckConstraint(
                condition=~Q(terms=Terms.HOURS) | Q(minutes_per_day__gt=0), name="resources_condition_hours_say"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.resource}: {self.audience}"


class ExternalCalendar(Dated):
    """An ICS address that the owner subscribed: what it says is busy keeps bookings away.

    `fetched_at`: when it last answered well; `problem`: what is wrong since, in words for the owner, or ''.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="external_calendars")
    url = models.URLField(_("Adresse de l'agenda"), max_length=500)
    tried_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "resource", "url"], name="resources_external_calendar_once")
        ]

    def __str__(self) -> str:
        return self.url


class ExternalBusy(models.Model):
    """A time that an external calendar says is taken. Its title is not kept."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="external_busy")
    calendar = models.ForeignKey(ExternalCalendar, on_delete=models.CASCADE, related_name="busy")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="resources_busy_in_order")]
        indexes = [models.Index(fields=["resource", "ends_at"], name="resources_busy_times")]

    def __str__(self) -> str:
        return f"{self.resource} {self.starts_at}–{self.ends_at}"


class FeedKey(Dated):
    """The version of the secret in the addresses of an organization's calendars of bookings."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "organization"], name="resources_feed_key_once")]

    def __str__(self) -> str:
        return str(self.organization)

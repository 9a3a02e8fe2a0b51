"""A call, and what changed in it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import STANDING, CallKind, CallStatus, ChangeKind, Scale

person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class Call(Dated):
    """A call for projects, a tender, a grant… found by a source or entered by a club.

    `club` null: shared by the installation; else that club's own, which no other sees. `funders`: names, the first one
    the main one. `description` and `eligibility` are HTML that `cleaning.clean` made safe. `places`: codes within the
    scale, as `region:32`, `department:62`, `epci:200072460`, `commune:62119` (empty for the whole country).
    `deadline` null: permanent, or not told (`permanent` says which). Amounts in euro cents, rates in percent.
    `audiences` holds values of Audience, `sectors` codes of organizations.Sector, `themes` the source's own words,
    `cpv` codes of eight digits, `reserved_for` values of ReservedFor. `by_hand`: someone of the club edited it, so that
    its records write nothing over it any more. `merged_into`: the operator said it is the same as another.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="calls")
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="calls_entered"
    )
    added_by = models.ForeignKey(**person)
    kind = models.CharField(_("De quoi s'agit-il"), max_length=18, choices=CallKind, default=CallKind.CALL_FOR_PROJECTS)
    title = models.CharField(_("Titre de l'appel"), max_length=300)
    funders = models.JSONField(default=list, blank=True)
    description = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    scale = models.CharField(max_length=10, choices=Scale, blank=True, default=Scale.UNKNOWN)
    places = models.JSONField(default=list, blank=True)
    territory_words = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    permanent = models.BooleanField(default=False)
    amount_min_cents = models.BigIntegerField(null=True, blank=True)
    amount_max_cents = models.BigIntegerField(null=True, blank=True)
    amount_words = models.CharField(max_length=600, blank=True)
    rate_min = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rate_max = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    themes = models.JSONField(default=list, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    cpv = models.JSONField(default=list, blank=True)
    reserved_for = models.JSONField(default=list, blank=True)
    contact = models.TextField(blank=True)
    url = models.CharField(_("Adresse de l'appel"), max_length=1000, blank=True)
    application_url = models.CharField(_("Où candidater"), max_length=1000, blank=True)
    contract_folder = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=9, choices=CallStatus, default=CallStatus.OPEN)
    changed_at = models.DateTimeField(null=True, blank=True)  # the last change worth telling
    by_hand = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="absorbed")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="calls_call_titled"),
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="calls_call_kind"),
            models.CheckConstraint(condition=Q(status__in=CallStatus.values), name="calls_call_status"),
            models.CheckConstraint(condition=Q(scale__in=Scale.values), name="calls_call_scale"),
            models.CheckConstraint(
                condition=Q(amount_min_cents=None) | Q(amount_min_cents__gte=0), name="calls_call_amount_min"
            ),
            models.CheckConstraint(
                condition=Q(amount_max_cents=None)
                | Q(amount_max_cents__gte=0)
                & (Q(amount_min_cents=None) | Q(amount_max_cents__gte=F("amount_min_cents"))),
                name="calls_call_amount_max",
            ),
            models.CheckConstraint(
                condition=Q(rate_min=None) | Q(rate_min__gte=0, rate_min__lte=100), name="calls_call_rate_min"
            ),
            models.CheckConstraint(
                condition=Q(rate_max=None) | Q(rate_max__gte=0, rate_max__lte=100), name="calls_call_rate_max"
            ),
            models.CheckConstraint(condition=Q(permanent=False) | Q(deadline=None), name="calls_call_permanent"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="calls_call_not_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["club", "status", "deadline"], name="calls_call_deadline"),
            models.Index(fields=["created_at"], name="calls_call_created"),
            models.Index(fields=["changed_at"], name="calls_call_changed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        """Whether one may still answer it."""
        return self.status in STANDING and (self.deadline is None or self.deadline > timezone.now())

    @property
    def funder(self) -> str:
        return self.funders[0] if self.funders else ""

    @property
    def days_left(self) -> int | None:
        """Whole days of the calendar until the deadline; None without one."""
        return (timezone.localdate(self.deadline) - timezone.localdate()).days if self.deadline else None

    def address_in(self, club: Club) -> str:
        """Its page, within the club that reads it."""
        return reverse("calls:detail", args=[club.slug, self.pk])


class Change(models.Model):
    """What changed in a call, once it was known. `fields` holds `{name: [before, after]}` as JSON can hold it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=9, choices=ChangeKind)
    at = models.DateTimeField(default=timezone.now)
    fields = models.JSONField(default=dict)
    source = models.ForeignKey("Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(**person)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="calls_change_kind")]
        indexes = [models.Index(fields=["at"], name="calls_change_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"

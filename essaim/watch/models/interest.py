"""What a structure, or its whole club, looks for."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization


class Interest(Dated):
    """What is looked for, where the page of the structure does not say it. No row is needed: all is deduced then.

    `organization` null: the club's, which holds for the members that said nothing of it. `sectors`: codes of Sector;
    `places`: codes as in `Call.places`; `kinds`: values of CallKind. Amounts in euro cents. `wanted`, `unwanted`: words
    as typed, with commas between. `forget_before`: what was answered until then teaches nothing any more.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="interests")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="interests"
    )
    sectors = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    amount_min_cents = models.BigIntegerField(null=True, blank=True)
    amount_max_cents = models.BigIntegerField(null=True, blank=True)
    wanted = models.CharField(_("Mots qui nous intéressent"), max_length=400, blank=True)
    unwanted = models.CharField(_("Mots qui ne nous concernent pas"), max_length=400, blank=True)
    forget_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "organization"], name="watch_interest_once"),
            models.UniqueConstraint(fields=["club"], condition=Q(organization=None), name="watch_interest_of_club"),
            models.CheckConstraint(
                condition=Q(amount_min_cents=None) | Q(amount_min_cents__gte=0), name="watch_interest_least"
            ),
            models.CheckConstraint(
                condition=Q(amount_max_cents=None)
                | Q(amount_max_cents__gte=0)
                & (Q(amount_min_cents=None) | Q(amount_max_cents__gte=F("amount_min_cents"))),
                name="watch_interest_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization or self.club}"

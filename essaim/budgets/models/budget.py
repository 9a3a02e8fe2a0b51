"""The budget of a joint answer, the parties that spend, the packages of the work."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import Indirect

MOST_YEARS = 6


class Budget(Dated):
    """`kind` is a name of `kinds.budget_kinds`: the app above says who reads and writes. Years are whole, both counted.

    `max_rate`: the most that the funder pays, percent of the total. `with_in_kind`: contributions in kind are valued;
    `in_kind_counts`: the rate is reckoned with them. `requested_cents`: the amount written on the form, None while it
    follows the lines. `number` goes up at each change, lines included, `rules_number` at each of
    the rules. `frozen_at`: it left with the file.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="budgets")
    kind = models.CharField(max_length=40)
    title = models.CharField(_("Titre"), max_length=200)
    first_year = models.PositiveSmallIntegerField(_("Première année"))
    last_year = models.PositiveSmallIntegerField(_("Dernière année"))
    requested_cents = models.PositiveBigIntegerField(null=True, blank=True)
    max_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    indirect = models.CharField(max_length=9, choices=Indirect, default=Indirect.NONE)
    indirect_rate = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    with_in_kind = models.BooleanField(default=True)
    in_kind_counts = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)
    rules_number = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(kind=""), name="budgets_budget_named"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")) & Q(last_year__lt=F("first_year") + MOST_YEARS),
                name="budgets_budget_years",
            ),
            models.CheckConstraint(condition=Q(indirect__in=Indirect.values), name="budgets_budget_indirect"),
            models.CheckConstraint(
                condition=Q(max_rate=None) | Q(max_rate__gt=0, max_rate__lte=100), name="budgets_budget_rate"
            ),
            models.CheckConstraint(
                condition=Q(indirect_rate__gte=0, indirect_rate__lte=100), name="budgets_budget_indirect_rate"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class BudgetParty(Dated):
    """Who spends or brings. `key`: how the app above knows it, never given twice. `gone`: no partner any more, and its
    lines wait for somebody to decide."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField(default=0)
    gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        verbose_name_plural = "budget parties"
        constraints = [
            models.UniqueConstraint(fields=["club", "budget", "key"], name="budgets_party_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="budgets_party_named"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkPackage(Dated):
    """A part of the work (« Lot 2, les ateliers »). `key` and `gone` as for a party."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="packages")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField(default=0)
    gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "budget", "key"], name="budgets_package_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="budgets_package_named"),
        ]

    def __str__(self) -> str:
        return self.name

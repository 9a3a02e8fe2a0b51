"""One line of a budget."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from ..engine import CODES
from ..enums import Funding
from .budget import Budget, BudgetParty, WorkPackage


class Line(Dated):
    """`account`: a code of `engine.ACCOUNTS`, which says whether it is spent or received. `party` None: of all
    together (income, as a rule).

    `quantity` × `unit_cents` = `cents`, when they are given (rounded half up). `method`: how what is in kind was
    valued. `funding`: of an income only; `requested`: it is what the file asks of its funder. `number` goes up at each
    change: who saves an older one is told first.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    party = models.ForeignKey(BudgetParty, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    package = models.ForeignKey(WorkPackage, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    account = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(_("Année"))
    label = models.CharField(_("Intitulé"), max_length=160)
    quantity = models.DecimalField(_("Quantité"), max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("Unité"), max_length=30, blank=True)
    unit_cents = models.PositiveBigIntegerField(null=True, blank=True)
    cents = models.PositiveBigIntegerField()
    method = models.CharField(_("Comment c'est valorisé"), max_length=200, blank=True)
    funding = models.CharField(max_length=7, choices=Funding, blank=True)
    requested = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(account__in=CODES), name="budgets_line_account"),
            models.CheckConstraint(condition=~Q(label=""), name="budgets_line_label"),
            models.CheckConstraint(
                condition=Q(quantity=None, unit_cents=None) | Q(quantity__isnull=False, unit_cents__isnull=False),
                name="budgets_line_product",
            ),
            models.CheckConstraint(condition=Q(funding__in=["", *Funding.values]), name="budgets_line_funding"),
            # Only what is received in money is asked, granted or refused.
            models.CheckConstraint(
                condition=Q(funding="", requested=False)
                | Q(account__startswith="7") | Q(account="own"), name="budgets_line_income"
            ),
            models.CheckConstraint(
                condition=~(Q(account__startswith="86") | Q(account__startswith="87")) | ~Q(method=""),
                name="budgets_line_valued",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["budget", "account"], name="budgets_line_by_account")]

    def __str__(self) -> str:
        return self.label

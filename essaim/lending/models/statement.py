"""What two members owe each other over a time, agreed by both, then settled."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import OPEN_STATEMENTS, Payment, StatementState
from .ledger import Entry, person_field


class Statement(Dated):
    """The lines of a pair until a day, compensated. `one` has the smaller key. `payer` owes `cents` to the other;
    None when they are quits. `proposed_by` None: the club's organiser."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="lending_statements")
    one = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()  # day of the first line
    until = models.DateField(_("Jusqu'au"))
    payer = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cents = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=StatementState, default=StatementState.PROPOSED)
    proposed_by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The day from which it waits for an answer: the reminder counts from there.
    proposed_on = models.DateField()
    one_agreed_at = models.DateTimeField(null=True, blank=True)
    other_agreed_at = models.DateTimeField(null=True, blank=True)
    one_agreed_by = models.ForeignKey(**person_field)
    other_agreed_by = models.ForeignKey(**person_field)
    disputed_by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    word = models.CharField(_("Ce qui ne va pas"), max_length=500, blank=True)
    settled_on = models.DateField(_("Réglé le"), null=True, blank=True)
    payment = models.CharField(_("Comment"), max_length=8, choices=Payment, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="lending_statement_in_order"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="lending_statement_days"),
            models.CheckConstraint(condition=Q(state__in=StatementState.values), name="lending_statement_state"),
            models.CheckConstraint(
                condition=Q(payer=None, cents=0) | (Q(payer__isnull=False) & Q(cents__gt=0)),
                name="lending_statement_payer",
            ),
            models.CheckConstraint(
                condition=Q(payer=None) | Q(payer=F("one")) | Q(payer=F("other")), name="lending_statement_payer_of_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StatementState.AGREED, StatementState.SETTLED])
                | Q(one_agreed_at__isnull=False, other_agreed_at__isnull=False),
                name="lending_statement_agreed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state=StatementState.DISPUTED) | (Q(disputed_by__isnull=False) & ~Q(word="")),
                name="lending_statement_dispute_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=StatementState.SETTLED) | (Q(settled_on__isnull=False) & ~Q(payment="")),
                name="lending_statement_settled_says_how",
            ),
            models.UniqueConstraint(
                fields=["club", "one", "other"],
                condition=Q(state__in=OPEN_STATEMENTS),
                name="lending_statement_one_open",
            ),
        ]
        indexes = [models.Index(fields=["club", "state"], name="lending_statement_state_of")]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}, {self.until}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATEMENTS

    @property
    def payee(self) -> Organization:
        """Who is paid, when somebody pays."""
        return self.other if self.payer_id == self.one_id else self.one

    def of_one(self, organization: Organization) -> bool:
        return organization.pk == self.one_id

    def agreed_at(self, organization: Organization) -> datetime | None:
        return self.one_agreed_at if self.of_one(organization) else self.other_agreed_at


class StatementLine(models.Model):
    """A line of the accounts is in one statement at most; it is free again when the statement is withdrawn."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "entry"], name="lending_line_once")]

    def __str__(self) -> str:
        return str(self.entry)

"""Lending: its rows of the table, and what of the cast they name."""

from datetime import timedelta

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.lending.actions import ledger, statements
from essaim.lending.models import Entry, Statement
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization

from .rows import CLUB, MEMBERS, ORGANISERS, ORGANISERS_ACT, Row

OTHER = {**CLUB, "organization_pk": "lending_other_pk"}
LINE = {**CLUB, "pk": "entry_pk"}
STATEMENT = {**CLUB, "pk": "statement_pk"}
# A member's own accounts; who represents no structure is led back to the page that says so.
OWN = (302, 404, 200, 302, 302, 302)
# The structures of the pair, and whoever keeps the accounts.
KEPT = (302, 404, 200, 200, 404, 200)
KEPT_ACT = (302, 404, 302, 302, 404, 302)
SIDES_ACT = (302, 404, 302, 404, 404, 404)

LENT: dict[str, Row] = {
    "lending:index": Row(MEMBERS, CLUB),
    "lending:pair": Row(OWN, OTHER),
    "lending:add": Row(OWN, CLUB),
    "lending:undo": Row(KEPT, LINE),
    "lending:kept": Row(ORGANISERS, CLUB),
    "lending:propose_all": Row(ORGANISERS_ACT, CLUB, "post"),
    "lending:propose": Row(SIDES_ACT, OTHER, "post"),
    "lending:statement": Row(KEPT, STATEMENT),
    "lending:agree": Row(SIDES_ACT, STATEMENT, "post"),
    "lending:dispute": Row(SIDES_ACT, STATEMENT, "post", {"word": "Le 12, pas le 13."}),
    "lending:propose_again": Row(KEPT_ACT, STATEMENT, "post"),
    "lending:withdraw_statement": Row(KEPT_ACT, STATEMENT, "post"),
    "lending:settle": Row(KEPT, STATEMENT, "post"),
    "lending:statement_file": Row(KEPT, {**STATEMENT, "form": "report_form"}),
}


class LendingCast:
    club: Club
    organization: Organization

    lending_other_pk = property(lambda self: self.entry.receiver_id)
    entry_pk = property(lambda self: self.entry.pk)
    statement_pk = property(lambda self: self.statement.pk)

    @property
    def entry(self) -> Entry:
        """Three hours and nine euros, from the organization to another member."""
        known = Entry.objects.filter(club=self.club).first()
        if known:
            return known
        given = ledger.Given(timezone.localdate() - timedelta(days=2), "Un coup de main", minutes=180, cents=900)
        other = self._other()
        return ledger.give(club=self.club, giver=self.organization, receiver=other, actor=None, given=given)

    @property
    def statement(self) -> Statement:
        known = Statement.objects.filter(club=self.club).first()
        return known or statements.propose(
            club=self.club, one=self.organization, other=self.entry.receiver, until=timezone.localdate(), actor=None
        )

    def _other(self) -> Organization:
        known = Organization.objects.filter(name="Les Vélos du Canal").first()
        return known or make_member(self.club, make_organization("Les Vélos du Canal"))

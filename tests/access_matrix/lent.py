"""Lending: its rows of the table, and what of the cast they name."""

from datetime import timedelta

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.lending.actions import agreements, ledger, statements
from essaim.lending.models import Agreement, Entry, Statement
from essaim.lending.tests.factories import make_agreement
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization
from essaim.resources.actions import Borrower
from essaim.resources.models import Booking
from essaim.resources.tests.factories import book, make_resource

from .rows import CLUB, MEMBERS, ORGANISERS, ORGANISERS_ACT, Row

OTHER = {**CLUB, "organization_pk": "lending_other_pk"}
LINE = {**CLUB, "pk": "entry_pk"}
AGREEMENT = {**CLUB, "pk": "agreement_pk"}
STATEMENT = {**CLUB, "pk": "statement_pk"}
# A member's own accounts; who represents no structure is led back to the page that says so.
OWN = (302, 404, 200, 302, 302, 302)
# The structures of the pair, and whoever keeps the accounts.
KEPT = (302, 404, 200, 200, 404, 200)
KEPT_ACT = (302, 404, 302, 302, 404, 302)
# Open to visitors, once the club says so.
UNTIL_PUBLIC = (404, 404, 404, 200, 404, 200)
SIDES = (302, 404, 200, 404, 404, 404)
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
    "lending:year": Row(UNTIL_PUBLIC, CLUB),
    "lending:year_file": Row(UNTIL_PUBLIC, CLUB | {"form": "report_form"}),
    "lending:prices": Row(ORGANISERS, CLUB),
    "lending:references": Row(OWN, CLUB),
    "lending:agreements": Row(MEMBERS, CLUB),
    "lending:checks": Row(MEMBERS, CLUB),
    "lending:begin_agreement": Row(OWN, CLUB),
    "lending:agreement_of_booking": Row(SIDES_ACT, {**CLUB, "pk": "lent_booking_pk"}, "post"),
    "lending:agreement": Row(SIDES, AGREEMENT),
    "lending:edit_agreement": Row(SIDES, AGREEMENT),
    "lending:sign": Row(SIDES, AGREEMENT, "post"),
    "lending:sign_on_paper": Row(SIDES, AGREEMENT, "post"),
    "lending:note_rider": Row(SIDES, AGREEMENT, "post"),
    "lending:rework_agreement": Row(SIDES_ACT, AGREEMENT, "post"),
    "lending:drop_agreement": Row(SIDES_ACT, AGREEMENT, "post"),
    "lending:agreement_document": Row(
        SIDES, {**CLUB, "pk": "made_agreement_pk", "document_pk": "agreement_document_pk"}
    ),
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

    @property
    def agreement(self) -> Agreement:
        """A draft between the organization and the other member."""
        known = Agreement.objects.filter(club=self.club, version=0).first()
        return known or make_agreement(self.organization, self._other())

    @property
    def made_agreement(self) -> Agreement:
        known = Agreement.objects.filter(club=self.club, version=1).first()
        return known or agreements.make(agreement=make_agreement(self.organization, self._other()), actor=None)

    agreement_pk = property(lambda self: self.agreement.pk)
    made_agreement_pk = property(lambda self: self.made_agreement.pk)
    agreement_document_pk = property(lambda self: self.made_agreement.documents.get().pk)

    @property
    def lent_booking_pk(self) -> int:
        known = Booking.objects.filter(club=self.club, resource__name="Camionnette prêtée").first()
        if known:
            return known.pk
        van = make_resource(self.club, self.organization, name="Camionnette prêtée", kind="vehicle")
        return book(van, Borrower(self._other())).pk

    def _other(self) -> Organization:
        known = Organization.objects.filter(name="Les Vélos du Canal").first()
        return known or make_member(self.club, make_organization("Les Vélos du Canal"))

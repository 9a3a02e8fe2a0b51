"""The messages of lending, on examples."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other

from . import mails
from .enums import Payment, Source, StatementState
from .models import Agreement, Entry, Statement


def _entry(gave: bool, source: str = Source.TYPED, reason: str = "") -> Entry:
    sides = (organization(), other()) if gave else (other(), organization())
    return Entry(
        pk=PK, club=club(), giver=sides[0], receiver=sides[1], day=timezone.localdate(), source=source, reason=reason,
        what="Deux personnes pour déménager la réserve", minutes=300, cents=1250, owed_minutes=300,
    )  # fmt: skip


def _typed() -> None:
    for gave in (True, False):
        mails.tell_typed(_entry(gave), organization(), person())


def _statement(pays: bool | None, **fields) -> Statement:
    today = timezone.localdate()
    payer = None if pays is None else organization() if pays else other()
    values = {"proposed_by": other(), "state": StatementState.PROPOSED} | fields
    return Statement(
        pk=PK, club=club(), one=organization(), other=other(), since=today - timedelta(days=80), until=today,
        payer=payer, cents=0 if payer is None else 4_250, proposed_on=today, **values,
    )  # fmt: skip


def _tell(name: str, *rows: Statement) -> None:
    for row in rows:
        mails.tell_statement(name, row, organization(), person(), key="")


def _proposed() -> None:
    _tell("proposed", _statement(True), _statement(False), _statement(None, proposed_by=None))


def _settled() -> None:
    paid = partial(_statement, state=StatementState.SETTLED, settled_on=timezone.localdate(), payment=Payment.TRANSFER)
    _tell("settled", paid(True), paid(False))


def _agreement() -> Agreement:
    today = timezone.localdate()
    return Agreement(
        pk=PK, club=club(), number=7, version=1, lender=other(), borrower=organization(), thing="Une camionnette",
        starts_on=today, ends_on=today + timedelta(days=2),
    )  # fmt: skip


PREVIEWS = {
    "lending.to_sign": lambda: mails.tell_agreement("to_sign", _agreement(), organization(), person()),
    "lending.signed": lambda: mails.tell_agreement("signed", _agreement(), organization(), person()),
    "lending.typed": _typed,
    "lending.undone": lambda: mails.tell_typed(
        _entry(True, Source.CORRECTION, "C’était une personne, pas deux."), organization(), person()
    ),
    "lending.proposed": _proposed,
    "lending.reminder": lambda: _tell("reminder", _statement(True)),
    "lending.agreed": lambda: _tell("agreed", _statement(True), _statement(False), _statement(None)),
    "lending.disputed": lambda: _tell(
        "disputed",
        _statement(True, state=StatementState.DISPUTED, disputed_by=other(), word="Le camion, c’était le 12."),
    ),
    "lending.settled": _settled,
}

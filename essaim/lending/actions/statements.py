"""A statement: the lines of a pair, compensated; proposed, agreed by both, settled."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails
from ..enums import OPEN_STATEMENTS, STATEMENT_VERBS, Payment, Source, StatementState
from ..models import Entry, Statement, StatementLine
from ..queries import statements as queries
from ..queries.ledger import dues_in, speaks_for

REMIND_AFTER = timedelta(days=10)


def propose(
    *, club: Club, one: Organization, other: Organization, until: date, actor: User | None,
    proposed_by: Organization | None = None,
) -> Statement:  # fmt: skip
    """Gather what the pair owes each other until that day. The structure that proposes agrees by that, when the person
    may bind it; `proposed_by` None: the organiser proposes, and agrees for nobody.

    Refuses a day to come (field `until`), nothing to settle (code `nothing`), a statement already open (`open`).
    """
    if until > timezone.localdate():
        raise Refusal(
            _("Ce jour est à venir : un relevé s'arrête aujourd'hui au plus tard."), code="future", field="until"
        )
    try:
        with transaction.atomic():
            Club.objects.select_for_update().get(pk=club.pk)
            if queries.between(club, one, other).filter(state__in=OPEN_STATEMENTS).exists():
                raise _open()
            low, high = (one, other) if one.pk < other.pk else (other, one)
            statement = Statement(club=club, one=low, other=high, until=until, proposed_by=proposed_by)
            _gather(statement)
            if proposed_by is not None and actor is not None and speaks_for(actor, proposed_by):
                _turn("agree_first", statement, **_yes(statement, proposed_by, actor))
            _journal("propose", statement, actor)
            mails.proposed(statement)
            return statement
    except IntegrityError:
        raise _open() from None


def _open() -> Refusal:
    return Refusal(_("Un relevé est déjà ouvert entre vous : terminez celui-là d'abord."), code="open")


def _gather(statement: Statement) -> None:
    """Take the free lines of the pair, and say who pays."""
    entries = list(queries.free_entries(statement.club, statement.one, statement.other, statement.until))
    if not entries:
        raise Refusal(_("Rien à régler entre vous jusqu'à ce jour."), code="nothing", field="until")
    net = queries.net_of(entries, statement.one)
    statement.payer = None if net == 0 else statement.other if net > 0 else statement.one
    statement.cents, statement.since = abs(net), entries[0].day
    statement.proposed_on = timezone.localdate()
    statement.save()
    StatementLine.objects.bulk_create(
        StatementLine(club=statement.club, statement=statement, entry=entry) for entry in entries
    )


def propose_all(*, club: Club, until: date, actor: User) -> int:
    """The organiser closes the accounts of the club: a statement for each pair that owes money and has none open.
    Returns how many."""
    count = 0
    for due in dues_in(club):
        if not due.cents:
            continue
        try:
            propose(club=club, one=due.payer, other=due.payee, until=until, actor=actor)
        except Refusal as refusal:
            if refusal.code not in ("nothing", "open"):
                raise
        else:
            count += 1
    return count


@transaction.atomic
def agree(*, statement: Statement, organization: Organization, user: User) -> Statement:
    """Say yes for one of the two. The second yes agrees it; when nothing is to be paid, it settles it too. Said again,
    it changes nothing. Refuses who may not bind the structure (code `not_yours`), and what is over (`state`)."""
    row = _lock(statement)
    _check_speaks(user, organization)
    if row.agreed_at(organization) is not None and row.is_open:
        return row
    if row.state != StatementState.HALF:
        _turn("agree_first", row, **_yes(row, organization, user))
        _journal("agree", row, user)
        return row
    _turn("agree", row, **_yes(row, organization, user))
    if row.payer is None:
        _turn("settle", row, settled_on=timezone.localdate(), payment=Payment.NOTHING)
    _journal("agree", row, user)
    mails.agreed(row)
    return row


def _yes(statement: Statement, organization: Organization, user: User) -> dict[str, Any]:
    side = "one" if statement.of_one(organization) else "other"
    return {f"{side}_agreed_at": timezone.now(), f"{side}_agreed_by": user}


@transaction.atomic
def dispute(*, statement: Statement, organization: Organization, user: User, word: str) -> Statement:
    """Say what is wrong, before both have agreed. Refuses no word (field `word`)."""
    word = word.strip()[:500]
    row = _lock(statement)
    _check_speaks(user, organization)
    if not word:
        raise Refusal(_("Dites en un mot ce qui ne va pas."), code="missing", field="word")
    _turn("dispute", row, disputed_by=organization, word=word)
    _journal("dispute", row, user)
    mails.disputed(row)
    return row


@transaction.atomic
def propose_again(*, statement: Statement, organization: Organization | None, user: User) -> Statement:
    """Gather the lines anew, corrections included, after a dispute; whoever had agreed is asked again."""
    row = _lock(statement)
    row.lines.all().delete()
    forgotten = dict.fromkeys(("one_agreed_at", "other_agreed_at", "one_agreed_by", "other_agreed_by", "disputed_by"))
    _turn("propose_again", row, proposed_by=organization, **forgotten)
    row.until = max(row.until, timezone.localdate())
    _gather(row)
    if organization is not None and speaks_for(user, organization):
        _turn("agree_first", row, **_yes(row, organization, user))
    _journal("propose_again", row, user)
    mails.proposed(row)
    return row


@transaction.atomic
def withdraw(*, statement: Statement, user: User) -> Statement:
    """Give it up: its lines are free for another."""
    row = _lock(statement)
    _turn("withdraw", row)
    row.lines.all().delete()
    _journal("withdraw", row, user)
    return row


@transaction.atomic
def settle(*, statement: Statement, user: User, payment: str, settled_on: date) -> Statement:
    """It was paid: the accounts say so by a line. Refuses a day to come (field `settled_on`) or before the lines."""
    row = _lock(statement)
    if settled_on > timezone.localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="settled_on")
    if settled_on < row.since:
        raise Refusal(_("C'est avant la première ligne du relevé."), code="early", field="settled_on")
    _turn("settle", row, settled_on=settled_on, payment=Payment(payment))
    assert row.payer
    entry = Entry.objects.create(
        club=row.club, giver=row.payer, receiver=row.payee, day=settled_on, source=Source.PAYMENT,
        what=_("Relevé réglé"), cents=row.cents, written_by=user,
    )  # fmt: skip
    StatementLine.objects.create(club=row.club, statement=row, entry=entry)
    _journal("settle", row, user)
    mails.settled(row, user)
    return row


def _lock(statement: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",)).select_related("club", "one", "other", "payer")
    return rows.get(pk=statement.pk)


def _turn(verb: str, row: Statement, **values: Any) -> None:
    starts, state = STATEMENT_VERBS[verb]
    if row.state not in starts:
        raise Refusal(
            _("Ce relevé n'en est plus là : %(state)s.") % {"state": StatementState(row.state).label.lower()},
            code="state",
        )
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values, "updated_at"])


def _check_speaks(user: User, organization: Organization) -> None:
    if speaks_for(user, organization) is None:
        raise Refusal(
            _("Seule la personne qui représente %(name)s, ou sa suppléance, répond en son nom.")
            % {"name": organization.name},
            code="not_yours",
        )


def _journal(verb: str, row: Statement, actor: User | None) -> None:
    journaled.tell(
        actor=actor, verb=f"lending.statement_{verb}", subject=row, club=row.club,
        details={"one": row.one_id, "other": row.other_id, "cents": row.cents, "state": row.state},
    )  # fmt: skip


def remind(today: date) -> None:
    """Each day: ten days without answer, one reminder to those who have not answered. The key sends once."""
    for row in queries.to_remind(today, REMIND_AFTER):
        with transaction.atomic():
            mails.reminder(row)

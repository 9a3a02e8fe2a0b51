"""Whatever members lend, undo, propose, dispute and pay, and in whatever order, the accounts are balanced."""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.lending.actions import ledger, statements
from essaim.lending.models import Entry, Statement, StatementLine
from essaim.lending.queries import ledger as queries
from essaim.lending.queries.statements import net_of

from .factories import a_member, helped, user_of

EXAMPLES = int(os.environ.get("ESSAIM_EXAMPLES", "15"))
SIDES = st.integers(0, 2)
ACTS = st.one_of(
    st.tuples(st.just("give"), SIDES, SIDES, st.integers(0, 600), st.integers(0, 5_000), st.booleans()),
    st.tuples(st.just("undo"), st.integers(0, 30)),
    st.tuples(st.just("propose"), SIDES, SIDES),
    st.tuples(st.just("agree"), st.integers(0, 9), SIDES),
    st.tuples(st.just("dispute"), st.integers(0, 9), SIDES),
    st.tuples(st.just("propose_again"), st.integers(0, 9), SIDES),
    st.tuples(st.just("withdraw"), st.integers(0, 9), SIDES),
    st.tuples(st.just("settle"), st.integers(0, 9), SIDES),
)


def act(club, members, name, *arguments) -> None:
    today = timezone.localdate()
    if name == "give":
        one, other, minutes, cents, owed = arguments
        helped(members[one], members[other], minutes=minutes, cents=cents, owed=owed)
    elif name == "undo":
        rows = list(Entry.objects.order_by("pk"))
        if rows:
            ledger.undo(entry=rows[arguments[0] % len(rows)], actor=None, reason="Une erreur")
    elif name == "propose":
        one, other = (members[side] for side in arguments)
        if one != other:
            statements.propose(club=club, one=one, other=other, until=today, actor=user_of(one), proposed_by=one)
    elif rows := list(Statement.objects.order_by("pk")):
        row, organization = rows[arguments[0] % len(rows)], members[arguments[1]]
        if organization.pk not in (row.one_id, row.other_id):
            return
        user = user_of(organization)
        if name == "settle":
            statements.settle(statement=row, user=user, payment="transfer", settled_on=today)
        elif name == "withdraw":
            statements.withdraw(statement=row, user=user)
        else:
            more = {"word": "Non"} if name == "dispute" else {}
            getattr(statements, name)(statement=row, organization=organization, user=user, **more)


def check(club, members) -> None:
    since = timezone.localdate() - timedelta(days=30)
    balances = [queries.balance_of(queries.entries_of(club, one), one, since) for one in members]
    assert sum(one.cents for one in balances) == 0
    assert sum(one.owed for one in balances) == 0
    assert sum(one.given for one in balances) == sum(one.got for one in balances)
    assert all(one.given >= 0 and one.got >= 0 for one in balances)
    for one, balance in zip(members, balances, strict=True):
        pairs = queries.pairs_of(queries.entries_of(club, one), one, since)
        assert sum(pair.balance.cents for pair in pairs) == balance.cents
    for row in Statement.objects.exclude(state="withdrawn"):
        lines = [line.entry for line in StatementLine.objects.filter(statement=row).select_related("entry")]
        net = net_of([one for one in lines if one.source != "payment"], row.one)
        assert abs(net) == row.cents
        assert row.payer_id == (None if not net else row.other_id if net > 0 else row.one_id)
        if row.state == "settled":
            assert net_of(lines, row.one) == 0
    assert not StatementLine.objects.filter(statement__state="withdrawn").exists()


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=25))
def test_whatever_happens(acts):
    with transaction.atomic():
        club = make_club()
        members = [a_member(club, name) for name in ("Un", "Deux", "Trois")]
        for name, *arguments in acts:
            with suppress(Refusal):
                act(club, members, name, *arguments)
        check(club, members)
        transaction.set_rollback(True)

"""Lines of the accounts: from bookings, typed, undone; what the database refuses; what balances."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.lending import worth
from essaim.lending.actions import ledger as actions
from essaim.lending.models import Entry, KindPrice, ReferencePrice
from essaim.lending.queries import ledger as queries
from essaim.mail.models import Message
from essaim.mutualaid.queries import account_of
from essaim.resources import actions as resources
from essaim.resources.actions.turning import again, turn
from essaim.resources.tests.factories import book, make_resource

from .factories import a_day, a_member, helped, returned, user_of

pytestmark = pytest.mark.django_db
FAR = timezone.localdate() - timedelta(days=3000)


def test_a_returned_booking_is_a_line(van, brouette, velos):
    booking = a_day(van, brouette, cents=3_750)
    entry = Entry.objects.get()
    assert (entry.giver, entry.receiver, entry.booking) == (velos, brouette, booking)
    assert (entry.minutes, entry.cents, entry.owed_minutes, entry.kind) == (480, 3_750, 0, "vehicle")
    assert entry.worth == worth.DEFAULT_PRICES["vehicle"]


def test_said_again_it_is_the_same_line(van, brouette):
    booking = a_day(van, brouette)
    actions.enter_booking(booking)
    actions.enter_missing(timezone.localdate())
    assert Entry.objects.count() == 1


def test_what_nobody_heard_is_written_the_next_day(van, brouette):
    with journaled.muted():
        a_day(van, brouette)
    assert Entry.objects.count() == 0
    assert actions.enter_missing(timezone.localdate()) == 1
    assert Entry.objects.get().receiver == brouette


def test_ones_own_means_and_outsiders_make_no_line(van, velos, club):
    a_day(van, velos)
    guest = make_resource(club, velos, conditions=[{"audience": "public", "terms": "free"}])
    outside = book(guest, resources.Borrower(None, "Une école", "public"))
    turn(again(outside), "take_back", None)
    assert Entry.objects.count() == 0
    assert actions.enter_missing(timezone.localdate()) == 0


def test_hours_in_return(club, velos, brouette):
    hall = make_resource(
        club, velos, step="half_day", conditions=[{"audience": "members", "terms": "hours", "minutes_per_day": 120}]
    )
    returned(hall, brouette, None, 8, 13)
    entry = Entry.objects.get()
    assert (entry.minutes, entry.owed_minutes, entry.cents) == (240, 60, 0)
    helped(brouette, velos, minutes=60, owed=True)
    pair = queries.pairs_of(list(queries.entries_of(club, brouette)), brouette, FAR)[0]
    assert (pair.balance.owed, pair.due) == (0, [])


def test_staff_count_each_and_the_owner_says_what_it_is_worth(club, velos, brouette):
    staff = make_resource(club, velos, kind="skill", quantity=3)
    KindPrice.objects.create(club=club, kind="skill", cents=3_000)
    returned(staff, brouette, None, 9, 11, 2)
    assert (Entry.objects.get().minutes, Entry.objects.get().worth) == (240, 12_000)
    chairs = make_resource(club, velos, kind="equipment", quantity=10, step="day", day_from="08:00", day_to="18:00")
    ReferencePrice.objects.create(club=club, owner=velos, resource=chairs, cents=500)
    chairs.refresh_from_db()
    a_day(chairs, brouette, quantity=4)
    entry = Entry.objects.get(kind="equipment")
    assert (entry.minutes, entry.worth) == (480, 2_000)


def test_two_nights_count_for_eight_hours_a_day(club, velos, brouette):
    room = make_resource(club, velos)
    booking = returned(room, brouette, None, 9, 11)
    booking.ends_at = booking.starts_at + timedelta(days=2)
    assert worth.minutes_of(booking) == 3 * 480


def test_typed_help_is_told_to_the_other(brouette, velos):
    actions.give(
        club=brouette.memberships.get().club, giver=velos, receiver=brouette, actor=user_of(brouette),
        given=actions.Given(day=timezone.localdate(), what=" Une  remorque ", kind="vehicle", minutes=240, cents=1_000),
    )  # fmt: skip
    entry = Entry.objects.get()
    assert (entry.what, entry.worth, entry.owed_minutes) == ("Une remorque", 4_000, 0)
    assert list(Message.objects.values_list("to", flat=True)) == ["karim@example.org"]
    assert "Une remorque" in Message.objects.get().text


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"what": " "}, "missing", "what"),
        ({"minutes": 0}, "nothing", "minutes"),
        ({"minutes": 10**6}, "much", "minutes"),
        ({"cents": 10**9}, "much", "cents"),
        ({"day": timezone.localdate() + timedelta(days=2)}, "future", "day"),
        ({"day": timezone.localdate() - timedelta(days=1000)}, "old", "day"),
    ],
)
def test_refused_help(brouette, velos, facts, code, field):
    with pytest.raises(Refusal) as caught:
        helped(brouette, velos, **facts)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_help_stays_within_the_club(brouette):
    with pytest.raises(Refusal) as caught:
        helped(brouette, brouette)
    assert caught.value.code == "oneself"
    stranger = a_member(make_club(), "Ailleurs")
    with pytest.raises(Refusal) as caught:
        helped(brouette, stranger)
    assert caught.value.code == "not_member"


def test_undone_by_its_contrary_and_once(brouette, velos, club):
    entry = helped(brouette, velos, cents=500)
    row = actions.undo(entry=entry, actor=user_of(velos), reason="C'était en mai.")
    assert (row.giver, row.receiver, row.minutes, row.cents) == (velos, brouette, 180, 500)
    balance = queries.balance_of(queries.entries_of(club, brouette), brouette, FAR)
    assert (balance.given, balance.got, balance.cents) == (0, 0, 0)
    entry.refresh_from_db()
    assert (entry.giver, entry.minutes) == (brouette, 180)
    for line, code in ((entry, "undone"), (row, "not_undone")):
        with pytest.raises(Refusal) as caught:
            actions.undo(entry=line, actor=None, reason="Encore")
        assert caught.value.code == code
    with pytest.raises(Refusal) as caught:
        actions.undo(entry=helped(brouette, velos), actor=None, reason="  ")
    assert caught.value.field == "reason"
    assert "C'était en mai." in Message.objects.filter(kind="lending.undone").first().text


def test_what_the_database_refuses(brouette, velos, club, van):
    a_day(van, brouette)
    known = Entry.objects.get()
    right = {
        "club": club, "giver": velos, "receiver": brouette, "day": known.day, "source": "typed", "kind": "room",
        "what": "x",
    }  # fmt: skip
    for wrong in (
        {"receiver": velos}, {"what": ""}, {"kind": "boat"}, {"source": "gift"}, {"minutes": -1}, {"cents": -1},
        {"source": "booking"}, {"source": "booking", "booking": known.booking}, {"booking": known.booking},
        {"source": "correction", "reason": "x"}, {"source": "correction", "undoes": known}, {"undoes": known},
        {"kind": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(**right | wrong)
    Entry.objects.create(**right)


def test_mutual_aid_hears_of_it(brouette, velos, club, van):
    a_day(van, brouette)
    undone = helped(velos, brouette)
    actions.undo(entry=undone, actor=None, reason="Non")
    account = account_of(club, velos, FAR)
    assert account.minutes_given == 480
    assert account.helped == [brouette]
    assert any("prêté ou aidé" in words for words in account.gave)

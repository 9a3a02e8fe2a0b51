"""Calls typed in, amended, closed; what is told of it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.calls import actions, queries
from essaim.calls.cleaning import clean, plain_text
from essaim.calls.hooks import call_changed
from essaim.calls.models import Call, Change
from essaim.calls.territories import ground_of
from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal

from .factories import in_days, make_call

pytestmark = pytest.mark.django_db


def test_scripts_leave_and_words_stay():
    call = make_call(
        title="<b>Cuisine</b> &amp; partage<script>alert(1)</script>",
        description='<h1>Pour qui</h1><p onclick="x()">Les <a href="javascript:y()">associations</a></p>'
        "<script>alert(2)</script><iframe src=//evil></iframe><img src=x onerror=z()>",
    )
    assert call.title == "Cuisine & partage"
    for bad in ("script", "onclick", "javascript", "iframe", "onerror", "<h1"):
        assert bad not in call.description
    assert plain_text(call.description) == "Pour qui\nLes associations"
    assert clean("Une ligne\n\n- un\n- deux <3") == "<p>Une ligne</p><ul><li>un</li><li>deux &lt;3</li></ul>"


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": " <i></i> "}, "title", "title"),
        ({"amount_min_cents": 500, "amount_max_cents": 100}, "amounts", "amount_max"),
        ({"url": "javascript:alert(1)"}, "url", "url"),
    ],
)
def test_what_cannot_be_is_refused(values, code, field):
    with pytest.raises(Refusal) as refused:
        make_call(**values)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Call.objects.count() == 0


def test_the_database_holds_the_promise():
    call = make_call()
    for values in ({"title": ""}, {"rate_max": 120}, {"amount_max_cents": 1}, {"permanent": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(**values)


def test_a_change_is_noted_and_told_once():
    club = make_club()
    call, heard = make_call(club), []

    def listen(**facts):
        heard.append((facts["kind"], sorted(facts["changes"])))

    call_changed.connect(listen)
    try:
        later = in_days(40)
        actions.update_call(call=call, actor=None, title=call.title, deadline=later)
        actions.update_call(call=call, actor=None, title=call.title, deadline=later)
        actions.update_call(call=call, actor=None, contact="Ana")  # nobody's work depends on it
        actions.cancel_call(call=call, actor=None)
        with pytest.raises(Refusal):
            actions.cancel_call(call=call, actor=None)
        actions.reopen_call(call=call, actor=None)
    finally:
        call_changed._listeners.remove(listen)
    assert heard == [("deadline", ["deadline", "status"]), ("cancelled", ["status"]), ("reopened", ["status"])]
    assert [one.kind for one in queries.history_of(call)] == ["reopened", "cancelled", "deadline"]


def test_a_shared_call_follows_its_sources():
    call = make_call()
    Call.objects.filter(pk=call.pk).update(by_hand=False)
    with pytest.raises(Refusal) as refused:
        actions.update_call(call=call, actor=None, title="Autre")
    assert refused.value.code == "shared"


def test_past_ones_are_closed_once():
    call, other = make_call(title="Hier", deadline=in_days(-1)), make_call(title="Permanent", deadline=None)
    assert call not in queries.open_calls()
    assert (actions.close_past(), actions.close_past()) == (1, 0)
    call.refresh_from_db()
    assert (call.status, call.changed_at) == ("closed", call.deadline)
    assert list(queries.open_calls()) == [other]
    assert Change.objects.get().kind == "closed"


def test_what_a_club_sees():
    club, elsewhere = make_club(), make_club("ailleurs")
    shared, own, theirs = make_call(), make_call(club, "Le nôtre"), make_call(elsewhere, "Le leur")
    seen = set(queries.calls_seen_in(club))
    assert seen == {shared, own}
    assert theirs not in seen
    assert queries.sort_ids([own.pk, shared.pk], "deadline") == sorted(
        [own.pk, shared.pk], key=lambda pk: Call.objects.get(pk=pk).deadline
    )
    assert list(queries.closing_soon(club, 10)) == []
    assert shared.days_left in (20, 21, 22)
    assert timezone.is_aware(shared.deadline)


def test_the_ground_of_a_club():
    ground = ground_of(make_club())
    everywhere = make_call(scale="country", places=[])
    untold = make_call(scale="", places=[])
    far = make_call(places=["region:93"])
    assert (ground.covered_by(everywhere), ground.covered_by(untold), ground.covered_by(far)) == (True, None, False)

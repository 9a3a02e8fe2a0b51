"""The dates of an open poll change: answers stay where nothing moved, those who had answered are told once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message

from ...actions.polls import change_dates, close_poll
from ...models import Meeting, PollAnswer
from .helpers import answer, dates, options, voter

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="meetings.poll_changed").values_list("to", flat=True))


def test_answers_stay_where_nothing_moved(poll):
    answer(poll, "Luc", "yes", "no", "maybe")
    kept = options(poll)[0]
    change_dates(poll=poll, actor=None, options=dates(30, 33))
    assert [option.starts_at for option in options(poll)] == [start for start, _end in dates(30, 33)]
    assert list(PollAnswer.objects.values_list("option", "choice")) == [(kept.pk, "yes")]
    assert voter(poll, "Luc").answered_at
    text = Message.objects.get(kind="meetings.poll_changed").text
    assert "Une date de plus" in text
    assert "Ces dates ne sont plus proposées" in text


def test_only_those_who_had_answered_are_told_once(poll):
    answer(poll, "Luc", "yes")
    for _time in range(2):
        change_dates(poll=poll, actor=None, options=dates(30, 31, 32, 33))
    assert told() == ["luc@demo.example"]
    change_dates(poll=poll, actor=None, options=dates(30, 31, 32))
    assert told() == ["luc@demo.example"] * 2


def test_who_has_no_answer_left_is_asked_again(poll):
    answer(poll, "Luc", "yes")
    answer(poll, "Odile", "yes", "no")
    change_dates(poll=poll, actor=None, options=dates(31, 32))
    assert voter(poll, "Luc").answered_at is None
    assert voter(poll, "Odile").answered_at


def test_a_longer_date_is_another_one(poll):
    answer(poll, "Luc", "yes")
    (start, end), *others = dates(30, 31, 32)
    change_dates(poll=poll, actor=None, options=[(start, end + timedelta(hours=2)), *others])
    assert not PollAnswer.objects.exists()


@pytest.mark.parametrize(
    ("days", "last_day", "code"),
    [((30,), None, "count"), ((30, 30), None, "twice"), ((-1, 30), None, "past"), ((30, 31), 40, "too_late"),
     ((3, 31), None, "too_late"), ((30, 31), -2, "too_soon")],
)  # fmt: skip
def test_what_is_refused_changes_nothing(poll, days, last_day, code):
    answer(poll, "Luc", "yes")
    day = timezone.localdate() + timedelta(days=last_day) if last_day else None
    with pytest.raises(Refusal) as caught:
        change_dates(poll=poll, actor=None, options=dates(*days), last_day=day)
    assert caught.value.code == code
    assert len(options(poll)) == 3
    assert not told()


def test_a_closed_poll_stays(poll):
    answer(poll, "Luc", "yes")
    close_poll(poll=poll, actor=None)
    with pytest.raises(Refusal, match="clos"):
        change_dates(poll=poll, actor=None, options=dates(30, 33))


def test_a_meeting_called_off_has_no_more_dates(poll):
    Meeting.objects.update(state="cancelled")
    with pytest.raises(Refusal, match="se prépare"):
        change_dates(poll=poll, actor=None, options=dates(30, 33))


def test_on_the_screen(client, club, poll):
    answer(poll, "Luc", "yes", "no")
    client.force_login(make_organiser(club))
    address = reverse("preparing:change_poll", args=[club.slug, poll.meeting_id])
    assert address in client.get(reverse("preparing:poll", args=[club.slug, poll.meeting_id])).text
    page = client.get(address)
    lines = page.context["formset"].initial
    assert [line["minutes"] for line in lines] == [120, 120, 120]
    typed = {"dates-TOTAL_FORMS": "4", "dates-INITIAL_FORMS": "3", "last_day": poll.last_day.isoformat()}
    for n, line in enumerate([*lines, lines[0] | {"day": lines[0]["day"] + timedelta(days=9)}]):
        typed |= {f"dates-{n}-day": line["day"].isoformat(), f"dates-{n}-at": f"{line['at']:%H:%M}",
                  f"dates-{n}-minutes": str(line["minutes"])}  # fmt: skip
    assert client.post(address, typed | {"dates-add": "1"}).context["formset"].total_form_count() == 5
    bad = client.post(address, typed | {"last_day": (timezone.localdate() + timedelta(days=60)).isoformat()})
    assert "se ferme avant la première date" in bad.text
    assert client.post(address, typed | {"dates-1-DELETE": "on"}).status_code == 302
    assert len(options(poll)) == 3
    assert list(PollAnswer.objects.values_list("choice", flat=True)) == ["yes"]
    close_poll(poll=poll, actor=None)
    assert client.get(address).status_code == 302

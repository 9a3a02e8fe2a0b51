"""News that wait for the person's digest: held, gathered once, told, never lost."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.accounts.tests.factories import make_user
from essaim.clubs.enums import ClubRole
from essaim.clubs.models import Charge
from essaim.mail import actions
from essaim.mail.digests import next_digest
from essaim.mail.enums import MessageState, Rhythm
from essaim.mail.models import Message
from essaim.mail.queries import EVERYTHING, refuses, rhythm_of

from .factories import ask, make_club

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]
PARIS = ZoneInfo("Europe/Paris")
TEXT = "Bonjour Odile,\n\n{}\n\nEssaim, la plateforme de votre club\nhttp://127.0.0.1:8000\n"


@pytest.fixture
def odile():
    user = make_user(name="Odile")
    actions.set_rhythm(person=user, rhythm=Rhythm.DAILY)
    return user


def news(user, key, **facts):
    ask(
        **{
            "to": user.email,
            "key": key,
            "stream": "news",
            "subject": f"Sujet {key}",
            "text": TEXT.format(f"Mot {key}."),
        }
        | facts
    )


@pytest.mark.parametrize(
    ("rhythm", "now", "then"),
    [
        (Rhythm.DAILY, (2026, 11, 27, 6, 59), (2026, 11, 27, 7, 0)),
        (Rhythm.DAILY, (2026, 11, 27, 7, 0), (2026, 11, 28, 7, 0)),
        (Rhythm.WEEKLY, (2026, 11, 27, 12, 0), (2026, 11, 30, 7, 0)),
        (Rhythm.WEEKLY, (2026, 11, 30, 6, 0), (2026, 11, 30, 7, 0)),
        (Rhythm.WEEKLY, (2026, 11, 30, 8, 0), (2026, 12, 7, 7, 0)),
        (Rhythm.DAILY, (2027, 3, 27, 12, 0), (2027, 3, 28, 7, 0)),  # the clocks change that night
    ],
)
def test_when_a_digest_leaves(rhythm, now, then):
    assert next_digest(rhythm, datetime(*now, tzinfo=PARIS)) == datetime(*then, tzinfo=PARIS)


def test_who_has_not_chosen_receives_at_once():
    news(make_user(), "a")
    ask(key="b", stream="news")
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.QUEUED}


def test_news_are_held_what_presses_is_not(odile):
    news(odile, "a")
    news(odile, "b", stream="invitations")
    news(odile, "c", stream="")
    news(odile, "d", calendar="BEGIN:VCALENDAR\nEND:VCALENDAR")
    states = dict(Message.objects.values_list("key", "state"))
    assert states == {"a": MessageState.HELD, "b": "queued", "c": "queued", "d": "queued"}


def test_one_digest_by_club_told_for_each(odile, mailbox, settled):
    club = make_club()
    other = make_club(slug="autre", name="Autre club", short_name="Autre")
    news(odile, "a", club=club)
    news(odile, "b", club=other)
    news(odile, "c", club=club)
    assert actions.gather(now=timezone.now()) == 0  # not yet
    Message.objects.update(due_at=timezone.now())
    assert actions.gather() == 1
    assert actions.gather() == 0
    assert actions.send_due() == 1
    letter = mailbox.letters[0]
    text = letter.get_body(["plain"]).get_content()
    assert "3" in letter["Subject"]
    assert text.count("Bonjour Odile,") == 1
    assert text.index("Autre club") < text.index("Mot b.") < text.index("Club d’été") < text.index("Mot a.")
    assert text.index("Mot a.") < text.index("Mot c.")
    assert letter["List-Unsubscribe"]
    assert {key: outcome for key, outcome in settled if len(key) == 1} == {"a": "sent", "b": "sent", "c": "sent"}
    assert Message.objects.filter(state=MessageState.GATHERED, digest__state=MessageState.SENT).count() == 3


def test_a_single_one_leaves_as_it_is(odile, mailbox):
    news(odile, "a")
    Message.objects.update(due_at=timezone.now())
    actions.gather()
    assert actions.send_due() == 1
    assert mailbox.letters[0]["Subject"] == "Sujet a"


def test_what_is_stopped_meanwhile_is_left_out(odile, settled):
    news(odile, "a")
    news(odile, "b")
    actions.stop(address=odile.email, club=None, stream="news")
    Message.objects.update(due_at=timezone.now())
    actions.gather()
    assert sorted(settled) == [("a", "refused"), ("b", "refused")]
    assert Message.objects.count() == 2


def test_a_digest_that_fails_half_way_holds_everything_again(odile, monkeypatch):
    news(odile, "a")
    news(odile, "b")
    Message.objects.update(due_at=timezone.now())

    def fails(**facts):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("essaim.mail.actions.gathering.mails.send", fails)
        with pytest.raises(ZeroDivisionError):
            actions.gather()
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.HELD}
    assert actions.gather() == 1


def test_going_back_to_one_by_one_lets_go_what_was_held(odile):
    news(odile, "a")
    actions.set_rhythm(person=odile, rhythm=Rhythm.AT_ONCE)
    actions.gather()
    assert Message.objects.get().state == MessageState.QUEUED


def test_stopping_everything_stops_every_club(odile):
    club = make_club()
    actions.stop(address=odile.email, club=None, stream=EVERYTHING)
    assert refuses(address=odile.email, stream="news", club=club)
    assert refuses(address=odile.email, stream="invitations", club=None)


def test_the_page_keeps_the_choices(client, odile):
    club = make_club()
    Charge.objects.create(club=club, user=odile, role=ClubRole.OFFICER)
    client.force_login(odile)
    url = reverse("mail_choices:mine")
    assert 'value="daily" checked' in client.get(url).content.decode().replace(' id="id_rhythm_1"', "").replace(
        " required", ""
    )
    client.post(url, {"rhythm": "weekly", "kept": [f"{club.pk}:invitations", "x", "9:y:z"]})
    assert rhythm_of(odile) == Rhythm.WEEKLY
    assert refuses(address=odile.email, stream="news", club=club)
    assert not refuses(address=odile.email, stream="invitations", club=club)
    response = client.post(url, {"rhythm": "never"})
    assert response.status_code == 200
    assert rhythm_of(odile) == Rhythm.WEEKLY
    assert "lundi matin" in client.get(reverse("accounts:detail")).content.decode()

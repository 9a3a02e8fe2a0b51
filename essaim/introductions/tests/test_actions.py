"""Asking, answering, meeting; what is refused, what is sent, what is not shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member
from essaim.clubs.tests.test_concurrency import at_once
from essaim.introductions import actions, personal, queries
from essaim.introductions.models import Introduction
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.meetings.tests.factories import make_attendance, make_meeting
from essaim.organizations.enums import ExchangeKind
from essaim.organizations.models import Exchange
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db

WORDS = "Bonjour, je suis Odile, du jardin. Parlons de vos vélos ?"


def a_member(club, name, address):
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=address.split("@")[0].title()))
    return organization


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org")


def user_of(organization):
    return organization.representations.get().user


def ask(asker, asked, **changes):
    values = {"club": asker.memberships.get().club, "asker": asker, "asked": asked, "author": user_of(asker)}
    return actions.ask(**(values | {"message": WORDS} | changes))


def mails(kind):
    return Message.objects.filter(kind=f"introductions.{kind}")


def test_a_message_goes_without_the_address_of_anybody(brouette, velos):
    ask(brouette, velos)
    [message] = mails("asked")
    assert (message.to, message.reply_to, message.stream) == ("karim@example.org", "", "introductions")
    assert WORDS in message.text
    assert "odile@example.org" not in message.text + message.html


def test_an_author_may_give_their_address(brouette, velos):
    ask(brouette, velos, shares_address=True)
    assert mails("asked").get().reply_to == "odile@example.org"


def test_a_yes_exchanges_the_addresses(brouette, velos):
    row = ask(brouette, velos)
    actions.accept(introduction=row, user=user_of(velos), answer="Jeudi, à l'atelier ?")
    [message] = mails("accepted")
    assert (message.to, message.reply_to) == ("odile@example.org", "karim@example.org")
    assert "Jeudi, à l'atelier ?" in message.text


def test_a_no_shows_nothing_and_is_respected(club, brouette, velos):
    row = ask(brouette, velos)
    actions.decline(introduction=row, user=user_of(velos))
    [message] = mails("declined")
    assert "karim@example.org" not in message.text + message.html
    with pytest.raises(Refusal) as refusal:
        ask(brouette, velos)
    assert refusal.value.code == "declined"
    assert queries.set_apart(club, brouette) == {velos.pk}
    ask(velos, brouette)  # who said no may change their mind


def test_one_open_at_a_time_whoever_asks(brouette, velos):
    row = ask(brouette, velos)
    for one, other in ((brouette, velos), (velos, brouette)):
        with pytest.raises(Refusal) as refusal:
            ask(one, other)
        assert refusal.value.code == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(club=row.club, asker=velos, asked=brouette, message=WORDS)
    actions.withdraw(introduction=row, user=user_of(brouette))
    ask(velos, brouette)


def test_what_cannot_be_asked(club, brouette, velos):
    with pytest.raises(Refusal) as refusal:
        ask(brouette, velos, message="Salut")
    assert (refusal.value.code, refusal.value.field) == ("short", "message")
    silent = make_member(club, make_organization("Sans compte"))
    elsewhere = a_member(make_club(), "Ailleurs", "salima@example.org")
    for other in (brouette, silent, elsewhere):
        with pytest.raises(Refusal) as refusal:
            ask(brouette, other)
        assert refusal.value.code == "not_reachable"
    actions.be_discreet(club=club, organization=velos, discreet=True, user=user_of(velos))
    with pytest.raises(Refusal) as refusal:
        ask(brouette, velos)
    assert refusal.value.code == "not_reachable"
    actions.be_discreet(club=club, organization=velos, discreet=False, user=user_of(velos))
    assert ask(brouette, velos).pk


def test_five_without_answer_are_enough(club, brouette):
    for number in range(5):
        ask(brouette, a_member(club, f"M{number}", f"m{number}@example.org"))
    with pytest.raises(Refusal) as refusal:
        ask(brouette, a_member(club, "M6", "m6@example.org"))
    assert refusal.value.code == "too_many"


def test_an_answer_is_given_once(brouette, velos):
    row = ask(brouette, velos)
    with pytest.raises(Refusal):
        actions.say_met(introduction=row, user=user_of(velos), outcome="idea")
    actions.accept(introduction=row, user=user_of(velos))
    with pytest.raises(Refusal) as refusal:
        actions.decline(introduction=row, user=user_of(velos))
    assert refusal.value.code == "settled"
    actions.say_met(introduction=row, user=user_of(velos), outcome="idea", note="Un atelier au jardin.")
    row = actions.say_met(introduction=row, user=user_of(brouette), outcome="project")
    assert (row.state, row.outcome) == ("met", "project")
    with pytest.raises(Refusal) as refusal:
        actions.say_met(
            introduction=row, user=user_of(velos), outcome="idea", met_on=timezone.localdate() + timedelta(days=1)
        )
    assert refusal.value.field == "met_on"


def test_two_weeks_later_both_are_asked_once(brouette, velos):
    row = ask(brouette, velos)
    actions.accept(introduction=row, user=user_of(velos))
    actions.follow_up(timezone.localdate())
    assert not mails("follow_up").exists()
    Introduction.objects.update(answered_at=timezone.now() - timedelta(days=14, minutes=1))
    for _time in range(2):
        actions.follow_up(timezone.localdate())
    assert set(mails("follow_up").values_list("to", flat=True)) == {"odile@example.org", "karim@example.org"}
    assert mails("follow_up").count() == 2


def test_a_message_without_answer_is_recalled_once(brouette, velos):
    ask(brouette, velos)
    actions.follow_up(timezone.localdate())
    assert not mails("reminder").exists()
    Introduction.objects.update(created_at=timezone.now() - timedelta(days=11))
    for _time in range(2):
        actions.follow_up(timezone.localdate())
    assert mails("reminder").get().to == "karim@example.org"


def announce(organization, kind, title):
    Exchange.objects.create(organization=organization, kind=kind, title=title)


def names(club, organization):
    return [one.organization.name for one in queries.suggestions_for(club, organization)]


def test_who_is_proposed_and_why(club, brouette, velos):
    announce(brouette, ExchangeKind.NEED, "Un triporteur pour livrer nos paniers")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    a_member(club, "Rien de commun", "nadia@example.org")
    [found] = queries.suggestions_for(club, brouette)
    assert found.organization == velos
    assert "Un triporteur pour livrer nos paniers" in found.why


def test_an_announcement_that_is_over_gives_no_reason(club, brouette, velos):
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    Exchange.objects.filter(organization=velos).update(until=timezone.localdate() - timedelta(days=1))
    assert names(club, brouette) == []


def meet_at(club, *organizations):
    day = timezone.now() - timedelta(days=90)
    meeting = make_meeting(club, starts_at=day, state="held")
    for one in organizations:
        make_attendance(meeting, one.name, organization=one, checked_in_at=day)


def test_who_was_in_the_same_room_comes_after_then_not_at_all(club, brouette, velos):
    other = a_member(club, "Zinc et zeste", "zoe@example.org")
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    for one in (velos, other):
        announce(one, ExchangeKind.OFFER, "Location de triporteurs")
    assert names(club, brouette) == ["Les Vélos du Canal", "Zinc et zeste"]
    meet_at(club, brouette, velos)
    meet_at(club, velos, other)
    assert names(club, brouette) == ["Zinc et zeste", "Les Vélos du Canal"]
    assert [one.crossed for one in queries.suggestions_for(club, brouette)] == [False, True]
    meet_at(club, brouette, velos)
    assert names(club, brouette) == ["Zinc et zeste"]


def test_what_was_set_aside_is_not_proposed_again_to_either(club, brouette, velos):
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    for _time in range(2):
        actions.set_aside(club=club, organization=brouette, other=velos, user=user_of(brouette))
    assert names(club, brouette) == names(club, velos) == []


def test_one_proposal_a_month(club, brouette, velos):
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    day = timezone.localdate().replace(day=4)
    actions.suggest_monthly(day)
    assert not mails("monthly").exists()
    for number in (5, 6):
        actions.suggest_monthly(day.replace(day=number))
    assert set(mails("monthly").values_list("to", "stream")) == {
        ("odile@example.org", "introductions_monthly"), ("karim@example.org", "introductions_monthly"),
    }  # fmt: skip
    actions.suggest_monthly((day.replace(day=1) + timedelta(days=32)).replace(day=5))
    assert mails("monthly").count() == 4


def test_words_go_with_the_account_the_meeting_stays(brouette, velos):
    row = ask(brouette, velos)
    actions.accept(introduction=row, user=user_of(velos), answer="Jeudi.")
    assert personal.data_of(user_of(brouette))[0]["message"] == WORDS
    assert personal.data_of(user_of(velos))[0]["message"] == ""
    personal.forget(user_of(brouette))
    row.refresh_from_db()
    assert (row.message, row.author, row.answer, row.state) == ("", None, "Jeudi.", "accepted")


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_open_one():
    club = make_club()
    one, other = a_member(club, "A", "a@example.org"), a_member(club, "B", "b@example.org")
    outcomes = at_once(lambda n: ask(*((one, other) if n % 2 else (other, one))).pk, range(8))
    assert outcomes.count("open") == 7
    assert Introduction.objects.count() == 1

"""Minutes, decisions, actions: begun from the agenda, numbered, carried until they are done."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import forget_person, personal_data
from essaim.mail.models import Message
from essaim.meetings.enums import MeetingState
from essaim.minutes import actions, queries
from essaim.minutes.models import ActionItem, Decision
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.writing.actions import write

from .factories import make_held, make_minutes, make_present

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def organiser(club):
    return make_organiser(club)


def test_minutes_begin_from_the_agenda(club, organiser):
    meeting = make_held(club)
    minutes = actions.start_minutes(meeting=meeting, actor=organiser)
    assert actions.start_minutes(meeting=meeting, actor=organiser) == minutes
    rows, apart = queries.rows_of(minutes)
    assert [row.section.title for row in rows] == ["Accueil", "Trouver des locaux"]
    assert rows[1].section.text.content == "Mené par Odile.\n\n"
    assert apart is None


def test_without_agenda_there_is_one_part(club):
    minutes = make_minutes(club, items=())
    assert [row.section.title.replace("’", "'") for row in queries.rows_of(minutes)[0]] == ["Ce qui s'est dit"]


@pytest.mark.parametrize("state", [MeetingState.PREPARING, MeetingState.CANCELLED])
def test_no_minutes_of_what_is_not_announced(club, state):
    meeting = make_held(club)
    meeting.state = state
    meeting.save()
    with pytest.raises(Refusal) as refusal:
        actions.start_minutes(meeting=meeting, actor=None)
    assert refusal.value.code == "too_early"


def test_parts_are_added_and_taken_away_empty(club, organiser):
    minutes = make_minutes(club, items=("Accueil",))
    section = actions.add_section(minutes=minutes, title="  Divers ", actor=organiser)
    assert (section.title, section.position) == ("Divers", 1)
    write(text=section.text, base=1, content="Un mot.", actor=organiser)
    with pytest.raises(Refusal) as refusal:
        actions.remove_section(section=section, actor=organiser)
    assert refusal.value.code == "not_empty"
    actions.remove_section(section=minutes.sections.get(title="Accueil"), actor=organiser)
    write(text=section.text, base=2, content="", actor=organiser)
    with pytest.raises(Refusal) as refusal:
        actions.remove_section(section=section, actor=organiser)
    assert refusal.value.code == "last"
    with pytest.raises(Refusal) as refusal:
        actions.add_section(minutes=minutes, title=" ", actor=organiser)
    assert (refusal.value.code, refusal.value.field) == ("no_title", "title")


def test_published_once_and_sent_to_who_was_invited(club, organiser):
    minutes = make_minutes(club, items=())
    nadia = make_user("nadia@example.org", name="Nadia")
    make_present(minutes.meeting, "Nadia", user=nadia)
    make_present(minutes.meeting, "Un invité")
    with pytest.raises(Refusal) as refusal:
        actions.publish_minutes(minutes=minutes, actor=organiser)
    assert refusal.value.code == "empty"
    actions.add_action(minutes=minutes, what="Écrire au maire", owner=nadia, actor=organiser)
    actions.add_decision(minutes=minutes, sentence="Le club se réunit à Lens.", actor=organiser)
    actions.publish_minutes(minutes=minutes, actor=organiser)
    actions.publish_minutes(minutes=minutes, actor=organiser)
    message = Message.objects.get()
    assert message.to == "nadia@example.org"
    assert "Écrire au maire" in message.text
    assert "Le club se réunit à Lens." in message.text
    assert message.stream == "after_meetings"


def test_decisions_are_numbered_by_year_in_each_club(club, organiser):
    first, second = make_minutes(club, days_ago=9), make_minutes(club, days_ago=2)
    elsewhere = make_minutes(make_club())
    rows = [
        actions.add_decision(minutes=minutes, sentence="Oui.", actor=organiser)
        for minutes in (first, second, elsewhere)
    ]
    years = {minutes.meeting.starts_at.year for minutes in (first, second)}
    assert [row.number for row in rows] == ([1, 2, 1] if len(years) == 1 else [1, 1, 1])


def test_a_corrected_decision_leaves_its_trace(club, organiser):
    decision = actions.add_decision(minutes=make_minutes(club), sentence="On ferme.", actor=organiser)
    actions.change_decision(
        decision=decision, sentence="On ouvre.", method="vote", precision="18 pour", actor=organiser
    )
    entry = Entry.objects.get(verb="minutes.change_decision")
    assert entry.details["before"]["sentence"] == "On ferme."
    actions.change_decision(
        decision=decision, sentence="On ouvre.", method="vote", precision="18 pour", actor=organiser
    )
    assert Entry.objects.filter(verb="minutes.change_decision").count() == 1
    actions.remove_decision(decision=decision, actor=organiser)
    assert not Decision.objects.exists()
    with pytest.raises(Refusal) as refusal:
        actions.add_decision(minutes=make_minutes(club), sentence=" ", actor=organiser)
    assert refusal.value.field == "sentence"


def test_the_register_is_searched_without_accents(club, organiser):
    minutes = make_minutes(club)
    actions.add_decision(minutes=minutes, sentence="Acheter un véhicule à plusieurs.", actor=organiser)
    assert not queries.decisions_of_club(club).exists()
    actions.publish_minutes(minutes=minutes, actor=organiser)
    assert queries.decisions_of_club(club, words="VEHICULE acheter").count() == 1
    assert not queries.decisions_of_club(club, words="vélo").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": " ", "owner_name": "Nadia"}, "what"),
        ({"what": "Écrire", "owner_name": " "}, "who"),
        ({"what": "Écrire", "owner_name": "Nadia", "due_on": localdate() - timedelta(days=30)}, "due_on"),
    ],
)
def test_actions_that_cannot_be(club, organiser, values, field):
    with pytest.raises(Refusal) as refusal:
        actions.add_action(minutes=make_minutes(club), actor=organiser, **values)
    assert refusal.value.field == field


def test_open_actions_are_carried_until_they_are_done(club, organiser):
    first = make_minutes(club, days_ago=90)
    kept = actions.add_action(minutes=first, what="Écrire", owner_name="Nadia", actor=organiser)
    done = actions.add_action(minutes=first, what="Appeler", owner_name="Karim", actor=organiser)
    assert queries.carried_to(first.meeting) == []
    middle = make_held(club, days_ago=30)
    actions.start_minutes(meeting=middle, actor=organiser)
    assert queries.carried_to(middle) == [kept, done]
    actions.finish(item=done, actor=organiser, outcome="Il vient.")
    last = make_held(club, days_ago=-7)
    assert queries.carried_to(last) == [kept, done]  # done since the meeting before: it is told once
    ActionItem.objects.filter(pk=done.pk).update(settled_at=middle.starts_at - timedelta(days=1))
    assert queries.carried_to(last) == [kept]
    assert queries.carried_to(make_held(make_club())) == []


def test_an_action_turns_by_its_table(club, organiser):
    item = actions.add_action(minutes=make_minutes(club), what="Écrire", owner_name="Nadia", actor=organiser)
    actions.finish(item=item, actor=organiser)
    actions.finish(item=item, actor=organiser)
    with pytest.raises(Refusal) as refusal:
        actions.drop(item=item, actor=organiser)
    assert refusal.value.code == "settled"
    item = actions.reopen(item=item, actor=organiser)
    assert (item.state, item.settled_at) == ("open", None)
    item = actions.change_action(item=item, what="Écrire vite", owner_name="Karim", actor=organiser)
    assert (item.what, item.owner_name) == ("Écrire vite", "Karim")


def test_owners_are_reminded_once_before_the_date(club, organiser):
    today = localdate()
    minutes = make_minutes(club)
    nadia = make_user("nadia@example.org", name="Nadia")
    karim = make_user("karim@example.org", name="Karim")
    organization = make_member(club, make_organization("La Lampe"))
    make_representation(organization, karim)
    near, far = today + timedelta(days=3), today + timedelta(days=30)
    actions.add_action(minutes=minutes, what="Écrire", owner=nadia, due_on=near, actor=organiser)
    actions.add_action(minutes=minutes, what="Prêter", organization=organization, due_on=near, actor=organiser)
    actions.add_action(minutes=minutes, what="Plus tard", owner=nadia, due_on=far, actor=organiser)
    actions.remind_owners(today)
    actions.remind_owners(today)
    assert sorted(Message.objects.values_list("to", flat=True)) == ["karim@example.org", "nadia@example.org"]
    ActionItem.objects.filter(what="Écrire").update(due_on=today + timedelta(days=4))
    actions.remind_owners(today + timedelta(days=1))
    assert Message.objects.count() == 3


def test_what_is_kept_of_a_person_and_forgotten(club, organiser):
    nadia = make_user(name="Nadia")
    actions.add_action(minutes=make_minutes(club), what="Écrire", owner=nadia, actor=organiser)
    assert personal_data["minutes"](nadia)["actions"][0]["what"] == "Écrire"
    forget_person["minutes"](nadia)
    assert (ActionItem.objects.get().owner, ActionItem.objects.get().owner_name) == (None, "–")

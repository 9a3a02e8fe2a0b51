"""Asking: what is refused, whom it reaches, in what order, who is told when nobody answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.clubs.tests.test_concurrency import at_once
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message, Unsubscription
from essaim.meetings.actions.themes import propose_theme
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.questions import actions
from essaim.questions.models import Asked, Question
from essaim.questions.queries.routing import route

from .factories import TITLE, a_member, answer, ask, user_of

pytestmark = pytest.mark.django_db


def mails(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=f"questions.{kind}").order_by("pk").values_list("to", flat=True))


def later(**delta) -> None:
    """Time passes, then the worker's day comes."""
    for row in Question.objects.exclude(widens_at=None):
        Question.objects.filter(pk=row.pk).update(widens_at=row.widens_at - timedelta(**delta))
    actions.carry_on(timezone.localdate())


def test_it_reaches_who_may_know_and_says_why(table, laundry, bikes):
    question = ask(table)
    [row] = Asked.objects.all()
    assert (row.user, row.organization, row.question) == (user_of(laundry), laundry, question)
    [message] = Message.objects.filter(kind="questions.asked")
    assert (message.to, message.stream) == ("karim@example.org", "questions")
    assert TITLE in message.text
    assert "parce que vous savez faire" in message.text
    assert "odile@example.org" not in message.text


def test_what_presses_has_its_own_stream(table, laundry):
    ask(table, urgency="week")
    assert Message.objects.get(kind="questions.asked").stream == "questions_pressing"


@pytest.mark.parametrize(("urgency", "days"), [("week", 1), ("month", 5), ("whenever", 10)])
def test_the_delay_follows_the_urgency(table, laundry, urgency, days):
    question = ask(table, urgency=urgency)
    assert timedelta(days=days, minutes=-1) < question.widens_at - timezone.now() <= timedelta(days=days)


def test_what_is_refused(club, table):
    with pytest.raises(Refusal) as refusal:
        ask(table, "Aide ?")
    assert (refusal.value.code, refusal.value.field) == ("short", "title")
    ask(table)
    with pytest.raises(Refusal) as refusal:
        ask(table)
    assert refusal.value.code == "twice"
    elsewhere = make_club()
    theme = propose_theme(club=elsewhere, actor=None, organization=None, title="Recruter")
    with pytest.raises(Refusal) as refusal:
        ask(table, "Qui recrute en ce moment ?", theme=theme)
    assert refusal.value.code == "theme"
    with pytest.raises(Refusal) as refusal:
        actions.ask(club=elsewhere, author=user_of(table), organization=table, title=TITLE)
    assert refusal.value.code == "not_member"


def test_a_person_keeps_eight_open_questions(table):
    for number in range(8):
        ask(table, f"Une question sur le sujet {number}")
    with pytest.raises(Refusal) as refusal:
        ask(table, "Une question de plus que huit")
    assert refusal.value.code == "too_many"


def test_who_refuses_the_stream_is_not_asked(club, table, laundry):
    Unsubscription.objects.create(address="karim@example.org", club=club, stream="questions")
    ask(table)
    assert not Asked.objects.exists()
    assert mails("asked") == []


def test_colleagues_and_who_has_the_same_question_are_not_asked(club, table, laundry):
    make_representation(table, make_user("collegue@example.org"), kind="contributor")
    other = a_member(club, "Le Linge blanc", "yvon@example.org", skills=["Lavage de serviettes"])
    question = ask(table, "Une question pour la cuisine du club")
    actions.me_too(question=question, user=user_of(other), organization=other, also=True)
    actions.edit(question=question, actor=user_of(table), title=TITLE, tried="")
    question.refresh_from_db()
    assert [one.user for one in route(question, stream="questions")] == [user_of(laundry).pk]


def test_three_questions_a_week_then_the_substitute(club, table, laundry):
    substitute = make_user("nour@example.org")
    make_representation(laundry, substitute, kind="substitute")
    for number in range(4):
        ask(table, f"Qui lave des serviettes, numéro {number} ?")
    assert mails("asked") == ["karim@example.org"] * 3 + ["nour@example.org"]


def test_a_past_answer_is_remembered(club, table, laundry, bikes):
    first = ask(table, "Comment transporter un piano sans camion ?")
    given = answer(first, bikes)
    actions.accept(answer=given, actor=user_of(table))
    other = a_member(club, "Chez Paul", "paul@example.org")
    second = ask(other, "Nous cherchons à transporter un piano")
    reasons = dict(Asked.objects.filter(question=second).values_list("user__email", "reason"))
    assert "votre réponse a servi" in reasons["zoe@example.org"]
    assert "posé la même question" in reasons["odile@example.org"]


def test_a_theme_brings_those_it_matters_to(club, table, laundry):
    theme = propose_theme(club=club, actor=None, organization=laundry, title="L'hiver")
    ask(table, "Comment passer les mois froids ?", theme=theme)
    assert "le thème" in Asked.objects.get().reason


def test_nobody_answers_the_next_are_asked_then_the_organiser_is_told(club, table, laundry):
    organiser = make_organiser(club)
    question = ask(table)
    other = a_member(club, "Le Linge blanc", "yvon@example.org", skills=["Serviettes lavées"])
    later(days=5)
    assert mails("asked") == ["karim@example.org", "yvon@example.org"]
    assert mails("reminder") == ["karim@example.org"]
    later(days=4)
    assert mails("unanswered") == []
    later(days=2)
    assert mails("unanswered") == [organiser.email]
    question.refresh_from_db()
    assert question.widens_at is None
    later(days=30)
    assert len(mails("unanswered")) == 1
    assert mails("reminder") == ["karim@example.org", "yvon@example.org"]
    assert Asked.objects.get(user=user_of(other)).wave == 2


def test_an_answer_stops_the_next_ones(table, laundry, club):
    question = ask(table)
    a_member(club, "Le Linge blanc", "yvon@example.org", skills=["Serviettes lavées"])
    answer(question, laundry)
    later(days=60)
    assert mails("asked") == ["karim@example.org"]
    assert mails("reminder") == mails("unanswered") == []


def test_nobody_may_know_the_organiser_is_told_at_once(club, table):
    organiser = make_organiser(club)
    ask(table)
    assert mails("unanswered") == [organiser.email]


def test_not_for_me_by_the_last_one_asks_the_next(club, table, laundry):
    question = ask(table)
    a_member(club, "Le Linge blanc", "yvon@example.org", skills=["Serviettes lavées"])
    actions.not_for_me(question=question, user=user_of(laundry))
    assert mails("asked") == ["karim@example.org", "yvon@example.org"]
    actions.not_for_me(question=question, user=user_of(laundry))
    assert mails("reminder") == []


def test_routing_costs_the_same_for_one_member_and_for_thirty(club, table, laundry):
    question = ask(table, "Une question pour la cuisine du club")
    Question.objects.filter(pk=question.pk).update(title=TITLE)
    question.refresh_from_db()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert route(question, stream="questions")
        return len(queries)

    count()  # what this object keeps is read once
    few = count()
    for number in range(30):
        a_member(
            club,
            f"Membre {number}",
            f"m{number}@example.org",
            skills=["Serviettes" if number < 4 else f"Métier {number}"],
            offers=["Une chose"],
        )
    assert count() == few


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_ask_nobody_too_often():
    club = make_club()
    a_member(club, "Les Blanchisseuses", "karim@example.org", skills=["Lavage de serviettes"])
    tables = [a_member(club, f"Table {n}", f"t{n}@example.org") for n in range(8)]
    at_once(lambda n: ask(tables[n], f"Qui lave les serviettes de la table {n} ?").pk, range(8))
    assert Question.objects.count() == 8
    assert Asked.objects.filter(user__email="karim@example.org").count() == 3

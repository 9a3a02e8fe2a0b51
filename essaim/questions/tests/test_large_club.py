"""A club too large to be read whole for each question: the index of the search tells whom to read, and those who are
asked, with the reason, are the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essaim.meetings.actions.themes import propose_theme
from essaim.organizations.models import Organization, Skill
from essaim.questions import actions
from essaim.questions.models import Question
from essaim.questions.queries import likely
from essaim.questions.queries.routing import route
from essaim.search.actions import reindex, reindex_all

from .factories import TITLE, a_member, answer, ask, user_of

pytestmark = pytest.mark.django_db
NOTHING = "Une question pour la cuisine du club"


@pytest.fixture
def crowd(club, monkeypatch):
    """Thirty members who know other things; the club is a large one, of which four are read for a question."""
    for number in range(30):
        a_member(club, f"Membre {number}", f"m{number}@example.org", skills=[f"Métier {chr(97 + number % 26)}xyz"])
    monkeypatch.setattr(likely, "ALL_READ", 5)
    monkeypatch.setattr(likely, "MOST_READ", 4)


def asked(table, title: str = TITLE, **fields) -> Question:
    """A question that reached nobody yet."""
    question = ask(table, NOTHING, **fields)
    Question.objects.filter(pk=question.pk).update(title=title)
    question.refresh_from_db()
    return question


def reached(question: Question) -> dict[int, str]:
    return {one.organization: one.reason for one in route(question, stream="questions")}


def test_the_same_ones_with_the_same_reason(club, table, laundry, bikes, crowd, monkeypatch):
    offers = a_member(club, "Le Linge blanc", "yvon@example.org", offers=["Laver vos serviettes de banquet"])
    reindex_all()
    question = asked(table)
    large = reached(question)
    assert "Laver vos serviettes de banquet" in large[offers.pk]
    monkeypatch.setattr(likely, "ALL_READ", 600)
    assert reached(question) == large
    assert set(large) == {offers.pk, laundry.pk}


def test_what_changed_counts_at_once(club, table, laundry, crowd):
    reindex_all()
    newcomer = Organization.objects.get(name="Membre 3")
    Skill.objects.create(organization=newcomer, name="Lavage de serviettes", folded_name="lavage de serviettes")
    reindex(source="organizations", ids=[newcomer.pk])
    assert newcomer.pk in reached(asked(table))


def test_who_is_in_no_directory_is_read_all_the_same(table, laundry, crowd):
    Organization.objects.filter(pk=laundry.pk).update(listed=False)
    reindex_all()
    assert laundry.pk in reached(asked(table))


def test_a_theme_and_a_past_answer_are_reasons_too(club, table, laundry, bikes, crowd):
    first = ask(table, "Qui sait accorder un clavecin ?")
    actions.accept(answer=answer(first, bikes), actor=user_of(table))
    propose_theme(club=club, actor=user_of(laundry), organization=laundry, title="Accorder les clavecins du club")
    reindex_all()
    found = reached(asked(table, "Un clavecin à accorder, qui saurait ?"))
    assert "votre réponse a servi" in found[bikes.pk].replace("\u202f", " ")
    assert "Accorder les clavecins" in found[laundry.pk]


def test_a_question_that_says_nothing_reaches_nobody(table, laundry, crowd):
    reindex_all()
    assert reached(asked(table, "Comment faire ?")) == {}


def test_it_reads_no_more_for_more_members(club, table, laundry, crowd):
    question = asked(table)

    def count() -> int:
        reindex_all()
        assert route(question, stream="questions")
        with CaptureQueriesContext(connection) as queries:
            assert route(question, stream="questions")
        return len(queries)

    few = count()
    for number in range(30, 60):
        a_member(club, f"Membre {number}", f"m{number}@example.org", skills=["Serviettes"])
    assert count() == few <= 20

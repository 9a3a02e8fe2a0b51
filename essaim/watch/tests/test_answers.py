"""Answers: one of a structure for a call, with its reason; what they taught, and its end on request."""

import pytest
from django.db import IntegrityError, transaction

from essaim.calls.tests.factories import make_call
from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization
from essaim.watch import actions, queries, sentences
from essaim.watch.models import Answer, Score

from .factories import user_of
from .test_scores import club, marmite  # noqa: F401

pytestmark = pytest.mark.django_db


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def say(club, organization, call, verdict, reason="", **more):  # noqa: F811
    return actions.answer(
        club=club, organization=organization, call=call, actor=None, verdict=verdict, reason=reason, **more
    )


def test_said_again_it_replaces(club, marmite):  # noqa: F811
    call = make_call()
    say(club, marmite, call, "no", "too_big", words="  Trop de \n papiers ")
    row = Answer.objects.get()
    assert (row.reason, row.words, row.until) == ("too_big", "Trop de papiers", None)
    say(club, marmite, call, "later")
    row = Answer.objects.get()
    assert (row.verdict, row.reason, row.words) == ("later", "", "")
    assert row.until is not None
    actions.take_back(club=club, organization=marmite, call=call, actor=None)
    actions.take_back(club=club, organization=marmite, call=call, actor=None)
    assert Answer.objects.count() == 0


def test_refusals(club, marmite):  # noqa: F811
    call = make_call()
    for verdict, reason, code in (("no", "", "reason"), ("no", "fatigue", "reason"), ("yes", "", "verdict")):
        with pytest.raises(Refusal) as caught:
            say(club, marmite, call, verdict, reason)
        assert caught.value.code == code
    with pytest.raises(Refusal, match="membre"):
        say(club, make_organization("Ailleurs"), call, "interested")
    with pytest.raises(Refusal) as caught:
        say(club, marmite, make_call(make_club("autre"), "Le leur"), "interested")
    assert caught.value.code == "unseen"
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("values", [
    {"verdict": "no"}, {"verdict": "interested", "reason": "time"}, {"verdict": "later"}, {"verdict": "perhaps"},
])  # fmt: skip
def test_the_database_holds_it(club, marmite, values):  # noqa: F811
    call = make_call()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(club=club, organization=marmite, call=call, **values)


def test_a_no_teaches_and_is_forgotten(club, marmite):  # noqa: F811
    call, alike = make_call(), make_call(title="Cuisine de village")
    score = lambda: Score.objects.filter(organization=marmite, call=alike).values_list("value", flat=True).first() or 0  # noqa: E731
    before = score()
    say(club, marmite, call, "no", "trade")
    actions.score_waiting()
    assert score() < before
    taught = queries.taught_to(club, marmite, queries.interest_of(club, marmite))
    assert list(map(plain, sentences.what_was_kept(taught, sentences.sector_names()))) == [
        "« Alimentation et agriculture » compte moins : ce n'était pas votre métier."
    ]
    actions.forget_lessons(club=club, organization=marmite, actor=None)
    actions.score_waiting()
    assert score() == before
    assert Answer.objects.count() == 1
    assert not queries.taught_to(club, marmite, queries.interest_of(club, marmite)).lesson


def test_each_reason_is_told(club, marmite):  # noqa: F811
    for number, reason in enumerate(("too_big", "too_far", "time", "not_eligible", "other")):
        say(club, marmite, make_call(title=f"Cuisine {number}"), "no", reason)
    taught = queries.taught_to(club, marmite, queries.interest_of(club, marmite))
    said = plain(" ".join(sentences.what_was_kept(taught, {})))
    for words in (
        "À partir de 20 000 €",
        "Il vous faut 28 jours",
        "échelle comptent moins : région",
        "Région Hauts-de",
    ):
        assert words in said
    assert taught.count == 4


def test_the_sentence(club, marmite):  # noqa: F811
    actions.save_interest(club=club, organization=marmite, actor=None, amount_max_cents=300_000)
    actions.score_waiting()
    call = make_call(title="Restauration des écoles", amount_min_cents=500_000)
    row = Score.objects.get(call=call)
    assert plain(sentences.why(row.facts, call, sentences.sector_names())) == (
        "Cite votre métier (restauration collective), ouvert à votre région, se termine dans 21 jours ; montant "
        "au-dessus de ce que vous cherchez."
    )


def test_interests_are_checked(club, marmite):  # noqa: F811
    with pytest.raises(Refusal) as caught:
        actions.save_interest(
            club=club, organization=marmite, actor=user_of(marmite), amount_min_cents=200, amount_max_cents=100
        )
    assert caught.value.field == "amount_max"
    row = actions.save_interest(
        club=club, organization=marmite, actor=None, sectors=["alimentation", "astrologie"], kinds=["loan", "gift"]
    )
    assert (row.sectors, row.kinds) == (["alimentation"], ["loan"])

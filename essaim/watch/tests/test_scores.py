"""Scores kept: of a call that comes, of a page that changes, each night; gone with what they spoke of."""

import pytest

from essaim.calls import actions as calls
from essaim.calls.models import Call
from essaim.calls.tests.factories import in_days, make_call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.clubs.tests.factories import make_club
from essaim.organizations.models import Skill
from essaim.watch import actions
from essaim.watch.models import Answer, CallWords, Score, Waiting

from .factories import make_watcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def marmite(club):
    return make_watcher(club)


@pytest.fixture
def velos(club):
    return make_watcher(club, "Les Vélos du Canal", sectors=("mobilite-velo",), skills=("Réparation de vélos",))


VELO = {"sectors": ["mobilite-velo"], "themes": ["Vélo"], "description": "<p>Réparer des vélos.</p>"}


def values(call) -> dict[str, int]:
    return {row.organization.name: row.value for row in Score.objects.filter(call=call).select_related("organization")}


def test_a_call_alone_is_scored_as_it_comes(club, marmite, velos):
    kitchen, bikes = make_call(), make_call(title="Ateliers vélo de quartier", **VELO)
    assert values(kitchen)["La Marmite"] >= 70
    assert values(bikes)["Les Vélos du Canal"] >= 70
    assert values(kitchen).get("Les Vélos du Canal", 0) < 50
    facts = Score.objects.get(organization=marmite, call=kitchen).facts
    assert (facts["sector"], facts["place"]) == ("alimentation", "region:32") or facts["place"] == "region:32"


def test_a_call_of_a_club_is_scored_there_only(club, marmite):
    other = make_club("ailleurs")
    make_watcher(other, "La Cantine d'ailleurs")
    assert set(values(make_call(club))) == {"La Marmite"}
    assert set(values(make_call(None))) == {"La Marmite", "La Cantine d'ailleurs"}


def test_many_calls_wait_for_the_worker(club, marmite):
    with_many = [make_call(title=f"Cuisine de quartier {n}") for n in range(3)]
    Score.objects.all().delete()
    actions.calls_found(calls=with_many, source=None, actor=None)
    actions.calls_found(calls=with_many, source=None, actor=None)
    assert Waiting.objects.count() == 3
    assert actions.score_waiting()
    assert Score.objects.count() == 3
    assert not actions.score_waiting()


def test_a_call_that_changes_is_read_anew_and_one_that_ends_is_left(club, marmite):
    call = make_call(club)
    before = values(call)["La Marmite"]
    calls.update_call(
        call=call, actor=None, title="Peinture en bâtiment", sectors=["batiment"], themes=[], description="<p>Murs.</p>"
    )
    actions.score_waiting()
    assert values(call).get("La Marmite", 0) < before
    assert "peintur" in CallWords.objects.get(call=call).words
    again = make_call(club, "Cuisine")
    calls.cancel_call(call=again, actor=None)
    actions.score_waiting()
    assert values(again) == {}


def test_each_night_all_is_scored(club, marmite, velos):
    call = make_call()
    stale = make_call(title="Cuisine d'hier")
    Call.objects.filter(pk=stale.pk).update(deadline=in_days(-1))
    Membership.objects.filter(organization=velos).update(state=MembershipState.LEFT)
    Score.objects.filter(call=call).delete()
    Score.objects.create(club=club, organization=velos, call=call, value=90)
    actions.score_everything()
    assert set(values(call)) == {"La Marmite"}
    assert values(stale) == {}
    kept = list(Score.objects.values_list("pk", "value"))
    actions.score_everything()
    assert list(Score.objects.values_list("pk", "value")) == kept  # what is the same is not written again


def test_a_page_that_changes_is_scored_anew(club, velos):
    call = make_call(title="Traiteur pour les écoles", sectors=[], themes=[], description="<p>Un traiteur.</p>")
    before = values(call).get("Les Vélos du Canal", 0)
    Skill.objects.create(organization=velos, name="Traiteur", folded_name="traiteur")
    actions.organizations_changed(ids=[velos.pk])
    actions.organizations_changed(ids=[velos.pk])
    assert Waiting.objects.filter(organization=velos).count() == 1
    actions.score_waiting()
    assert values(call)["Les Vélos du Canal"] > before
    assert Score.objects.get(call=call).facts["word"] == "Traiteur"


def test_one_member_is_scored_as_among_all(club, marmite, velos):
    for number in range(4):
        make_call(title=f"Cuisine {number}")
    actions.score_club(club=club)
    before = list(Score.objects.order_by("pk").values("organization", "call", "value", "facts"))
    Score.objects.filter(organization=marmite).delete()
    actions.score_member(club=club, organization=marmite)
    key = lambda row: (row["organization"], row["call"])  # noqa: E731
    assert sorted(Score.objects.values("organization", "call", "value", "facts"), key=key) == sorted(before, key=key)


def test_the_interests_of_the_club_hold_for_who_said_nothing(club, marmite, velos):
    call = make_call()
    before = values(call)["La Marmite"]
    actions.save_interest(club=club, organization=None, actor=None, kinds=["loan"])
    actions.score_waiting()
    assert values(call).get("La Marmite", 0) < before
    actions.save_interest(club=club, organization=marmite, actor=None, kinds=["call_for_projects"])
    actions.score_waiting()
    assert values(call)["La Marmite"] == before


def test_merged_calls_keep_their_answers(club, marmite, velos):
    kept, removed = make_call(title="Cuisine A"), make_call(title="Cuisine B")
    for one, call, verdict in (
        (marmite, removed, "interested"),
        (velos, removed, "interested"),
        (velos, kept, "later"),
    ):
        actions.answer(club=club, organization=one, call=call, actor=None, verdict=verdict)
    actions.calls_merged(kept=kept, removed=removed)
    found = {row.organization_id: row.verdict for row in Answer.objects.filter(call=kept)}
    assert found == {marmite.pk: "interested", velos.pk: "later"}
    assert not Score.objects.filter(call=removed).exists()

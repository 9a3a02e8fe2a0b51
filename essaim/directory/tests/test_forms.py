"""What is typed in the address: understood, or said and left aside. Never an error page."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.organizations.enums import Family
from essaim.organizations.tests.factories import make_municipality
from essaim.search.port import RESERVED
from essaim.territory.models import PostalCode

from ..access import Scope
from ..forms import SearchForm

pytestmark = pytest.mark.django_db


def form(query: str, sectors=(), *, club=None, sees_members=True) -> SearchForm:
    return SearchForm(QueryDict(query), Scope(club, sees_members), dict(sectors))


def sentences(query: str, *arguments, **options) -> list[str]:
    return [notice.sentence for notice in form(query, *arguments, **options).notices]


def test_everything_at_once(sectors, bethune):
    asked = form(
        "q=+pain++bio&secteur=textile&secteur=alimentation&lieu=bethune&rayon=10+km&famille=mutuelle&famille=other"
        "&label=esus&label=marche-reserve&savoir-faire=Maraîchage&membre=non&vue=carte&page=3",
        sectors,
    )
    criteria, request = asked.criteria, asked.criteria.request(club_id=4)
    assert asked.notices == []
    assert (criteria.text, criteria.page, criteria.view, criteria.radius) == ("pain bio", 3, "carte", 10)
    assert request.sectors == ("textile", "alimentation")
    assert request.near == (bethune.latitude, bethune.longitude, 10.0)
    assert request.families == (Family.MUTUAL, Family.OTHER)
    assert request.statuses == ("esus", RESERVED)
    assert request.skills == ("maraichage",)
    assert (request.member, request.club_id, request.municipalities) == (False, 4, ())


def test_the_address_gives_back_the_same_criteria(sectors, bethune):
    query = "q=pain&secteur=textile&lieu=Béthune&rayon=10&commune=62119&famille=autre&label=esus&membre=oui&page=2"
    once = form(query, sectors).criteria
    assert form(once.query[1:], sectors).criteria == once


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("secteur=zzz", "Nous avons laissé de côté un filtre que nous ne connaissons pas"),
        ("famille=a&famille=b", "Nous avons laissé de côté des filtres"),
        ("label=zz", "un filtre que nous ne connaissons pas"),
        ("membre=peut-etre", "un filtre que nous ne connaissons pas"),
        ("commune=99999", "Nous ne connaissons pas de commune au code"),
        ("page=douze", "Il n’y a pas de page"),
        ("page=-1", "Il n’y a pas de page"),
        ("page=٣", "Il n’y a pas de page"),
        ("rayon=10", "dites autour de quelle commune"),
        ("lieu=Béthune&rayon=beaucoup", "Le rayon se dit en kilomètres"),
        ("lieu=Béthune&rayon=99999999999", "Le rayon se dit en kilomètres"),
        ("lieu=Zzyzx", "Nous ne connaissons pas la commune"),
    ],
)
def test_what_is_not_understood_is_said(query, said, bethune):
    (sentence,) = sentences(query)
    assert said in sentence


def test_a_typing_error_in_a_commune_opens_a_door(bethune):
    (notice,) = form("q=pain&lieu=Bthune").notices
    assert "Vouliez-vous dire Béthune" in notice.sentence
    ((label, door),) = notice.doors
    assert (label, door.query) == ("Béthune (62)", "?q=pain&commune=62119")


@pytest.mark.parametrize("lieu", ["Béthune", "BETHUNE", " béthune ", "62400 Béthune", "Béthune (62)", "62400", "62119"])
def test_ways_to_name_a_commune(lieu, bethune):
    PostalCode.objects.create(code="62400", municipality=bethune)
    asked = form(f"lieu={lieu}")
    assert asked.notices == []
    assert asked.criteria.request().municipalities == ("62119",)


def test_a_postal_code_of_several_communes_means_them_all(bethune, lillers):
    for place in (bethune, lillers):
        PostalCode.objects.create(code="62400", municipality=place)
    assert set(form("lieu=62400").criteria.request().municipalities) == {"62119", "62516"}


def test_five_digits_that_mean_two_things(bethune):
    dourges = make_municipality("62274", "Dourges")
    PostalCode.objects.create(code="62119", municipality=dourges)
    asked = form("lieu=62119")
    assert set(asked.criteria.request().municipalities) == {"62119", "62274"}
    assert {label for label, _door in asked.notices[0].doors} == {"Béthune (62)", "Dourges (62)"}
    assert form("lieu=62119+Béthune").criteria.request().municipalities == ("62119",)


def test_homonyms_the_club_s_own_comes_first(club):
    elsewhere = make_municipality("80001", "Saint-Martin", population=90_000, intermunicipality=None)
    here = make_municipality("62001", "Saint-Martin", population=200)
    assert form("lieu=saint+martin", club=club).criteria.places == (here,)
    asked = form("lieu=saint+martin")
    assert asked.criteria.places == (elsewhere,)
    assert "Plusieurs communes portent ce nom" in asked.notices[0].sentence


def test_the_beginning_of_a_name_is_enough_when_it_is_the_only_one(db):
    make_municipality("62178", "Bruay-la-Buissière")
    assert form("lieu=bruay").criteria.places[0].name == "Bruay-la-Buissière"


def test_a_ticked_commune_with_a_radius_is_the_centre(bethune):
    criteria = form("commune=62119&rayon=20").criteria
    assert criteria.request().near == (bethune.latitude, bethune.longitude, 20.0)
    assert form(criteria.query[1:]).criteria.request().near == criteria.request().near


def test_members_kept_for_members(club):
    asked = form("membre=oui", club=club, sees_members=False)
    assert asked.criteria.member is None
    assert asked.notices[0].sign_in


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "secteur", "lieu", "rayon", "commune", "famille", "label", "savoir-faire", "membre", "page", "vue"]
        ),
        st.text(max_size=40),
    )
)
def test_whatever_is_typed(bethune, values):
    data = QueryDict(mutable=True)
    data.update(values)
    asked = SearchForm(data, Scope(None, True), {})
    again = SearchForm(QueryDict(asked.criteria.query[1:]), Scope(None, True), {})
    assert again.criteria == asked.criteria
    assert asked.criteria.request().page >= 1

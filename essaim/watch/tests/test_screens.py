"""The pages, by the hands of members and organisers."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from essaim.calls import calendars
from essaim.calls.tests.factories import in_days, make_call
from essaim.clubs.tests.factories import make_organiser
from essaim.organizations.models import Reference
from essaim.watch import actions
from essaim.watch.models import Answer, DigestChoice, Interest, Score
from tests.helpers.queries import assert_same_queries

from .factories import make_watcher, user_of
from .test_scores import club, marmite, velos  # noqa: F401

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):  # noqa: F811
    return reverse(f"watch:{name}", args=[club.slug, *arguments])


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_for_us_then_the_three_buttons(client, club, marmite, velos):  # noqa: F811
    call, other = make_call(), make_call(club, "Cuisine du quartier")
    client.force_login(user_of(marmite))
    page = plain(client.get(url("for_us", club)))
    for words in (
        "Cuisine partagée et circuits courts",
        "sur 100",
        "se termine dans 21 jours",
        "ouvert à votre région",
    ):
        assert words in page
    data = {"structure": marmite.pk}
    client.post(url("answer", club, call.pk), data | {"verdict": "interested"})
    page = plain(client.get(url("for_us", club), {"voir": "suivis"}))
    assert "Cuisine partagée" in page
    assert "Reprendre cette réponse" in page
    response = client.post(url("answer", club, other.pk), data | {"verdict": "no"}, follow=True)
    assert "Dites pourquoi" in plain(response)
    client.post(url("answer", club, other.pk), data | {"verdict": "no", "raison": "time", "mots": "En août ?"})
    page = plain(client.get(url("for_us", club), {"voir": "ecartes"}))
    assert "Pas le temps d'ici là" in page
    assert "En août ?" in page
    assert "Rien à regarder" in plain(client.get(url("for_us", club)))
    client.post(url("take_back", club, other.pk), data)
    assert Answer.objects.count() == 1
    assert client.get(url("for_us", club), {"voir": "ailleurs"}).status_code == 404


def test_only_in_ones_own_name(client, club, marmite, velos):  # noqa: F811
    call = make_call()
    client.force_login(user_of(marmite))
    assert client.get(url("for_us", club), {"structure": velos.pk}).status_code == 404
    for name in ("answer", "take_back"):
        data = {"structure": velos.pk, "verdict": "interested"}
        assert client.post(url(name, club, call.pk), data).status_code == 404
    assert client.post(url("forget", club), {"structure": velos.pk}).status_code == 404
    assert client.post(url("interests", club), {"structure": velos.pk, "wanted": "vélo"}).status_code == 404
    assert Interest.objects.count() == Answer.objects.count() == 0


def test_back_to_where_one_was_and_nowhere_else(client, club, marmite):  # noqa: F811
    call = make_call()
    client.force_login(user_of(marmite))
    for wanted, there in ((f"/ici/appels/{call.pk}/", True), ("https://example.org/", False), ("//example.org", False)):
        response = client.post(url("answer", club, call.pk), {"verdict": "later", "retour": wanted})
        assert (response.url == wanted) == there


def test_what_we_look_for(client, club, marmite):  # noqa: F811
    client.force_login(user_of(marmite))
    page = plain(client.get(url("interests", club)))
    assert "Restauration collective, Circuits courts" in page
    assert "Béthune" in page
    data = {
        "structure": marmite.pk,
        "wanted": "tiers-lieu",
        "amount_min": "9 000",
        "amount_max": "50",
        "kinds": ["grant"],
    }
    page = plain(client.post(url("interests", club), data))
    assert "plus petit que l'autre" in page
    assert 'value="9 000"' in page  # nothing typed is lost
    client.post(url("interests", club), data | {"amount_max": "20 000,50"})
    row = Interest.objects.get()
    assert (row.amount_min_cents, row.amount_max_cents, row.wanted, row.kinds) == (
        900_000,
        2_000_050,
        "tiers-lieu",
        ["grant"],
    )
    assert 'value="20000,50"' in plain(client.get(url("interests", club)))
    client.post(url("rhythm", club), {"rhythm": "daily"})
    assert DigestChoice.objects.get().rhythm == "daily"
    call = make_call()
    actions.answer(club=club, organization=marmite, call=call, actor=None, verdict="no", reason="too_big")
    assert "c'est trop gros pour vous" in plain(client.get(url("interests", club)))
    client.post(url("forget", club), {"structure": marmite.pk})
    assert "c'est trop gros pour vous" not in plain(client.get(url("interests", club)))


def test_the_club_for_whoever_runs_it(client, club, marmite):  # noqa: F811
    client.force_login(make_organiser(club))
    assert "Vous n'agissez pour aucune structure" in plain(client.get(url("for_us", club)))
    client.post(url("club_interests", club), {"unwanted": "peinture"})
    row = Interest.objects.get()
    assert (row.organization, row.unwanted) == (None, "peinture")


def test_for_whom_among_us(client, club, marmite, velos):  # noqa: F811
    call = make_call(title="Cuisine et vélo", sectors=["alimentation", "mobilite-velo"])
    client.force_login(user_of(marmite))
    page = plain(client.get(url("among_us", club)))
    assert "La Marmite" in page
    assert "Les Vélos du Canal" in page
    actions.answer(club=club, organization=velos, call=call, actor=None, verdict="interested")
    actions.answer(club=club, organization=marmite, call=call, actor=None, verdict="no", reason="time")
    page = plain(client.get(url("among_us", club)))
    assert "intéressé" in page
    assert "La Marmite" not in page.split("<main", 1)[1]  # why another said no is its own business


def test_on_the_page_of_a_call(client, club, marmite, velos):  # noqa: F811
    call = make_call()
    Reference.objects.create(
        organization=velos, client="Région Hauts-de-France", what="Une cuisine mobile à vélo", year=2024, amount=12000
    )
    client.force_login(user_of(marmite))
    page = plain(client.get(reverse("calls:detail", args=[club.slug, call.pk])))
    for words in (
        "Pour qui parmi nous",
        "Et La Marmite ?",
        "Qui a déjà gagné",
        "Une cuisine mobile à vélo",
        "12 000 €",
    ):
        assert words in page
    assert "sur 100 pour vous" in plain(client.get(reverse("calls:index", args=[club.slug]), {"ou": "partout"}))
    actions.answer(club=club, organization=marmite, call=call, actor=None, verdict="interested")
    assert "Vous intéresse" in plain(client.get(reverse("calls:index", args=[club.slug]), {"ou": "partout"}))


def test_deadlines_in_a_calendar(client, club, marmite):  # noqa: F811
    call, _other = make_call(), make_call(title="Cuisine d'à côté")
    actions.answer(club=club, organization=marmite, call=call, actor=None, verdict="interested")
    user = user_of(marmite)
    client.force_login(user)
    assert "Cuisine partagée" in plain(client.get(url("deadlines", club)))
    assert "il se termine" not in plain(client.get(reverse("day:index", args=[club.slug])))
    client.logout()
    address = url("feed", club, calendars.secret_of(club, user))
    response = client.get(address)
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [f"Date limite : {call.title}"] or len(events) == 1
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(url("feed", club, "a-b-c-d")).status_code == 404


def test_the_day(client, club, marmite):  # noqa: F811
    soon = make_call(title="Cuisine à rendre bientôt", deadline=in_days(5))
    make_call(title="Restauration collective et circuits courts")
    actions.answer(club=club, organization=marmite, call=soon, actor=None, verdict="interested")
    client.force_login(user_of(marmite))
    page = plain(client.get(reverse("day:index", args=[club.slug])))
    assert "il se termine dans 5 jours" in page
    assert "Un appel vous ressemble" in page


@pytest.mark.parametrize("name", ["for_us", "among_us", "interests", "deadlines"])
def test_lists_cost_the_same(client, club, marmite, name):  # noqa: F811
    client.force_login(user_of(marmite))

    def more(count):
        for _ in range(count):
            number = Score.objects.count()
            call = make_call(title=f"Cuisine {number}")
            if number % 3 == 2:
                actions.answer(club=club, organization=marmite, call=call, actor=None, verdict="interested")

    assert assert_same_queries(client, url(name, club), more, rows=10) <= 20


def test_a_call_costs_the_same(client, club, marmite):  # noqa: F811
    call = make_call()
    client.force_login(user_of(marmite))

    def more(count):
        for _ in range(count):
            make_watcher(club, f"Cuisine {Score.objects.count()}")
        actions.score_calls(ids=[call.pk])

    assert assert_same_queries(client, reverse("calls:detail", args=[club.slug, call.pk]), more, rows=8) <= 30

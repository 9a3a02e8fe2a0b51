"""A search asked for, done by the worker or without it, and what the page says meanwhile."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.clubs.tests.test_concurrency import at_once
from essaim.journal.models import Entry
from essaim.kernel.hooks import background_work

from ..actions import posts, searches
from ..models import JobNeed, PostSearch, SharedPost
from ..queries import shared as queries
from .factories import make_need, need_values, user_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def pair(brouette, velos):
    return make_need(brouette), make_need(velos)


def url(name, club):
    return reverse(f"recruitment:{name}", args=[club.slug])


def later(seconds: float, **others) -> None:
    """As if it had been asked so many seconds ago."""
    PostSearch.objects.update(asked_at=timezone.now() - timedelta(seconds=seconds), **others)


def test_asked_done_by_the_worker_then_read(client, club, brouette, pair):
    client.force_login(user_of(brouette))
    client.post(url("look", club))
    assert not SharedPost.objects.exists()
    page = client.get(url("shared", club)).content.decode()
    assert "On cherche des combinaisons" in page
    assert "Chercher sans attendre" not in page
    assert 'hx-trigger="every 2s"' in page
    part = client.get(url("shared", club), headers=HTMX)
    assert "On cherche des combinaisons" in part.content.decode()
    assert "<h1" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert sum(work() for work in background_work) == 1
    assert not searches.work()
    assert client.get(url("shared", club), headers=HTMX)["HX-Refresh"] == "true"
    page = client.get(url("shared", club)).content.decode()
    assert "1 poste possible." in page
    assert "On ne peut pas faire mieux avec ces besoins." in page
    assert "hx-trigger" not in page
    assert Entry.objects.get(verb="recruitment.look_for_posts").actor == user_of(brouette)


def test_nobody_comes_for_it(client, club, brouette, pair):
    client.force_login(user_of(brouette))
    client.post(url("look", club), {"sans_attendre": "1"})  # too early: the worker may come
    assert PostSearch.objects.get().waits
    later(11)
    assert "Chercher sans attendre" in client.get(url("shared", club)).content.decode()
    client.post(url("look", club), {"sans_attendre": "1"})
    assert "1 poste possible." in client.get(url("shared", club)).content.decode()


def test_a_search_of_another_club_is_not_done_here(club, pair, brouette):
    searches.ask(club=club, user=user_of(brouette))
    elsewhere = make_club("ailleurs")
    assert not searches.work(elsewhere)
    assert searches.work(club)


def test_a_worker_that_was_stopped(club, brouette, pair):
    searches.ask(club=club, user=user_of(brouette))
    later(5, began_at=timezone.now(), tries=1)
    assert not searches.work()  # somebody is at it
    later(90, began_at=timezone.now() - timedelta(seconds=61))
    assert searches.work()
    assert PostSearch.objects.get().posts == 1


def test_a_search_that_kills_its_worker_is_given_up(client, club, brouette, pair):
    searches.ask(club=club, user=user_of(brouette))
    later(300, began_at=timezone.now() - timedelta(seconds=61), tries=searches.MOST_TRIES)
    assert searches.work()
    assert not SharedPost.objects.exists()
    client.force_login(user_of(brouette))
    assert "s’est interrompue plusieurs fois" in client.get(url("shared", club)).content.decode()
    client.post(url("look", club))
    assert searches.work()
    assert SharedPost.objects.exists()


def test_what_is_asked_while_another_search_goes_on_is_done_after_it(club, brouette, pair, monkeypatch):
    """A need said meanwhile is in no search that had begun."""
    combine = posts.combine

    def and_someone_asks(needs, **options):
        searches.ask(club=club, user=user_of(brouette))
        return combine(needs, **options)

    monkeypatch.setattr(posts, "combine", and_someone_asks)
    posts.look(club=club)
    assert PostSearch.objects.get().waits
    monkeypatch.undo()
    assert searches.work()
    assert not PostSearch.objects.get().waits


def test_the_search_of_the_night_is_told_too(client, club, brouette, pair):
    posts.look_everywhere(timezone.localdate())
    client.force_login(user_of(brouette))
    assert "Dernière recherche" in client.get(url("shared", club)).content.decode()


def test_the_database_holds(club, brouette):
    now = timezone.now()
    for wrong in (
        lambda: PostSearch.objects.create(club=club, asked_at=now, posts=1),
        lambda: SharedPost.objects.create(club=club, key="1-2", occupation=""),
        lambda: SharedPost.objects.create(club=club, key="", occupation="Aide-comptable"),
        lambda: JobNeed.objects.create(club=club, organization=brouette, **need_values(occupation="", until=now)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    assert queries.search_of(club) is None


@pytest.mark.django_db(transaction=True)
def test_asked_eight_times_at_once_it_is_done_once(club, brouette, pair):
    at_once(lambda _n: searches.ask(club=club, user=user_of(brouette)), range(8))
    done = at_once(lambda _n: searches.work(), range(8))
    assert done.count(True) == 1
    assert Entry.objects.filter(verb="recruitment.look_for_posts").count() == 1

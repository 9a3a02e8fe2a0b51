"""Tables and the door in a real browser: a plan in two presses, arrivals without network, the page for the wall."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.meetings.models import AgendaItem, Attendance
from essaim.seating.actions import composing
from essaim.seating.models import SeatingPlan
from essaim.seating.tests.factories import make_full_meeting, make_plan

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(monkeypatch):
    monkeypatch.setattr(composing, "EFFORT", 0.02)
    start = timezone.now() - timedelta(minutes=10)
    meeting = make_full_meeting(
        make_club("ici", name="Club d'ici"), people=12, starts_at=start, ends_at=start + timedelta(hours=2)
    )
    AgendaItem.objects.create(meeting=meeting, title="Accueil", minutes=15, position=0)
    AgendaItem.objects.create(meeting=meeting, title="Tour de tables", minutes=20, position=1)
    return meeting


def url(name, meeting, *more) -> str:
    return reverse(f"seating:{name}", args=[meeting.club.slug, meeting.pk, *more])


def here(meeting) -> int:
    return Attendance.objects.filter(meeting=meeting, checked_in_at__isnull=False).count()


def test_an_organiser_composes_moves_somebody_and_publishes(new_page, axe, sign_in, meeting):
    page = new_page(viewport=PHONE)
    sign_in(page, make_organiser(meeting.club))
    page.goto(url("plan", meeting))
    axe(page)
    page.get_by_label("Nombre de tables").fill("4")
    page.get_by_label("Nombre de tours").fill("2")
    page.get_by_role("button", name="Composer les tables").click()
    page.get_by_role("heading", name="Tour 2").wait_for()
    axe(page)
    page.get_by_role("link", name="Personne 05").first.click()
    page.get_by_text("Garder cette table").first.click()
    axe(page)
    page.get_by_role("button", name="Noter").click()
    page.get_by_role("button", name="Publier ce plan").click()
    page.get_by_text("chaque personne voit ses tables").wait_for()
    assert SeatingPlan.objects.get().published_at


def test_arrivals_wait_for_the_network_and_count_once(new_page, axe, sign_in, meeting):
    page = new_page(viewport=PHONE)
    sign_in(page, make_organiser(meeting.club))
    page.goto(url("door", meeting))
    axe(page)
    page.get_by_role("searchbox").fill("personne 03")
    assert page.locator("[data-row]:visible").count() == 1

    # The server hears the press, its answer is lost: the press is sent again, and counts once.
    lost = []

    def lose_first(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    page.route("**/accueil/*/", lose_first)
    page.get_by_role("button", name="Est là : Personne 03").click()
    page.get_by_text("une arrivée attend ici").wait_for()
    assert lost
    assert here(meeting) == 1
    page.get_by_text("une arrivée attend ici").wait_for(state="hidden", timeout=20_000)
    assert here(meeting) == 1
    page.unroute("**/accueil/*/")

    page.get_by_role("searchbox").fill("")
    page.context.set_offline(True)
    page.get_by_role("button", name="Est là : Personne 04").click()
    page.get_by_role("button", name="Est là : Personne 05").click()
    page.get_by_text("2 arrivées attendent ici").wait_for()
    page.get_by_role("button", name="Annuler : Personne 05").click()
    assert here(meeting) == 1
    page.context.set_offline(False)
    page.get_by_text("attendent ici").wait_for(state="hidden", timeout=20_000)
    assert here(meeting) == 2
    assert page.get_by_role("button", name="Est là : Personne 05").is_visible()


def test_the_wall_follows_the_keys_and_survives_without_network(new_page, axe, sign_in, meeting):
    make_plan(meeting, tables=4, rounds=2)
    page = new_page()
    sign_in(page, make_organiser(meeting.club))
    page.goto(url("screen", meeting))
    axe(page)
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="Accueil").wait_for()
    page.locator(".screen-clock").get_by_text("14:").wait_for()
    page.context.set_offline(True)
    before = page.locator(".screen-clock").text_content()
    page.wait_for_timeout(1500)
    assert page.locator(".screen-clock").text_content() != before
    page.keyboard.press("ArrowRight")
    page.get_by_text("l’horloge continue").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Commencer le tour 1").click()
    page.get_by_role("heading", name="Tour 1").wait_for()
    assert page.get_by_text("Personne 07").is_visible()
    page.keyboard.press("t")
    assert not page.get_by_text("Personne 07").is_visible()

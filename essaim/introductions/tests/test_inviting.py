"""Whom the club might invite, and who has met whom at a table."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.introductions.inviting import MOST_FOR_ONE_MEMBER, to_invite
from essaim.introductions.queries import suggestions_for
from essaim.joining.enums import RecipientState
from essaim.joining.tests.factories import make_campaign, make_recipient
from essaim.meetings.enums import MeetingState
from essaim.meetings.tests.factories import make_attendance, make_meeting
from essaim.organizations.enums import ExchangeKind, PlaceKind
from essaim.organizations.tests.factories import make_municipality, make_organization
from essaim.seating.models import Seat, SeatingPlan

from .test_actions import announce, brouette, club, velos  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(club):  # noqa: F811
    commune = make_municipality("62119", "Béthune")
    club.municipalities.add(commune)
    return commune


def outside(here, name, *, offers=(), needs=()):
    organization = make_organization(name)
    organization.places.create(kind=PlaceKind.HEAD_OFFICE, municipality=here)
    for title in offers:
        announce(organization, ExchangeKind.OFFER, title)
    for title in needs:
        announce(organization, ExchangeKind.NEED, title)
    return organization


def names(club):  # noqa: F811
    return [row.organization.name for row in to_invite(club)]


def test_what_a_member_looks_for_and_the_other_way_round(club, brouette, here):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(brouette, ExchangeKind.OFFER, "Un broyeur de végétaux")
    outside(here, "Les Roues", offers=["Location de triporteurs"])
    outside(here, "Le Verger", needs=["Broyeur de végétaux"])
    outside(here, "Le Chœur", offers=["Une salle de répétition"])
    # The spaces of the compiled catalogue are those of French typography.
    rows = {row.organization.name: row.why.replace("\u202f", " ") for row in to_invite(club)}
    assert set(rows) == {"Les Roues", "Le Verger"}
    assert rows["Les Roues"].startswith("La Brouette partagée cherche « Un triporteur » ; Les Roues propose")
    assert rows["Le Verger"].startswith("Le Verger cherche « Broyeur de végétaux » ; La Brouette partagée propose")


def test_who_came_without_being_a_member(club, brouette, here):  # noqa: F811
    curious = outside(here, "Les Curieux")
    held = make_meeting(club, state=MeetingState.HELD, starts_at=timezone.now() - timedelta(days=30))
    make_attendance(held, "Ana", organization=curious, checked_in_at=timezone.now() - timedelta(days=30))
    assert [row.why for row in to_invite(club)] == ["Est déjà venue à une rencontre."]


def test_neither_members_nor_who_wants_peace_nor_elsewhere(club, brouette, velos, here):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    quiet = outside(here, "Les Tranquilles", offers=["Location de triporteurs"])
    make_recipient(make_campaign(club), organization=quiet, state=RecipientState.REFUSED)
    outside(make_municipality("75056", "Paris"), "Loin", offers=["Location de triporteurs"])
    hidden = outside(here, "Cachée", offers=["Location de triporteurs"])
    hidden.listed = False
    hidden.save()
    assert names(club) == []


def test_not_all_for_one_member(club, brouette, here):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    for number in range(MOST_FOR_ONE_MEMBER + 3):
        outside(here, f"Roues {number}", offers=["Location de triporteurs"])
    assert len(names(club)) == MOST_FOR_ONE_MEMBER


def test_the_page_and_what_it_costs(client, club, brouette, here):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    client.force_login(make_organiser(club))
    address = reverse("introductions:outside", args=[club.slug])
    assert "Plus les membres disent" in client.get(address).text

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        return len(told)

    outside(here, "Roues", offers=["Location de triporteurs"])
    assert "Location de triporteurs" in client.get(address).text
    few = cost()
    for number in range(12):
        outside(here, f"Roues {number}", offers=["Location de triporteurs"], needs=["Du bois"])
    assert cost() == few


@pytest.mark.parametrize(("tables", "proposed"), [((1, 1), False), ((1, 2), True)])
def test_who_shared_a_table_has_met(club, brouette, velos, tables, proposed):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")
    then = timezone.now() - timedelta(days=60)
    meeting = make_meeting(club, state=MeetingState.HELD, starts_at=then)
    plan = SeatingPlan.objects.create(
        club=club, meeting=meeting, version=1, rounds=1, table_count=2, score={}, published_at=then
    )
    for organization, table in zip((brouette, velos), tables, strict=True):
        row = make_attendance(meeting, organization.name, organization=organization, checked_in_at=then)
        Seat.objects.create(club=club, plan=plan, attendance=row, round=1, table=table)
    assert bool(suggestions_for(club, brouette)) is proposed

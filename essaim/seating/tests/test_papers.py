"""What is printed, read back."""

import re

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.meetings.models import Attendance
from essaim.seating import links, queries
from essaim.seating.tests.factories import make_full_meeting, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def meeting(club, client):
    client.force_login(make_organiser(club))
    return make_full_meeting(club)


def pdf_of(client, meeting, name) -> bytes:
    response = client.get(reverse(f"seating:{name}", args=[meeting.club.slug, meeting.pk]))
    assert response["Content-Type"] == "application/pdf"
    return response.content


def page_count(pdf: bytes) -> int:
    return int(re.findall(rb"/Type\s*/Pages[^>]*?/Count (\d+)", pdf)[0])


@pytest.mark.parametrize("name", ["badges", "sheet", "poster", "posters"])
def test_screen_readers_can_follow_each(client, meeting, name):
    make_plan(meeting)
    pdf = pdf_of(client, meeting, name)
    assert pdf.startswith(b"%PDF")
    assert b"StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf or b"pdfuaid" in pdf.replace(b"\x00", b"")


def test_a_poster_for_each_table_then_the_list(client, meeting):
    make_plan(meeting, tables=3)
    assert page_count(pdf_of(client, meeting, "posters")) == 4


def test_ten_badges_a_page(client, meeting):
    assert page_count(pdf_of(client, meeting, "badges")) == 2


def test_names_that_no_font_has_do_not_stop_the_printer(client, meeting):
    Attendance.objects.filter(meeting=meeting).update(name="王小明 🎉 #strong[x] $a$")
    make_plan(meeting)
    for name in ("badges", "sheet", "posters"):
        assert pdf_of(client, meeting, name).startswith(b"%PDF")


def test_nobody_comes_yet(client, club):
    client.force_login(make_organiser(club))
    empty = make_full_meeting(club, people=0)
    url = reverse("seating:badges", args=[club.slug, empty.pk])
    assert "pas de badge" in client.get(url, follow=True).content.decode()
    assert pdf_of(client, empty, "sheet").startswith(b"%PDF")


def test_a_badge_leads_to_its_person(meeting):
    person = queries.seatable(meeting)[0]
    person.meeting = meeting
    assert f"/ici/rencontres/{meeting.pk}/badge/" in links.badge_url(person)

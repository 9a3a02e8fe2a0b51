"""Invitations to all the members at once: what each reads is what they would read alone; nobody twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essaim.clubs.tests.factories import make_club, make_member
from essaim.journal.models import Entry
from essaim.kernel.hooks import mail_requested, mails_requested
from essaim.mail.models import Message
from essaim.meetings import actions, ical
from essaim.meetings.mails import attendances
from essaim.meetings.models import Attendance
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .factories import make_attendance, make_meeting, member_of

pytestmark = pytest.mark.django_db
READ = ["kind", "to", "language", "subject", "text", "html", "reply_to", "stream", "state"]


@pytest.fixture
def club():
    return make_club("ici", name="L'<b>atelier</b> & co", email="bonjour@club.example.org")


def people(club, count: int) -> None:
    for number in range(count):
        organization = make_organization(f"Structure {number} de {club.slug}")
        make_representation(make_member(club, organization), name=f"Personne {number}", email=f"p{number}@example.org")


def without_stamp(calendar: str) -> list[str]:
    return [line for line in calendar.split("\r\n") if not line.startswith("DTSTAMP")]


def test_each_reads_what_they_would_alone(club):
    people(club, 2)
    member_of(club, "Léa <i>Blanc</i>")
    english = member_of(club, "Sam")
    english.language = "en"
    english.save()
    meeting = make_meeting(
        club, presentation="On parle d'argent, & du reste ; " * 9, access_notes="Au fond de la cour."
    )
    assert actions.invite_members(meeting=meeting, actor=None) == 4
    together = {row["to"]: row for row in Message.objects.values(*READ, "calendar")}
    Message.objects.all().delete()
    for row in Attendance.objects.select_related("meeting__club", "user"):
        attendances._send("invitation", row, key=str(row.pk), stream="meetings", calendar=ical.request)
    alone = {row["to"]: row for row in Message.objects.values(*READ, "calendar")}
    assert len(alone) == 4
    assert {row["language"] for row in alone.values()} == {"fr", "en"}
    for address, row in alone.items():
        assert without_stamp(together[address].pop("calendar")) == without_stamp(row.pop("calendar"))
        assert together[address] == row


def test_a_person_of_two_structures_or_known_already_is_invited_once(club):
    lea = member_of(club, "Léa")
    make_representation(make_member(club, make_organization("Une autre")), lea)
    make_representation(make_member(club, make_organization("Sans compte")), name="Bo", email="BO@example.org")
    make_representation(make_member(club, make_organization("Encore")), name="Bo", email="bo@example.org")
    gone = make_user("nico@example.org", name="Nico")
    make_representation(make_member(club, make_organization("Autre adresse")), gone)
    meeting = make_meeting(club)
    known = make_attendance(meeting, "Nico", user=gone, email="nico.perso@example.org")
    assert actions.invite_members(meeting=meeting, actor=None) == 3
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        [lea.email, "bo@example.org", "nico.perso@example.org"]
    )
    known.refresh_from_db()
    assert known.invited_at
    assert actions.invite_members(meeting=meeting, actor=None) == 0
    assert Message.objects.count() == 3


def test_a_story_of_long_ago_writes_to_nobody(club):
    people(club, 1)
    with mail_requested.muted(), mails_requested.muted():
        assert actions.invite_members(meeting=make_meeting(club), actor=None) == 1
    assert not Message.objects.exists()


def test_ten_cost_what_one_does_and_each_is_in_the_journal(club):
    def queries(club, count: int) -> int:
        people(club, count)
        meeting = make_meeting(club)
        with CaptureQueriesContext(connection) as captured:
            assert actions.invite_members(meeting=meeting, actor=None) == count
        assert Entry.objects.filter(club=club, verb="meetings.invite").count() == count
        return len(captured)

    assert queries(make_club("la"), 10) == queries(club, 1)

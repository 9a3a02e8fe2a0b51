"""What members gave by the meetings is read from what happened, in their club."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.clubs.involvement import involvement_in
from essaim.clubs.tests.factories import make_club, make_member
from essaim.meetings.models import Speaker, Talk, Theme

from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db


def test_hosting_coming_speaking_proposing():
    club = make_club()
    day = timezone.now() - timedelta(days=40)
    one, other = (make_member(club, on=timezone.localdate() - timedelta(days=300)) for _n in range(2))
    for number in range(2):
        meeting = make_meeting(club, starts_at=day - timedelta(days=90 * number), state="held", host=one)
        for name in ("Odile", "Karim"):  # two of the same organization count once
            make_attendance(meeting, name, organization=other, checked_in_at=day)
    make_attendance(meeting, "Absente", organization=one)
    make_meeting(club, host=other)  # announced only
    speaker = Speaker.objects.create(club=club, name="Nadia", organization=one)
    for state, where in (("given", meeting), ("declined", make_meeting(club, starts_at=day, state="held"))):
        Talk.objects.create(club=club, meeting=where, speaker=speaker, subject=state, state=state)
    Theme.objects.create(club=club, title="Le recrutement", proposed_by=other)
    stranger = make_club()
    make_meeting(stranger, starts_at=day, state="held", host=one)
    gave = {row.organization: row for row in involvement_in(club, timezone.localdate())}
    assert gave[one].gave == ["accueilli 2 rencontres", "intervenu 1 fois"]
    assert gave[other].gave == ["participé à 2 rencontres", "proposé 1 thème"]
    assert not gave[one].quiet

"""What preparing meetings keeps about a person: taken away in a file, erased with the account."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from essaim.accounts.personal import close_account, data_of
from essaim.clubs.tests.factories import make_club, make_member
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_user

from ..actions.documents import add_document
from ..actions.polls import answer_poll, close_poll, open_poll
from ..actions.speakers import add_speaker
from ..actions.talks import answer_talk, propose_talk, withdraw_talk
from ..actions.themes import propose_theme
from ..models import Meeting, MeetingDocument, PollAnswer, PollVoter, Speaker, Theme
from .factories import make_meeting
from .polls.helpers import dates

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user("odile@demo.example", name="Odile Fruchart")


@pytest.fixture
def traces(person):
    """A theme, an answer in a closed poll, a line in an open one, a document, a sheet and a talk to come."""
    club = make_club()
    organization = make_member(club)
    Representation.objects.create(organization=organization, user=person, name=person.name, kind="representative")
    propose_theme(club=club, actor=person, organization=organization, title="Recruter")
    meeting = Meeting.objects.create(club=club, title="Financer")
    poll = open_poll(meeting=meeting, actor=None, options=dates(30, 31))
    answer_poll(voter=poll.voters.get(), choices={poll.options.first().pk: "yes"})
    close_poll(poll=poll, actor=None)
    open_poll(meeting=Meeting.objects.create(club=club, title="Se former"), actor=None, options=dates(50, 51))
    add_document(meeting=meeting, actor=person, upload=SimpleUploadedFile("plan.pdf", b"%PDF-1.4"))
    speaker = add_speaker(club=club, actor=None, name="Odile F.", email="Odile@demo.example", notes="Parle vite")
    talk = propose_talk(meeting=make_meeting(club), speaker=speaker, subject="Recruter", actor=None)
    answer_talk(talk=talk, accepts=True)
    return talk


def test_all_of_it_can_be_taken_away(person, traces):
    found = json.loads(json.dumps(data_of(person)))["meetings.preparing"]
    assert [theme["title"] for theme in found["themes"]] == ["Recruter"]
    assert [(one["meeting"], len(one["answers"])) for one in found["polls"]] == [("Financer", 1), ("Se former", 0)]
    assert found["documents"][0]["file_name"] == "plan.pdf"
    assert found["speaker"][0]["notes"] == "Parle vite"
    assert found["speaker"][0]["talks"][0]["state"] == "accepted"


def test_closing_the_account_erases_it(person, traces):
    with pytest.raises(Refusal, match="attend Odile F"):
        close_account(person=person, typed=person.email)
    withdraw_talk(talk=traces, actor=None)
    close_account(person=person, typed="odile@demo.example")
    assert Theme.objects.get().author is None
    assert MeetingDocument.objects.get().added_by is None
    assert not Speaker.objects.exists()
    left = PollVoter.objects.get()  # the closed poll's, so that its tally stays true
    assert (left.user, left.name, left.email) == (None, "–", "")
    assert PollAnswer.objects.count() == 1
    assert left.answered_at <= timezone.now()

"""Speakers: their sheets, two sheets of one person, what the club forgets."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization
from tests.helpers.queries import assert_same_queries

from ..actions.speakers import add_speaker, forget_out_of_touch, forget_speaker, merge_speakers, update_speaker
from ..actions.talks import answer_talk, ask_talk, propose_talk
from ..enums import MeetingState, TalkState
from ..models import Speaker, Talk
from ..talk_links import talk_token
from .factories import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", email="bonjour@ici.example", name="Club d'ici")


@pytest.fixture
def meeting(club):
    return make_meeting(club, title="Recruter", host=make_member(club), capacity=2)


@pytest.fixture
def speaker(club):
    return add_speaker(club=club, actor=None, name="Inès Roussel", email="ines@demo.example", role="directrice")


@pytest.fixture
def talk(meeting, speaker):
    return propose_talk(meeting=meeting, speaker=speaker, subject="Les groupements d'employeurs", actor=None)


def link(club, talk, name="talk_link"):
    return reverse(f"preparing:{name}", args=[club.slug, talk_token(talk)])


def test_a_sheet_leads_to_the_directory_when_the_name_is_there(client, club):
    foundation = make_organization("Fondation du Bassin minier")
    client.force_login(make_organiser(club))
    typed = {"name": "Inès Roussel", "organization_name": "fondation du bassin minier", "email": "INES@demo.example"}
    client.post(reverse("speakers:new", args=[club.slug]), typed)
    speaker = Speaker.objects.get()
    assert (speaker.organization, speaker.email) == (foundation, "ines@demo.example")
    assert "Fondation du Bassin minier" in client.get(reverse("speakers:index", args=[club.slug])).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": "  "}, "name"), ({"name": "Inès", "email": "inès@demo"}, "email"),
     ({"name": "Autre", "email": "Ines@demo.example"}, "email")],
)  # fmt: skip
def test_bad_input_is_said(client, club, speaker, typed, field):
    client.force_login(make_organiser(club))
    page = client.post(reverse("speakers:new", args=[club.slug]), typed)
    assert page.context["form"].errors[field]
    assert Speaker.objects.count() == 1


def test_a_name_stays_on_one_line(club):
    speaker = add_speaker(club=club, actor=None, name="Inès\r\nBcc: tous@demo.example", email="i@demo.example")
    assert "\n" not in speaker.name
    with pytest.raises(Refusal) as caught:
        update_speaker(speaker=speaker, actor=None, email="i@demo.example\nBcc: x@demo.example")
    assert caught.value.field == "email"


def test_the_list_is_searched_and_costs_the_same(client, club, speaker):
    client.force_login(make_organiser(club))
    address = reverse("speakers:index", args=[club.slug])
    add_speaker(club=club, actor=None, name="Paul Vasseur", subjects="énergie, mobilité")
    assert [one.name for one in client.get(address, {"q": "ENERGIE"}).context["speakers"]] == ["Paul Vasseur"]
    assert assert_same_queries(
        client, address, lambda n: [add_speaker(club=club, actor=None, name=f"X {i}") for i in range(n)]
    ) <= 10  # fmt: skip


def test_two_sheets_of_one_person_become_one(client, club, meeting, speaker, talk):
    other = add_speaker(
        club=club, actor=None, name="roussel inès", phone="03 21 00 00 00", email="i.roussel@demo.example"
    )
    there = propose_talk(meeting=meeting, speaker=other, subject="Recruter", actor=None)
    answer_talk(talk=there, accepts=True)
    elsewhere = propose_talk(meeting=make_meeting(club), speaker=other, subject="Financer", actor=None)
    client.force_login(make_organiser(club))
    assert (
        "Est-ce la même personne"
        in client.get(reverse("speakers:detail", args=[club.slug, speaker.pk])).content.decode()
    )
    client.post(reverse("speakers:merge", args=[club.slug, speaker.pk]), {"other": other.pk})
    kept = Speaker.objects.get()
    assert (kept.pk, kept.email, kept.phone) == (speaker.pk, "ines@demo.example", "03 21 00 00 00")
    assert set(kept.talks.values_list("pk", flat=True)) == {there.pk, elsewhere.pk}  # the accepted one stays


def test_never_across_clubs(client, club, speaker):
    theirs = add_speaker(club=make_club(), actor=None, name="Inès Roussel")
    with pytest.raises(Refusal):
        merge_speakers(kept=speaker, removed=theirs, actor=None)
    client.force_login(make_organiser(club))
    assert client.get(reverse("speakers:detail", args=[club.slug, theirs.pk])).status_code == 404
    assert client.post(reverse("speakers:merge", args=[club.slug, speaker.pk]), {"other": theirs.pk}).status_code == 404


def test_what_the_club_forgets(club, meeting, speaker, talk):
    ask_talk(talk=talk, actor=None)
    with pytest.raises(Refusal, match="retirez d’abord"):
        forget_speaker(speaker=speaker, actor=None)
    answer_talk(talk=talk, accepts=True, equipment="Un micro")
    Talk.objects.update(state=TalkState.GIVEN)
    assert forget_speaker(speaker=speaker, actor=None)
    assert not forget_speaker(speaker=speaker, actor=None)
    speaker.refresh_from_db()
    talk.refresh_from_db()
    assert (speaker.name, speaker.email, speaker.forgotten_at is None) == ("Inès Roussel", "", False)
    assert (talk.subject, talk.equipment) == ("Les groupements d'employeurs", "")


def test_without_any_talk_the_sheet_goes(speaker, talk):
    assert forget_speaker(speaker=speaker, actor=None)
    assert not Speaker.objects.exists()
    assert not Talk.objects.exists()


def test_three_years_without_contact(club, speaker, talk):
    recent = add_speaker(club=club, actor=None, name="Paul Vasseur", phone="03 21 00 00 00")
    long_ago = timezone.now() - timedelta(days=4 * 365)
    Speaker.objects.filter(pk=speaker.pk).update(updated_at=long_ago)
    assert forget_out_of_touch(timezone.localdate()) == 0  # expected next week
    talk.meeting.starts_at, talk.meeting.ends_at = long_ago, long_ago + timedelta(hours=2)
    talk.meeting.state = MeetingState.HELD
    talk.meeting.save()
    Talk.objects.update(state=TalkState.GIVEN)
    assert forget_out_of_touch(timezone.localdate()) == 1
    assert forget_out_of_touch(timezone.localdate()) == 0
    recent.refresh_from_db()
    assert recent.phone

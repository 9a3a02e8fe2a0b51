"""Talks asked by mail or on paper, answered by their link, expected at the meeting."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization, make_user
from tests.helpers.queries import assert_same_queries

from ..actions.meetings import announce, close
from ..actions.speakers import add_speaker, update_speaker
from ..actions.talks import answer_talk, ask_talk, give_talks_held, propose_talk, withdraw_talk
from ..enums import TALK_VERBS, Answer, AttendeeKind, Seat, TalkState
from ..models import AgendaItem, Attendance, Talk
from ..sheet import sheet_of
from ..sheet_pdf import sheet_pdf
from ..talk_links import talk_token
from .factories import make_attendance, make_meeting

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


@pytest.mark.parametrize("verb", TALK_VERBS)
@pytest.mark.parametrize("before", TalkState.values)
def test_the_life_of_a_talk(talk, verb, before):
    Talk.objects.filter(pk=talk.pk).update(state=before)
    starts, state = TALK_VERBS[verb]
    act = {
        "ask": lambda: ask_talk(talk=talk, actor=None),
        "accept": lambda: answer_talk(talk=talk, accepts=True),
        "decline": lambda: answer_talk(talk=talk, accepts=False),
        "give": lambda: (close_now(talk.meeting), give_talks_held(timezone.localdate())),
    }[verb]
    if before in starts | {state} or verb == "give":
        act()
        after = Talk.objects.get(pk=talk.pk).state
        assert after == (state if before in starts | {state} else before)
    else:
        with pytest.raises(Refusal):
            act()


def close_now(meeting):
    meeting.starts_at = timezone.now() - timedelta(hours=3)
    meeting.ends_at = timezone.now() - timedelta(hours=1)
    meeting.save()
    close(meeting=meeting, actor=None)


def test_the_request_goes_once_and_says_all(club, talk):
    organiser = make_organiser(club)
    ask_talk(talk=talk, actor=organiser)
    ask_talk(talk=talk, actor=organiser)
    mail = Message.objects.get(kind="meetings.talk_asked")
    assert (mail.to, mail.reply_to, mail.stream) == ("ines@demo.example", "bonjour@ici.example", "")
    assert "Les groupements d'employeurs" in mail.text
    assert talk_token(talk) in mail.text
    assert "Odile Lefebvre" in mail.text


def test_without_address_the_way_is_told(client, club, meeting):
    speaker = add_speaker(club=club, actor=None, name="Paul Vasseur", phone="03 21 00 00 00")
    talk = propose_talk(meeting=meeting, speaker=speaker, subject="Recruter", actor=None)
    client.force_login(make_organiser(club))
    here = [club.slug, meeting.pk, talk.pk]
    assert "Imprimer la fiche pratique" in client.get(reverse("preparing:talk", args=here)).content.decode()
    page = client.post(reverse("preparing:ask", args=here), follow=True).content.decode()
    assert "n’a pas d’adresse e-mail" in page
    client.post(reverse("preparing:note_answer", args=here), {"answer": "yes", "equipment": "Un tableau"})
    talk.refresh_from_db()
    assert (talk.state, talk.equipment) == ("accepted", "Un tableau")
    assert talk.attendance.name == "Paul Vasseur"
    assert not Message.objects.filter(kind__startswith="meetings.talk").exists()


def test_opening_the_page_answers_nothing_its_buttons_do(client, club, talk):
    make_organiser(club)
    ask_talk(talk=talk, actor=None)
    page = client.get(link(club, talk)).content.decode()
    assert "Viendrez-vous" in page
    talk.refresh_from_db()
    assert talk.state == "asked"
    client.post(link(club, talk), {"answer": "yes", "equipment": "Vidéoprojecteur", "travel": "Train de 8 h 12"})
    talk.refresh_from_db()
    assert (talk.state, talk.equipment) == ("accepted", "Vidéoprojecteur")
    told = Message.objects.get(kind="meetings.talk_answered")
    assert "viendra" in told.subject
    assert "Train de 8\u00a0h\u00a012" in told.text or "Train de 8 h 12" in told.text
    client.post(link(club, talk), {"answer": "no"})
    assert "ne viendra pas" in Message.objects.filter(kind="meetings.talk_answered").latest("pk").subject


def test_who_accepts_has_a_place_even_in_a_full_room_and_gives_it_back(client, club, meeting, talk):
    for name in ("Un", "Deux"):
        make_attendance(meeting, name)
    waiting = make_attendance(meeting, "Trois", seat=Seat.WAITING, queued_at=timezone.now(), email="trois@demo.example")
    answer_talk(talk=talk, accepts=True)
    row = Attendance.objects.get(kind=AttendeeKind.SPEAKER)
    assert (row.name, row.seat, row.answer) == ("Inès Roussel", Seat.HELD, Answer.YES)
    talk.refresh_from_db()
    answer_talk(talk=talk, accepts=False)
    row.refresh_from_db()
    assert (row.seat, row.answer) == (Seat.NONE, Answer.NO)
    waiting.refresh_from_db()
    assert waiting.seat == Seat.WAITING  # the room of two is still full


def test_the_calendar_follows_whenever_they_accept(club, meeting, talk):
    answer_talk(talk=talk, accepts=True)
    confirmed = Message.objects.get(kind="meetings.confirmation", to="ines@demo.example")
    assert "METHOD:REQUEST" in confirmed.calendar
    early = make_meeting(club, state="preparing")
    for name, accepts in (("Paul", True), ("Nour", False)):
        email = f"{name.lower()}@demo.example"
        person = add_speaker(club=club, actor=None, name=name, email=email)
        other = propose_talk(meeting=early, speaker=person, subject="Recruter", actor=None)
        answer_talk(talk=other, accepts=True)
        if not accepts:
            other.refresh_from_db()
            answer_talk(talk=other, accepts=False)
    announce(meeting=early, actor=None)
    invited = Message.objects.filter(kind="meetings.invitation").values_list("to", flat=True)
    assert list(invited) == ["paul@demo.example"]


def test_who_was_invited_already_becomes_the_speaker(meeting, talk):
    make_attendance(meeting, "I. Roussel", email="Ines@demo.example", answer=Answer.NONE, seat=Seat.NONE)
    answer_talk(talk=talk, accepts=True)
    row = Attendance.objects.get()
    assert (row.kind, row.answer) == (AttendeeKind.SPEAKER, Answer.YES)


def test_bent_dead_and_late_links(client, club, talk):
    token = talk_token(talk)
    for word in (token[:-2], "1.x", "é"):
        assert client.get(reverse("preparing:talk_link", args=[club.slug, word])).status_code == 410
    assert client.get(reverse("preparing:talk_link", args=[make_club().slug, token])).status_code == 410
    close_now(talk.meeting)
    page = client.post(link(club, talk), {"answer": "yes"})
    assert page.status_code == 409
    assert "passée ou annulée" in page.content.decode()
    update_speaker(speaker=talk.speaker, actor=None, email="ines.roussel@demo.example")
    assert client.get(reverse("preparing:talk_link", args=[club.slug, token])).status_code == 410


def test_once_given_the_club_says_thank_you(client, club, talk):
    answer_talk(talk=talk, accepts=True)
    close_now(talk.meeting)
    give_talks_held(timezone.localdate())
    client.force_login(make_organiser(club))
    here = [club.slug, talk.meeting_id, talk.pk]
    assert "notez-le ici" in client.get(reverse("preparing:talk", args=here)).content.decode()
    page = client.post(reverse("preparing:thank", args=here), follow=True).content.decode()
    assert "Le club a dit merci le" in page
    talk.refresh_from_db()
    assert talk.thanked_on == timezone.localdate()
    assert "merci dit le" in client.get(reverse("speakers:detail", args=[club.slug, talk.speaker_id])).content.decode()


def test_doing_without_is_told_to_who_was_asked(talk):
    ask_talk(talk=talk, actor=None)
    withdraw_talk(talk=talk, actor=None)
    assert Message.objects.filter(kind="meetings.talk_withdrawn").count() == 1
    assert not Talk.objects.exists()


def test_members_read_who_speaks_and_not_how_to_reach_them(client, club, meeting, talk):
    user = make_user()
    Representation.objects.create(organization=make_member(club), user=user, name="Nour")
    client.force_login(user)
    address = reverse("meetings:detail", args=[club.slug, meeting.pk])
    assert "Inès Roussel" not in client.get(address).content.decode()  # not accepted yet
    answer_talk(talk=talk, accepts=True, words="À bientôt")
    page = client.get(address).content.decode()
    assert "Qui vient en parler" in page
    assert "Inès Roussel" in page
    assert "ines@demo.example" not in page
    assert client.get(reverse("preparing:talks", args=[club.slug, meeting.pk])).status_code == 404
    assert client.get(reverse("speakers:index", args=[club.slug])).status_code == 404


def test_a_new_person_and_their_talk_in_one_form(client, club, meeting):
    client.force_login(make_organiser(club))
    item = AgendaItem.objects.create(meeting=meeting, title="Témoignage", minutes=30)
    address = reverse("preparing:talks", args=[club.slug, meeting.pk])
    page = client.post(address, {"name": "", "subject": "Recruter"})
    assert "Choisissez quelqu" in page.content.decode()
    typed = {"name": "Paul Vasseur", "email": "paul@demo.example", "subject": "Recruter", "agenda_item": item.pk}
    assert client.post(address, typed).status_code == 302
    talk = Talk.objects.get()
    assert (talk.speaker.name, talk.agenda_item, talk.state) == ("Paul Vasseur", item, "proposed")
    again = client.post(address, {"speaker": talk.speaker_id, "subject": "Recruter encore"})
    assert again.status_code == 302
    assert Talk.objects.count() == 1  # the same person speaks once at a meeting


def test_the_meetings_talks_cost_the_same(client, club, meeting):
    client.force_login(make_organiser(club))

    def make_rows(number):
        for n in range(number):
            new = add_speaker(club=club, actor=None, name=f"Voix {n}", organization=make_organization(f"Structure {n}"))
            propose_talk(meeting=meeting, speaker=new, subject="Recruter", actor=None)

    assert assert_same_queries(client, reverse("preparing:talks", args=[club.slug, meeting.pk]), make_rows) <= 14


# The practical sheet


def test_the_sheet_says_where_when_before_whom(club, meeting, talk):
    meeting.room, meeting.access_notes = "Salle du premier", "Ascenseur\nParking derrière"
    meeting.save()
    first = AgendaItem.objects.create(meeting=meeting, title="Accueil", minutes=15, position=0)
    second = AgendaItem.objects.create(meeting=meeting, title="Témoignage", minutes=30, position=1)
    make_organiser(club)
    make_attendance(meeting, "Nour", organization=make_member(club, make_organization("Fil et Terril")))
    answer_talk(talk=talk, accepts=True, equipment="Un micro")  # who speaks is not their own audience
    Talk.objects.filter(pk=talk.pk).update(agenda_item=second)
    talk.refresh_from_db()
    sheet = sheet_of(talk)
    assert (sheet.count, sheet.organizations) == (1, ["Fil et Terril"])
    assert sheet.contacts == [("Odile Lefebvre", "bonjour@ici.example")]
    assert "30" in sheet.moment
    assert [one.item for one in sheet.moments] == [first, second]
    pdf = sheet_pdf(sheet)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_the_sheet_of_a_bare_meeting_in_any_letters(client, club, speaker):
    club.name = "Club « #strong[x] » $ \\ 😀"
    club.save()
    meeting = make_meeting(club, title="*Recruter* _mieux_ #1", starts_at=None, ends_at=None, state="preparing")
    talk = propose_talk(meeting=meeting, speaker=speaker, subject="Ж 漢字 <b>", actor=None)
    response = client.get(link(club, talk, "sheet"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert client.get(reverse("preparing:sheet", args=[club.slug, "x"])).status_code == 410

"""The date poll: opened, answered with or without account."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user
from tests.helpers.queries import assert_same_queries

from ...actions.polls import answer_poll, cancel_poll, open_poll
from ...enums import MeetingState, TalkState
from ...models import DatePoll, Meeting, PollAnswer, PollOption, PollVoter, Speaker, Talk
from ...poll_links import poll_token
from .helpers import answer, dates, options, representative, start_in, voter

pytestmark = pytest.mark.django_db


def test_members_and_speakers_are_asked_once_each(meeting):
    club = meeting.club
    both = make_user("odile@demo.example", name="Odile")
    for name in ("Un", "Deux"):
        representative(club, f"Odile {name}", user=both)
    representative(club, "Sans adresse")
    talks = [("Inès", "ines@demo.example", TalkState.ASKED), ("Paul", "paul@demo.example", TalkState.PROPOSED)]
    for name, email, state in talks:
        speaker = Speaker.objects.create(club=club, name=name, email=email)
        Talk.objects.create(club=club, meeting=meeting, speaker=speaker, subject="Recruter", state=state)
    poll = open_poll(meeting=meeting, actor=None, options=dates(30, 31))
    asked = {one.email: one.required for one in poll.voters.all()}
    assert asked == {"helene@demo.example": True, "odile@demo.example": False, "ines@demo.example": True}
    mails = Message.objects.filter(kind="meetings.poll_opened")
    assert {mail.to for mail in mails} == set(asked)
    text = mails.get(to="helene@demo.example").text
    assert "/preparer/sondage/" in text
    assert "9\u00a0h" in text


@pytest.mark.parametrize(
    ("days", "code"), [((30,), "count"), (tuple(range(30, 41)), "count"), ((30, 30), "twice"), ((-1, 30), "past")]
)
def test_bad_dates_are_refused(meeting, days, code):
    with pytest.raises(Refusal) as caught:
        open_poll(meeting=meeting, actor=None, options=dates(*days))
    assert caught.value.code == code


def test_the_last_day_is_to_come_and_before_the_first_date(meeting):
    today = timezone.localdate()
    for last_day, code in ((today - timedelta(days=1), "too_soon"), (today + timedelta(days=30), "too_late")):
        with pytest.raises(Refusal) as caught:
            open_poll(meeting=meeting, actor=None, options=dates(30, 31), last_day=last_day)
        assert caught.value.code == code
    poll = open_poll(meeting=meeting, actor=None, options=dates(3, 4))
    assert poll.last_day == today + timedelta(days=2)  # the eve of the first date


def test_one_poll_at_a_time_while_the_meeting_is_prepared(meeting, poll):
    with pytest.raises(Refusal, match="déjà ouvert"):
        open_poll(meeting=meeting, actor=None, options=dates(30, 31))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(Refusal, match="se prépare"):
        open_poll(meeting=meeting, actor=None, options=dates(30, 31))


# Answering


def test_opening_the_link_answers_nothing_its_button_does(client, club, poll):
    address = reverse("preparing:poll_link", args=[club.slug, poll_token(voter(poll, "Luc"))])
    page = client.get(address).content.decode()
    assert "Luc, quelles dates vous conviennent" in page
    assert PollAnswer.objects.count() == 0
    one, two, _three = options(poll)
    typed = {f"option-{one.pk}": "yes", f"option-{two.pk}": "maybe"}
    assert client.post(address, typed).status_code == 302
    client.post(address, typed | {f"option-{one.pk}": "no"})  # a change of mind
    assert set(PollAnswer.objects.values_list("option_id", "choice")) == {(one.pk, "no"), (two.pk, "maybe")}
    assert "0 oui, 0 si besoin, 1 non" in client.get(address).content.decode()
    assert "Luc Morel" not in client.get(address).content.decode().split("<main")[1].split("quelles")[1]


def test_bent_or_dead_links_are_told_kindly(client, club, poll):
    token = poll_token(voter(poll, "Luc"))
    bent = token[:-1] + ("A" if token[-1] != "A" else "B")
    for word in (bent, "x", token.replace(".", "")):
        page = client.get(reverse("preparing:poll_link", args=[club.slug, word]))
        assert page.status_code == 410
        assert "ne sert plus" in page.content.decode()
    assert client.get(reverse("preparing:poll_link", args=[make_club().slug, token])).status_code == 410
    PollVoter.objects.filter(pk=voter(poll, "Luc").pk).update(email="luc.morel@demo.example")
    assert client.get(reverse("preparing:poll_link", args=[club.slug, token])).status_code == 410
    cancel_poll(poll=poll, actor=None)
    assert client.get(reverse("preparing:poll_link", args=[club.slug, token])).status_code == 410


def test_the_link_of_someone_else_is_not_ones_own(client, club, poll):
    client.force_login(voter(poll, "Odile").user)
    address = reverse("preparing:poll_link", args=[club.slug, poll_token(voter(poll, "Luc"))])
    page = client.post(address, {f"option-{options(poll)[0].pk}": "yes"})
    assert page.status_code == 409
    assert PollAnswer.objects.count() == 0


def test_a_member_answers_signed_in_even_if_not_asked_by_name(client, club, poll):
    newcomer = make_user("neuf@demo.example", name="Nour")
    representative(club, "Nour", user=newcomer)
    client.force_login(newcomer)
    address = reverse("preparing:poll", args=[club.slug, poll.meeting_id])
    assert client.get(address).status_code == 200
    assert not poll.voters.filter(user=newcomer).exists()
    client.post(address, {f"option-{options(poll)[0].pk}": "yes"})
    assert voter(poll, "Nour").answers.get().choice == "yes"
    assert "Nour (Chez Nour)" in client.get(address).content.decode()


def test_what_is_no_answer_is_refused_and_what_was_typed_stays(client, club, poll):
    address = reverse("preparing:poll_link", args=[club.slug, poll_token(voter(poll, "Luc"))])
    one, two, _three = options(poll)
    page = client.post(address, {f"option-{one.pk}": "perhaps", f"option-{two.pk}": "no"})
    assert page.status_code == 409
    assert "Choisissez oui, si besoin ou non" in page.content.decode()
    assert f'name="option-{two.pk}" value="no" checked' in page.content.decode()
    assert "Répondez à une date au moins" in client.post(address).content.decode()
    other = PollOption.objects.create(
        club=club, poll=DatePoll.objects.create(club=club, meeting=Meeting.objects.create(club=club, title="B"),
        closes_at=start_in(3)), starts_at=start_in(40), ends_at=start_in(41),
    )  # fmt: skip
    client.post(address, {f"option-{other.pk}": "yes"})
    assert PollAnswer.objects.count() == 0


def test_too_late(poll):
    DatePoll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refusal, match="clos"):
        answer(poll, "Luc", "yes")


def test_an_organiser_opens_it_from_the_rhythms_dates(client, club, meeting):
    client.force_login(make_organiser(club))
    address = reverse("preparing:poll", args=[club.slug, meeting.pk])
    page = client.get(address)
    assert len(page.context["formset"].initial) == 3
    typed = {"dates-TOTAL_FORMS": "2", "dates-INITIAL_FORMS": "0", "message": "Café offert",
             "last_day": (timezone.localdate() + timedelta(days=5)).isoformat()}  # fmt: skip
    for n in range(2):
        day = (timezone.localdate() + timedelta(days=30 + n)).isoformat()
        typed |= {f"dates-{n}-day": day, f"dates-{n}-at": "14:00", f"dates-{n}-minutes": "120"}
    grown = client.post(address, typed | {"dates-add": "1"})
    assert grown.context["formset"].total_form_count() == 3
    late = client.post(address, typed | {"last_day": (timezone.localdate() + timedelta(days=40)).isoformat()})
    assert "se ferme avant la première date" in late.content.decode()
    assert client.post(address, typed).status_code == 302
    assert DatePoll.objects.get().message == "Café offert"


def test_a_member_finds_nothing_while_there_is_no_poll(client, club, meeting):
    user = make_user()
    representative(club, "Nour", user=user)
    client.force_login(user)
    assert client.get(reverse("preparing:poll", args=[club.slug, meeting.pk])).status_code == 404


def test_the_page_costs_the_same(client, club, poll):
    client.force_login(make_organiser(club))
    address = reverse("preparing:poll", args=[club.slug, poll.meeting_id])

    def make_rows(number):
        for n in range(number):
            new = PollVoter.objects.create(
                club=club, poll=poll, name=f"Voix {n}", organization=make_member(club), answered_at=timezone.now()
            )
            PollVoter.objects.create(club=club, poll=poll, name=f"Silence {n}", organization=make_member(club))
            answer_poll(voter=new, choices={option.pk: "yes" for option in options(poll)})

    assert assert_same_queries(client, address, make_rows) <= 14

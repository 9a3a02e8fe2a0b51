"""Reviews: one answer a person, nobody's answer, nothing shown below five."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import forget_person
from essaim.mail.models import Message
from essaim.meetings.models import Speaker, Talk
from essaim.minutes import actions, links, queries
from essaim.minutes.models import Review, ReviewAnswer, ReviewInvitation
from essaim.organizations.tests.factories import make_user

from .factories import make_held, make_present

pytestmark = pytest.mark.django_db
ANSWER = {"useful": 4, "organised": 5, "met": "few", "desire": 8}


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def meeting(club):
    return make_held(club)


@pytest.fixture
def review(meeting):
    for rank in range(6):
        make_present(meeting, f"Personne {rank}")
    return actions.open_review(meeting=meeting, actor=None)


def answer(review, count, **fields):
    for rank, invitation in enumerate(review.invitations.filter(answered=False).order_by("pk")[:count]):
        values = ANSWER | {"words": f"Mot {rank}", "will_do": f"Acte {rank}"} | fields
        actions.answer_review(invitation=invitation, **values)


def url_of(review, rank=0):
    attendance = review.invitations.order_by("pk")[rank].attendance
    return reverse("minutes:answer_review", args=["ici", links.review_token(review, attendance)])


def test_those_who_came_are_asked_once(meeting, review):
    make_present(meeting, "Sans adresse", email="")
    make_present(meeting, "Absente", checked_in_at=None)
    late = make_present(meeting, "Notée après")
    actions.open_review(meeting=meeting, actor=None)
    assert Message.objects.filter(kind="minutes.please_review").count() == 7
    assert late.email in Message.objects.order_by("-pk")[0].to
    assert "attestations/" in Message.objects.order_by("-pk")[0].text
    assert Entry.objects.filter(verb="minutes.open_review").count() == 1


def test_nobody_is_asked_too_early_or_about_an_empty_room(club):
    with pytest.raises(Refusal) as refusal:
        actions.open_review(meeting=make_held(club, days_ago=-3), actor=None)
    assert refusal.value.code == "not_over"
    with pytest.raises(Refusal) as refusal:
        actions.open_review(meeting=make_held(club), actor=None)
    assert refusal.value.code == "nobody"


def test_opening_the_link_does_nothing_and_posting_answers_once(client, review):
    url = url_of(review)
    assert client.get(url).status_code == 200
    assert not ReviewAnswer.objects.exists()
    assert client.post(url, ANSWER).url == url
    assert "votre avis est arrivé" in client.get(url).content.decode()
    client.post(url, ANSWER)
    assert ReviewAnswer.objects.count() == 1
    with pytest.raises(Refusal) as refusal:
        actions.answer_review(invitation=review.invitations.get(answered=True), **ANSWER)
    assert refusal.value.code == "answered"


def test_a_link_that_is_bent_or_of_another_club_opens_nothing(client, review):
    url = url_of(review)
    assert client.get(url[:-2] + ("a/" if url[-2] != "a" else "b/")).status_code == 404
    assert client.get(url.replace(f"/avis/{links.int_to_base36(review.pk)}-", "/avis/zz-")).status_code == 404
    make_club("ailleurs")
    assert client.get(url.replace("/ici/", "/ailleurs/")).status_code == 404


def test_what_is_out_of_the_scale_is_said_and_nothing_is_lost(client, review):
    response = client.post(url_of(review), ANSWER | {"desire": "11", "words": "Je reviens."})
    assert response.status_code == 200
    assert "Je reviens." in response.content.decode()
    assert not ReviewInvitation.objects.filter(answered=True).exists()
    with pytest.raises(Refusal) as refusal:
        actions.answer_review(invitation=review.invitations.first(), **ANSWER | {"useful": 9})
    assert refusal.value.code == "out_of_scale"


def test_a_closed_review_takes_no_answer(client, review):
    Review.objects.update(closes_on=localdate() - timedelta(days=1))
    response = client.post(url_of(review), ANSWER)
    assert response.status_code == 409
    assert "clos" in response.content.decode()


def test_an_answer_is_nobodys(review):
    """Nothing in the row of an answer says who or when, and nothing else keeps the moment."""
    answer(review, 1)
    names = {field.name for field in ReviewAnswer._meta.get_fields()}
    assert names == {"id", "club", "review", "useful", "organised", "met", "desire", "will_do", "words"}
    assert {field.name for field in ReviewInvitation._meta.get_fields()} == {
        "id", "club", "review", "attendance", "answered"
    }  # fmt: skip
    assert not Entry.objects.filter(verb__contains="answer").exists()


def test_nothing_is_shown_below_five(client, club, meeting, review):
    client.force_login(make_organiser(club))
    answer(review, 4)
    results = queries.results_of(review)
    assert (results.count, results.enough, results.words, results.average_desire) == (4, False, [], 0)
    page = client.get(reverse("minutes:after", args=["ici", meeting.pk])).content.decode()
    assert "à partir de cinq" in page
    assert "Mot 0" not in page
    answer(review, 1, words="Le cinquième", desire=3)
    results = queries.results_of(review)
    assert results.enough
    assert dict(results.desire)["8"] == 4
    assert results.average_desire == 7
    assert sorted(results.words) == ["Le cinquième", "Mot 0", "Mot 1", "Mot 2", "Mot 3"]
    assert "Le cinquième" in client.get(reverse("minutes:after", args=["ici", meeting.pk])).content.decode()


def test_free_words_do_not_come_in_the_order_of_the_answers(club):
    """Keys are random: over several reviews the order of words is not always that of arrival."""
    orders = set()
    for _number in range(6):
        meeting = make_held(club)
        for rank in range(5):
            make_present(meeting, f"Personne {rank}")
        review = actions.open_review(meeting=meeting, actor=None)
        answer(review, 5)
        orders.add(tuple(queries.results_of(review).words))
    assert len(orders) > 1


def test_the_wish_to_work_together_is_followed(club, review):
    answer(review, 5)
    earlier = make_held(club, days_ago=90)
    make_present(earlier, "Seule")
    answer(actions.open_review(meeting=earlier, actor=None), 1)
    labels, averages = queries.desire_over_time(club)
    assert len(labels) == 1
    assert averages == [8]


def test_the_worker_asks_then_reminds_once(club, meeting):
    make_present(meeting, "Nadia")
    make_present(meeting, "Karim")
    today = localdate()
    actions.open_due_reviews(today)
    actions.open_due_reviews(today)
    assert Message.objects.filter(kind="minutes.please_review").count() == 2
    actions.answer_review(invitation=ReviewInvitation.objects.first(), **ANSWER)
    for _again in range(2):
        actions.open_due_reviews(today + timedelta(days=6))
    assert Message.objects.filter(kind="minutes.please_review").count() == 3


def test_a_closed_account_leaves_the_register(meeting):
    nadia = make_user(name="Nadia")
    make_present(meeting, "Nadia", user=nadia)
    actions.open_review(meeting=meeting, actor=None)
    forget_person["minutes"](nadia)
    assert not ReviewInvitation.objects.exists()


def test_certificates_are_checked_by_their_code(client, club, meeting):
    came = make_present(meeting, "Nadia Benali")
    absent = make_present(meeting, "Absente", checked_in_at=None)
    page = client.get(reverse("minutes:certificate", args=["ici", links.certificate_code(came)]))
    assert "Nadia Benali" in page.content.decode()
    pdf = client.get(reverse("minutes:certificate_pdf", args=["ici", links.certificate_code(came)]))
    assert pdf.content.startswith(b"%PDF-")
    wrong = links.certificate_code(came)[:-1] + "9"
    for code in (links.certificate_code(absent), wrong, "zz", "é", links.certificate_code(came).partition("-")[0]):
        assert client.get(reverse("minutes:certificate", args=["ici", code])).status_code == 404, code
    make_club("ailleurs")
    elsewhere = reverse("minutes:certificate", args=["ailleurs", links.certificate_code(came)])
    assert client.get(elsewhere).status_code == 404


def test_a_speaker_is_thanked_once_in_the_organisers_words(client, club, meeting, review):
    organiser = make_organiser(club)
    client.force_login(organiser)
    speaker = Speaker.objects.create(club=club, name="Aïcha Morel", email="aicha@example.org")
    talk = Talk.objects.create(club=club, meeting=meeting, speaker=speaker, subject="La commande publique")
    answer(review, 5)
    url = reverse("minutes:thank", args=["ici", meeting.pk, talk.pk])
    page = client.get(url).content.decode()
    assert "La commande publique" in page
    assert "Acte 0" in page
    assert client.post(url, {"words": " "}).status_code == 200
    client.post(url, {"words": "Merci Aïcha, c'était clair."})
    message = Message.objects.get(kind="minutes.thanks")
    assert (message.to, message.reply_to) == ("aicha@example.org", organiser.email)
    assert message.text.startswith("Merci Aïcha")
    with pytest.raises(Refusal) as refusal:
        actions.thank_speaker(talk=talk, words="Encore", actor=organiser)
    assert refusal.value.code == "thanked"


def test_a_speaker_without_address_is_thanked_aloud(club, meeting):
    speaker = Speaker.objects.create(club=club, name="Aïcha Morel")
    talk = Talk.objects.create(club=club, meeting=meeting, speaker=speaker, subject="La commande publique")
    with pytest.raises(Refusal) as refusal:
        actions.thank_speaker(talk=talk, words="Merci", actor=make_organiser(club))
    assert refusal.value.code == "no_address"

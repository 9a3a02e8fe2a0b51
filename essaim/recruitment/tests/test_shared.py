"""Needs, combinations found, answered, agreed, hired."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.clubs.tests.test_concurrency import at_once
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality
from tests.helpers.queries import assert_same_queries

from ..actions import needs as need_actions
from ..actions import posts as actions
from ..engine.problem import SLOTS
from ..models import JobNeed, SharedPart, SharedPost
from ..words import week
from .factories import a_member, make_need, need_values, user_of

pytestmark = pytest.mark.django_db
MORNINGS = sum(1 << 2 * day for day in range(5))


def url(name, club, *arguments):
    return reverse(f"recruitment:{name}", args=[club.slug, *arguments])


@pytest.fixture
def pair(brouette, velos):
    """Two needs that make a full time."""
    return make_need(brouette), make_need(velos)


@pytest.fixture
def post(club, pair):
    actions.look(club=club)
    return SharedPost.objects.get()


def say(post, organization, word, note=""):
    return actions.answer(post=post, organization=organization, user=user_of(organization), say=word, note=note)


def test_found_told_and_explained(client, club, brouette, post):
    assert post.state == "proposed"
    assert sorted(Message.objects.filter(kind="recruitment.post").values_list("to", flat=True)) == [
        "karim@example.org", "odile@example.org",
    ]  # fmt: skip
    assert "35 h par semaine, 2 employeurs." in Message.objects.first().text
    actions.look(club=club)  # again: nothing new, nobody told twice
    assert SharedPost.objects.get().pk == post.pk
    assert Message.objects.count() == 2
    client.force_login(user_of(brouette))
    page = client.get(url("shared", club)).content.decode()
    assert "C’est un temps plein." in page
    assert "Proposé" in page


def test_all_agree_then_the_forms_are_compared_then_someone_is_hired(client, club, brouette, velos, post):
    client.force_login(user_of(brouette))
    client.post(url("answer", club, post.pk), {"say": "yes", "note": "Plutôt le lundi."})
    post.refresh_from_db()
    assert post.state == "discussed"
    client.force_login(user_of(velos))
    page = client.get(post.get_absolute_url()).content.decode()
    assert "Plutôt le lundi." in page
    assert "22\u00a0€" in page
    client.post(url("answer", club, post.pk), {"say": "yes"})
    post.refresh_from_db()
    assert post.state == "agreed"
    assert Message.objects.filter(kind="recruitment.agreed").count() == 2
    page = client.get(url("compare", club, post.pk)).content.decode()
    assert "Ceci n’est pas un conseil juridique" in page
    assert "L8241-2" in page
    page = client.get(url("compare", club, post.pk), {"wage": "20", "charges": "40"}).content.decode()
    assert 'value="20"' in page
    client.post(url("choose_form", club, post.pk), {"forme": "group"})
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"form": "group", "hired_on": tomorrow.isoformat(), "outcome": "Nora commence."}
    page = client.post(url("hire", club, post.pk), data).content.decode()
    assert "Ce jour est à venir" in page
    assert "Nora commence." in page
    client.post(url("hire", club, post.pk), data | {"hired_on": timezone.localdate().isoformat()})
    post.refresh_from_db()
    assert (post.state, post.form, post.outcome) == ("hired", "group", "Nora commence.")
    assert set(JobNeed.objects.values_list("state", flat=True)) == {"met"}


def test_a_no_ends_it_and_it_is_not_proposed_again(club, brouette, velos, post):
    say(post, brouette, "yes")
    say(post, velos, "no")
    post.refresh_from_db()
    assert (post.state, post.outcome) == ("given_up", "Les Vélos du Canal ne peut pas.")
    assert Message.objects.filter(kind="recruitment.given_up").get().to == "odile@example.org"
    actions.look(club=club)
    assert SharedPost.objects.count() == 1
    third = a_member(club, "Zinc", "zoe@example.org")
    make_need(third)
    actions.look(club=club)
    assert SharedPost.objects.filter(state="proposed").count() == 1


def test_maybe_is_no_agreement(brouette, velos, post):
    say(post, brouette, "yes")
    assert say(post, velos, "maybe").state == "discussed"
    with pytest.raises(Refusal) as caught:
        actions.hire(post=post, user=user_of(velos), hired_on=timezone.localdate(), form="loan")
    assert caught.value.code == "settled"
    assert say(post, velos, "yes").state == "agreed"


def test_another_combination_takes_the_place(club, brouette, velos, pair):
    third = a_member(club, "Zinc", "zoe@example.org")
    make_need(third, least=15 * 60, most=15 * 60)
    actions.look(club=club)
    kept = SharedPost.objects.get(state="proposed")
    other = SharedPost.objects.filter(state="another").first()
    actions.choose(post=other, user=user_of(brouette))
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.state, other.state) == ("another", "proposed")
    say(other, other.parts.first().need.organization, "maybe")
    with pytest.raises(Refusal) as caught:
        actions.choose(post=kept, user=user_of(brouette))
    assert caught.value.code == "bound"


def test_who_is_not_concerned(client, club, post):
    stranger = a_member(club, "Zinc", "zoe@example.org")
    client.force_login(user_of(stranger))
    page = client.get(post.get_absolute_url()).content.decode()
    assert "22\u00a0€" not in page
    assert client.post(url("answer", club, post.pk), {"say": "yes"}).status_code == 404
    assert client.get(url("compare", club, post.pk)).status_code == 404
    assert client.post(url("give_up", club, post.pk)).status_code == 404
    with pytest.raises(Refusal) as caught:
        say(post, stranger, "yes")
    assert caught.value.code == "not_concerned"
    organiser = make_organiser(club)
    client.force_login(organiser)
    client.post(url("answer", club, post.pk), {"say": "yes"})
    assert not SharedPart.objects.exclude(answer="").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occupation": ""}, "occupation"),
        ({"occupation": "Z9999"}, "occupation"),
        ({"least": 0, "most": 0}, "least"),
        ({"least": 10, "most": 5}, "most"),
        ({"most": 49 * 60}, "most"),
        ({"slots": 0}, "slots"),
        ({"slots": 1}, "slots"),
        ({"municipality": None}, "municipality"),
        ({"starts_on": timezone.localdate(), "starts_by": timezone.localdate() - timedelta(days=1)}, "starts_by"),
        ({"until": timezone.localdate() - timedelta(days=1)}, "until"),
    ],
)
def test_needs_refused(brouette, changes, field):
    with pytest.raises(Refusal) as caught:
        make_need(brouette, **changes)
    assert caught.value.field == field


def test_typed_in_a_form(client, club, brouette):
    make_municipality()
    client.force_login(user_of(brouette))
    data = {"occupation": "Aide-comptable", "least": "8", "most": "10,5", "municipality": "Béthune", "words": "Paie."}
    page = client.post(url("state_need", club), data).content.decode()
    assert "Paie." in page
    assert not JobNeed.objects.exists()
    client.post(url("state_need", club), data | {"slots": ["0", "1", "11"], "hourly_budget": "21,50"})
    need = JobNeed.objects.get()
    assert (need.least, need.most, need.slots, need.hourly_budget) == (480, 630, 1 + 2 + (1 << 11), 2150)
    assert need.occupation_code == "M1203"


def test_a_need_is_taken_back(client, club, brouette, velos, pair, post):
    client.force_login(user_of(velos))
    assert client.post(url("withdraw_need", club, pair[0].pk)).status_code == 404
    client.post(url("withdraw_need", club, pair[1].pk))
    assert not SharedPost.objects.exists()
    with pytest.raises(Refusal) as caught:
        say(post, brouette, "yes")
    assert caught.value.code == "gone"


def test_a_need_under_discussion_is_not_taken_back(brouette, pair, post):
    say(post, brouette, "yes")
    with pytest.raises(Refusal) as caught:
        need_actions.withdraw_need(need=pair[0], user=user_of(brouette))
    assert caught.value.code == "bound"


def test_needs_whose_day_has_passed_look_for_nobody(club, pair, post):
    today = max(need.until for need in pair) + timedelta(days=1)
    assert need_actions.expire_needs(today) == 2
    assert not SharedPost.objects.exists()
    actions.look_everywhere(today)
    assert not SharedPost.objects.exists()


def test_the_database_holds_one_live_post_for_a_need(club, pair, post):
    other = SharedPost.objects.create(club=club, key="x", occupation="x", state="proposed")
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedPart.objects.create(club=club, post=other, need=pair[0], minutes=60, slots=1)


def test_another_club_sees_nothing(client, club, post):
    elsewhere = make_club("ailleurs")
    stranger = a_member(elsewhere, "Loin", "loin@example.org")
    client.force_login(user_of(stranger))
    assert client.get(post.get_absolute_url()).status_code == 404
    assert client.get(url("post", elsewhere, post.pk)).status_code == 404


def test_the_page_costs_the_same(client, club, brouette):
    client.force_login(user_of(brouette))
    numbers = iter(range(100))

    def more(count):
        for _ in range(count):
            member = a_member(club, f"N{(number := next(numbers))}", f"n{number}@example.org")
            need = make_need(member, least=10 * 60, most=10 * 60)
            post = SharedPost.objects.create(club=club, key=str(need.pk), occupation="Aide-comptable")
            SharedPart.objects.create(club=club, post=post, need=need, minutes=600, slots=7)

    assert_same_queries(client, url("shared", club), more)


def test_days_in_words():
    assert week(0b111111) == "du lundi au mercredi"
    assert week(0b1111) == "lundi et mardi"
    assert week(0b100111) == "lundi, mardi matin, mercredi après-midi"
    assert week((1 << SLOTS) - 1) == "du lundi au samedi"


@pytest.mark.django_db(transaction=True)
def test_eight_searches_at_once_propose_each_need_once(club, brouette, velos):
    make_need(brouette)
    make_need(velos)
    at_once(lambda _n: actions.look(club=club), range(8))
    live = list(SharedPart.objects.filter(live=True).values_list("need", flat=True))
    assert len(live) == len(set(live)) == 2
    assert need_values()["least"] == 960

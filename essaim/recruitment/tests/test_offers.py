"""Offers: published, read by everybody, closed by themselves, filled."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_user
from tests.helpers.queries import assert_same_queries

from ..actions import offers as actions
from ..models import Offer
from .factories import a_member, make_offer, offer_values, user_of

pytestmark = pytest.mark.django_db
REQUIRED = {"title", "description", "datePosted", "validThrough", "hiringOrganization", "jobLocation", "employmentType"}


def url(name, club, *arguments):
    return reverse(f"recruitment:{name}", args=[club.slug, *arguments])


def posted(**changes):
    until = timezone.localdate() + timedelta(days=30)
    return {
        "title": "Aide-comptable", "contract": "permanent", "weekly_minutes": "17 h 30", "pay_least": "1 000",
        "pay_most": "", "pay_period": "month", "municipality": "Béthune", "remote": "no",
        "description": "Tenir les comptes.", "apply_email": "a@example.org", "until": until.isoformat(),
    } | changes  # fmt: skip


def json_ld(page: str) -> dict:
    return json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])


def test_published_in_a_form_and_read_by_a_visitor(client, club, brouette):
    make_municipality()
    client.force_login(user_of(brouette))
    answer = client.post(url("publish", club), posted())
    offer = Offer.objects.get()
    assert answer.url == offer.get_absolute_url()
    assert (offer.occupation_code, offer.weekly_minutes, offer.pay_least) == ("M1203", 1050, 100_000)
    client.logout()
    page = client.get(offer.get_absolute_url()).content.decode()
    data = json_ld(page)
    assert data.keys() >= REQUIRED
    assert data["baseSalary"]["value"] == {"@type": "QuantitativeValue", "unitText": "MONTH", "value": 1000.0}
    assert data["jobLocation"]["address"]["addressLocality"] == "Béthune"
    assert data["employmentType"] == ["PART_TIME"]
    assert "Aide-comptable" in client.get(url("index", club)).content.decode()


def test_feeds(client, club, brouette):
    offer = make_offer(brouette)
    atom = client.get(url("atom", club))
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert f"<id>http://127.0.0.1:8000{offer.get_absolute_url()}</id>" in atom.content.decode()
    feed = client.get(url("json_feed", club)).json()
    assert feed["version"].endswith("1.1")
    assert feed["items"][0]["_job_posting"]["title"] == offer.title


def test_a_script_in_the_description_runs_nowhere(client, club, brouette):
    offer = make_offer(brouette, title="</script><b>", description="<script>alert(1)</script> [x](javascript:alert(1))")
    page = client.get(offer.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "</script><b>" not in page
    assert json_ld(page)["title"] == "</script><b>"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"description": ""}, "description"),
        ({"occupation": "Z9999"}, "occupation"),
        ({"weekly_minutes": 0}, "weekly_minutes"),
        ({"weekly_minutes": 49 * 60}, "weekly_minutes"),
        ({"pay_least": 3, "pay_most": 2}, "pay_most"),
        ({"pay_least": None}, "pay_least"),
        ({"municipality": None}, "municipality"),
        ({"apply_email": ""}, "apply_email"),
        ({"until": timezone.localdate() - timedelta(days=1)}, "until"),
        ({"until": timezone.localdate() + timedelta(days=400)}, "until"),
    ],
)
def test_refused(brouette, changes, field):
    with pytest.raises(Refusal) as caught:
        make_offer(brouette, **changes)
    assert caught.value.field == field
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"municipality": "Nulle-Part"}, "Nulle-Part"),
        ({"occupation": "Z9999"}, "Z9999"),
        ({"weekly_minutes": "beaucoup"}, "17,5"),
        ({"until": "2020-01-01"}, "Cette date est passée"),
        ({"pay_least": "1e400"}, "montant"),
    ],
)
def test_what_is_typed_is_never_lost(client, club, brouette, changes, sentence):
    make_municipality()
    client.force_login(user_of(brouette))
    page = client.post(url("publish", club), posted(**changes)).content.decode()
    assert sentence in page
    assert "Tenir les comptes." in page
    assert not Offer.objects.exists()


def test_nearest_first_and_within_a_distance(client, club, brouette):
    bethune, arras = make_municipality(), make_municipality("62041", "Arras", latitude=50.291, longitude=2.777)
    make_offer(brouette, title="Loin", municipality=arras)
    make_offer(brouette, title="Près", municipality=bethune)
    page = client.get(url("index", club), {"commune": "Béthune"}).content.decode()
    assert page.index("Près") < page.index("Loin")
    page = client.get(url("index", club), {"commune": "Béthune", "rayon": "10"}).content.decode()
    assert "Loin" not in page
    assert "Nous ne trouvons pas" in client.get(url("index", club), {"commune": "Zzz"}).content.decode()


def test_closes_by_itself_then_asks_once(client, club, brouette):
    offer = make_offer(brouette)
    day = offer.until + timedelta(days=1)
    Offer.objects.filter(pk=offer.pk).update(
        until=timezone.localdate() - timedelta(days=1), published_on=offer.created_at.date() - timedelta(days=20)
    )
    assert offer.title not in client.get(url("index", club)).content.decode()  # before any task
    page = client.get(offer.get_absolute_url()).content.decode()
    assert "On ne peut plus répondre" in page
    assert "ld+json" not in page
    assert actions.close_past(day) == 1
    assert actions.close_past(day) == 0
    message = Message.objects.get(kind="recruitment.filled")
    assert message.to == "odile@example.org"
    client.force_login(user_of(brouette))
    client.post(url("fill", club, offer.pk), {"through": "candidate"})
    offer.refresh_from_db()
    assert (offer.state, offer.filled_through) == ("filled", "candidate")
    again = timezone.localdate() + timedelta(days=10)
    client.post(url("reopen", club, offer.pk), {"until": again.isoformat()})
    offer.refresh_from_db()
    assert (offer.state, offer.filled_through, offer.until) == ("open", "", again)


def test_nobody_says_how(client, club, brouette):
    offer = make_offer(brouette)
    client.force_login(user_of(brouette))
    assert "Comment avez-vous trouvé" in client.post(url("fill", club, offer.pk), {}).content.decode()
    with pytest.raises(Refusal):
        actions.fill(offer=offer, user=user_of(brouette), through="")


def test_closed_twice(brouette):
    offer = make_offer(brouette)
    actions.withdraw(offer=offer, user=user_of(brouette))
    with pytest.raises(Refusal) as caught:
        actions.fill(offer=offer, user=user_of(brouette), through="offer")
    assert caught.value.code == "settled"
    with pytest.raises(Refusal):
        actions.update(offer=offer, user=user_of(brouette), **offer_values())


def test_only_its_own_people_and_organisers_change_it(client, club, brouette, velos):
    offer = make_offer(brouette)
    client.force_login(user_of(velos))
    assert client.get(url("edit_offer", club, offer.pk)).status_code == 404
    assert client.post(url("withdraw_offer", club, offer.pk)).status_code == 404
    client.force_login(make_organiser(club))
    assert client.get(url("edit_offer", club, offer.pk)).status_code == 200
    client.post(url("withdraw_offer", club, offer.pk))
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


def test_another_club_does_not_have_it(client, brouette):
    offer = make_offer(brouette)
    assert client.get(url("offer", make_club("ailleurs"), offer.pk)).status_code == 404


def test_nobody_publishes_for_another(client, club, brouette, velos):
    make_municipality()
    client.force_login(user_of(brouette))
    client.post(url("publish", club), posted(organization=velos.pk))
    assert Offer.objects.get().organization == brouette
    client.force_login(make_user())
    assert client.get(url("publish", club)).status_code == 404


def test_on_the_page_of_the_organization(client, brouette):
    offer = make_offer(brouette)
    assert offer.title in client.get(brouette.get_absolute_url()).content.decode()


def test_the_database_holds(brouette):
    offer = make_offer(brouette)
    for values in ({"state": "filled"}, {"pay_least": 5, "pay_most": 1}, {"apply_email": ""}, {"weekly_minutes": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.filter(pk=offer.pk).update(**values)


def test_the_list_costs_the_same(client, club, brouette):
    client.force_login(user_of(brouette))
    made = iter(range(100))

    def more(count):
        for _ in range(count):
            number = next(made)
            make_offer(a_member(club, f"Structure {number}", f"n{number}@example.org"), title=f"Offre {number}")

    assert_same_queries(client, url("index", club), more)
    assert_same_queries(client, url("json_feed", club), more)


def test_found_by_its_words(client, club, brouette):
    make_offer(brouette, title="Aide-comptable", occupation="Aide-comptable", description="Tenir la caisse du marché.")
    gone = make_offer(brouette, title="Cuisinière", occupation="Cuisinière", description="Cent repas.")
    for typed, name in (("comptabilite", "Aide-comptable"), ("repas", "Cuisinière"), ("marche", "Aide-comptable")):
        page = client.get(url("index", club), {"q": typed}).content.decode()
        assert name in page.split("card-link")[1], typed
    actions.withdraw(offer=gone, user=user_of(brouette))
    assert gone.get_absolute_url() not in client.get(url("index", club), {"q": "repas"}).content.decode()
    assert "Aucune offre" in client.get(url("index", make_club("ailleurs")), {"q": "comptable"}).content.decode()

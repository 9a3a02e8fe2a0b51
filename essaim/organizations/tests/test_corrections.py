"""Corrections: anybody suggests, those who keep the page answer."""

import pytest
from django.urls import reverse

from essaim.kernel.errors import Refusal
from essaim.organizations import actions
from essaim.organizations.actions import corrections
from essaim.organizations.enums import CorrectionState
from essaim.organizations.models import Correction

from .factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return make_organization(phone="03 21 00 00 00")


@pytest.fixture
def keeper(organization):
    keeper = make_user("odile@example.org", name="Odile Fruchart")
    make_representation(organization, keeper)
    return keeper


def suggested(organization, **values) -> Correction:
    return actions.suggest_correction(
        organization=organization, **({"field": "phone", "text": "03 21 99 99 99", "email": "v@example.org"} | values)
    )


def test_a_visitor_suggests_and_the_keeper_is_told(client, organization, keeper, told):
    address = reverse("organizations:correct", args=[organization.pk])
    data = {"field": "phone", "text": "03 21 99 99 99", "name": "Une voisine", "email": "v@example.org"}
    assert client.post(address, data).status_code == 302
    correction = organization.corrections.get()
    assert (correction.state, correction.name, correction.author) == (CorrectionState.OPEN, "Une voisine", None)
    assert [mail["to"] for mail in told["mail_requested"]] == ["odile@example.org"]
    assert "03 21 99 99 99" in told["mail_requested"][0]["text"]


def test_the_operator_is_told_when_nobody_keeps_the_page(organization, told):
    make_user("op@example.org", is_operator=True, language="en")
    suggested(organization)
    mail = told["mail_requested"][0]
    assert (mail["to"], mail["language"]) == ("op@example.org", "en")
    assert "A correction suggested" in mail["subject"]
    assert "/en/structures/" in mail["text"]


def test_a_robot_is_thanked_and_forgotten(client, organization):
    data = {"field": "phone", "text": "Achetez", "website": "https://spam.example"}
    assert client.post(reverse("organizations:correct", args=[organization.pk]), data).status_code == 302
    assert not organization.corrections.exists()


def test_nothing_typed_is_lost(client, organization):
    data = {"field": "", "text": "Le numéro a changé", "email": "pas une adresse"}
    page = client.post(reverse("organizations:correct", args=[organization.pk]), data).content.decode()
    assert "Le numéro a changé" in page
    assert 'value="pas une adresse"' in page


def test_an_unread_page_does_not_fill_the_database(organization):
    for _number in range(corrections.MOST_OPEN):
        suggested(organization)
    with pytest.raises(Refusal) as refusal:
        suggested(organization)
    assert refusal.value.code == "too_many"


def test_the_keeper_takes_the_text(client, organization, keeper, told):
    correction = suggested(organization)
    client.force_login(keeper)
    asked = reverse("organizations:asked", args=[organization.pk])
    assert "03 21 99 99 99" in client.get(asked).content.decode()
    address = reverse("organizations:settle_correction", args=[organization.pk, correction.pk])
    client.post(address, {"verb": "take", "answer": "Bien vu."})
    organization.refresh_from_db()
    correction.refresh_from_db()
    assert organization.phone == "03 21 99 99 99"
    assert (correction.state, correction.settled_by) == (CorrectionState.APPLIED, keeper)
    answer = told["mail_requested"][-1]
    assert answer["to"] == "v@example.org"
    assert "Bien vu." in answer["text"]


def test_a_text_that_the_column_refuses_leaves_all_as_it_was(client, organization, keeper):
    correction = suggested(organization, field="email", text="pas une adresse")
    client.force_login(keeper)
    client.post(reverse("organizations:settle_correction", args=[organization.pk, correction.pk]), {"verb": "take"})
    correction.refresh_from_db()
    assert correction.state == CorrectionState.OPEN


def test_an_address_is_corrected_by_hand(organization, keeper):
    correction = suggested(organization, field="address", text="9 rue Neuve")
    with pytest.raises(Refusal) as refusal:
        actions.apply_correction(correction=correction, actor=keeper, take=True)
    assert refusal.value.code == "by_hand"
    actions.apply_correction(correction=correction, actor=keeper)
    correction.refresh_from_db()
    assert correction.state == CorrectionState.APPLIED


def test_settled_once(organization, keeper):
    correction = suggested(organization)
    actions.decline_correction(correction=correction, actor=keeper)
    with pytest.raises(Refusal) as refusal:
        actions.apply_correction(correction=correction, actor=keeper, take=True)
    assert refusal.value.code == "settled"
    organization.refresh_from_db()
    assert organization.phone == "03 21 00 00 00"


def test_a_correction_is_settled_under_its_own_page(client, keeper, organization):
    other = make_organization("Une autre")
    correction = suggested(other)
    client.force_login(keeper)
    address = reverse("organizations:settle_correction", args=[organization.pk, correction.pk])
    assert client.post(address, {"verb": "take"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same(client, organization, keeper, rows, django_assert_num_queries):
    for _number in range(rows):
        suggested(organization, author=make_user())
    client.force_login(keeper)
    with django_assert_num_queries(7):
        client.get(reverse("organizations:asked", args=[organization.pk]))

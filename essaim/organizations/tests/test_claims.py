"""Keeping the page of one's own organization."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from essaim.kernel.errors import Refusal
from essaim.organizations import access, actions
from essaim.organizations.enums import CLAIM_MOVES, ClaimState
from essaim.organizations.models import PageClaim

from .factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return make_organization(email="contact@brouette.example")


def code_in(told) -> str:
    return re.search(r"\b\d{6}\b", told["mail_requested"][-1]["text"])[0]


def test_a_code_read_at_the_organizations_address_gives_the_page(client, organization, told):
    user = make_user("odile@example.org", name="Odile Fruchart")
    client.force_login(user)
    address = reverse("organizations:claim", args=[organization.pk])
    assert client.post(address, {"role": "directrice"}).status_code == 302
    mail = told["mail_requested"][-1]
    assert mail["to"] == "contact@brouette.example"
    claim = organization.claims.get()
    assert claim.state == ClaimState.CODE_SENT
    assert code_in(told) not in claim.code_digest, "the database does not hold the code"
    assert "Un code est parti" in client.get(address).content.decode()
    client.post(reverse("organizations:prove_claim", args=[organization.pk]), {"code": code_in(told)})
    person = organization.representations.get()
    assert (person.user, person.role, person.kind) == (user, "directrice", "representative")
    assert access.can_edit(user, organization)
    claim.refresh_from_db()
    assert (claim.state, claim.code_digest) == (ClaimState.ACCEPTED, "")


def test_five_wrong_codes_and_a_person_decides(organization, told):
    make_user("op@example.org", is_operator=True)
    claim = actions.claim_page(organization=organization, user=make_user(), role="salarié")
    right = code_in(told)
    wrong = "000000" if right != "000000" else "111111"
    codes = []
    for _try in range(5):
        with pytest.raises(Refusal) as refusal:
            actions.prove_claim(claim=claim, code=wrong)
        codes.append(refusal.value.code)
    assert codes == ["wrong_code"] * 4 + ["no_try_left"]
    claim.refresh_from_db()
    assert claim.state == ClaimState.TO_REVIEW
    assert told["mail_requested"][-1]["to"] == "op@example.org"
    with pytest.raises(Refusal):
        actions.prove_claim(claim=claim, code=right)
    assert not organization.representations.exists()


def test_a_code_lasts_a_day(organization, told):
    claim = actions.claim_page(organization=organization, user=make_user(), role="salarié")
    PageClaim.objects.update(code_sent_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(Refusal) as refusal:
        actions.prove_claim(claim=claim, code=code_in(told))
    assert refusal.value.code == "expired"
    claim.refresh_from_db()
    assert claim.state == ClaimState.TO_REVIEW


def test_a_page_that_someone_keeps_is_not_given_by_code(organization, told):
    keeper = make_user("odile@example.org")
    make_representation(organization, keeper)
    claim = actions.claim_page(organization=organization, user=make_user(), role="salarié")
    assert claim.state == ClaimState.TO_REVIEW
    assert [mail["to"] for mail in told["mail_requested"]] == ["odile@example.org"]


def test_without_an_address_a_person_decides(client, told):
    organization = make_organization()
    operator = make_user("op@example.org", is_operator=True)
    user = make_user("yvon@example.org", language="en")
    claim = actions.claim_page(organization=organization, user=user, role="salarié", message="Bonjour")
    client.force_login(operator)
    client.post(reverse("organizations:settle_claim", args=[organization.pk, claim.pk]), {"verb": "accept"})
    assert organization.representations.get().user == user
    mail = told["mail_requested"][-1]
    assert (mail["to"], mail["language"]) == ("yvon@example.org", "en")


def test_declined_with_a_word_then_asked_again(client, organization):
    organization.email = ""
    organization.save()
    user = make_user()
    claim = actions.claim_page(organization=organization, user=user, role="salarié")
    actions.decline_claim(claim=claim, actor=make_user(is_operator=True), answer="Écrivez-nous d'abord.")
    client.force_login(user)
    page = client.get(reverse("organizations:claim", args=[organization.pk])).content.decode()
    assert "Écrivez-nous d’abord." in page
    assert actions.claim_page(organization=organization, user=user, role="salarié").state == ClaimState.TO_REVIEW


def test_asked_once_at_a_time(organization):
    user = make_user()
    actions.claim_page(organization=organization, user=user, role="salarié")
    with pytest.raises(Refusal) as refusal:
        actions.claim_page(organization=organization, user=user, role="salarié")
    assert refusal.value.code == "already_asked"


def test_ten_claims_a_day_are_enough():
    user = make_user()
    for number in range(10):
        actions.claim_page(organization=make_organization(f"Structure {number}"), user=user, role="x")
    with pytest.raises(Refusal) as refusal:
        actions.claim_page(organization=make_organization(), user=user, role="x")
    assert refusal.value.code == "too_many"


def test_one_sees_and_uses_only_ones_own_claim(client, organization, told):
    actions.claim_page(organization=organization, user=make_user(), role="salarié")
    client.force_login(make_user())
    address = reverse("organizations:prove_claim", args=[organization.pk])
    assert client.post(address, {"code": code_in(told)}).status_code == 404


def test_withdrawn(client, organization):
    user = make_user()
    claim = actions.claim_page(organization=organization, user=user, role="salarié")
    client.force_login(user)
    client.post(reverse("organizations:withdraw_claim", args=[organization.pk]))
    claim.refresh_from_db()
    assert claim.state == ClaimState.WITHDRAWN


@pytest.mark.parametrize("state", [ClaimState.ACCEPTED, ClaimState.DECLINED, ClaimState.WITHDRAWN])
def test_what_is_settled_stays(organization, state):
    claim = actions.claim_page(organization=organization, user=make_user(), role="salarié")
    PageClaim.objects.update(state=state)
    assert not any(origin == state for origin, _verb in CLAIM_MOVES)
    with pytest.raises(Refusal):
        actions.accept_claim(claim=claim, actor=None)
    assert not organization.representations.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_tries_at_once_count_as_eight(organization, told):
    claim = actions.claim_page(organization=organization, user=make_user(), role="salarié")
    right = code_in(told)

    def guess(number: int) -> str:
        try:
            actions.prove_claim(claim=claim, code=f"{(int(right) + number + 1) % 10**6:06}")
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(guess, range(8)))
    assert outcomes == ["no_try_left"] + ["settled"] * 3 + ["wrong_code"] * 4

"""Coming in: by password, by code, by invitation; back to where one was; and nothing written by looking."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.accounts.actions import create_person
from essaim.accounts.models import User
from essaim.mail.models import Message

from .factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def last_code() -> str:
    return re.search(r"\d{4}-\d{4}", Message.objects.latest("pk").text)[0]


def test_password_and_back_to_where_one_was(client):
    user = make_user()
    wanted = reverse("accounts:edit")
    login = client.get(wanted).url
    assert f"next={wanted}" in login
    response = client.post(login, {"login": user.email, "password": PASSWORD, "next": wanted})
    assert response.url == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_next_never_leads_elsewhere(client, elsewhere):
    user = make_user()
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": elsewhere})
    assert response.url == reverse("all_clubs:come_in")


def test_code_spaces_or_not(client):
    user = make_user(password=None)
    client.post(reverse("account_request_login_code"), {"email": user.email})
    response = client.post(reverse("account_confirm_login_code"), {"code": last_code().replace("-", " ")})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_first_code_verifies_the_address_of_an_invited_person(client):
    person = create_person(email="animatrice@example.org", name="Odile")
    client.post(reverse("account_request_login_code"), {"email": "Animatrice@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.get(user=person).verified


def test_three_wrong_codes_and_the_right_one_no_longer_opens(client):
    user = make_user()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    right = last_code()
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    page = client.post(reverse("account_confirm_login_code"), {"code": wrong})
    assert "Ce n’est pas ce code" in page.content.decode()
    for _try in range(2):
        client.post(reverse("account_confirm_login_code"), {"code": wrong})
    client.post(reverse("account_confirm_login_code"), {"code": right})
    assert "_auth_user_id" not in client.session


def test_signing_up_without_password_then_the_code(client):
    client.post(reverse("account_signup"), {"name": "Yvon Delattre", "email": "yvon@example.org"})
    user = User.objects.get(email="yvon@example.org")
    assert (user.name, user.language, user.has_usable_password()) == ("Yvon Delattre", "fr", False)
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_keeps_the_address_and_opens_a_door(client):
    make_user("odile@example.org")
    page = client.post(reverse("account_login"), {"login": "odile@example.org", "password": "non"}).content.decode()
    assert 'value="odile@example.org"' in page
    assert "demandez un code par e-mail" in page


def test_too_many_tries_are_stopped_with_a_sentence(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    make_user("odile@example.org")
    for _try in range(4):
        response = client.post(reverse("account_login"), {"login": "odile@example.org", "password": "non"})
    assert "Trop d’essais en peu de temps" in response.content.decode()


def test_too_many_demands_get_our_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    for _try in range(2):
        response = client.post(reverse("account_reset_password"), {"email": "odile@example.org"})
    assert response.status_code == 429
    assert '<main id="contenu"' in response.content.decode()


def test_sessions_are_listed_from_sign_in_and_others_can_be_ended(client):
    user = make_user()
    other = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    for browser in (client, other):
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert UserSession.objects.filter(user=user).count() == 2
    assert "Firefox, Linux" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:detail")).status_code == 302
    assert client.get(reverse("accounts:detail")).status_code == 200


READ_ONLY = [
    "account_login", "account_signup", "account_reset_password", "account_request_login_code", "account_email",
    "account_change_password", "mfa_index", "usersessions_list", "account_logout", "accounts:detail", "accounts:edit",
    "socialaccount_connections",
]  # fmt: skip


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("name", READ_ONLY)
def test_looking_writes_nothing(client, name, signed_in):
    if signed_in:
        user = make_user()
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        client.get(reverse(name))  # the messages of sign-in are read once
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    # DECLARE: PostgreSQL reads long lists through a cursor.
    reads = ("SELECT", "DECLARE", "FETCH", "CLOSE")
    assert [query["sql"] for query in queries if not query["sql"].upper().startswith(reads)] == []


def test_signing_out_is_a_post(client):
    client.force_login(make_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("rows", [1, 30])
def test_the_account_page_costs_the_same_for_thirty_addresses(client, rows, django_assert_num_queries):
    user = make_user()
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=f"odile{number}@example.org") for number in range(rows)
    )
    client.force_login(user)
    # Session, person, kinds of proofs, addresses, sessions, provider's rows, linked accounts; organizations, clubs.
    with django_assert_num_queries(12):
        client.get(reverse("accounts:detail"))

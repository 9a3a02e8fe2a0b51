"""Every page of allauth stands in the house's design: its landmark, one title, no inline script, no stock sentence."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from .factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")
# Reached by a visitor, by someone signed in, by someone signed in who has just proved it again.
VISITOR = {
    "account_login", "account_signup", "account_reset_password", "account_request_login_code", "account_inactive",
    "account_password_reset_completed", "socialaccount_login_cancelled",
}  # fmt: skip
SIGNED_IN = {
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "socialaccount_connections",
    "usersessions_list",
    "socialaccount_login_error",
}
# Each has its own test, below or (with a real key) in tests/journeys/test_accounts.py, for the state it needs.
ELSEWHERE = {
    "mfa_reauthenticate_webauthn",
    "account_set_password", "account_email_verification_sent", "account_confirm_login_code", "mfa_authenticate",
    "account_confirm_password_reset_code", "account_complete_password_reset", "mfa_activate_totp",
}  # fmt: skip
# No page: a redirection, a file, an answer for a script.
NO_PAGE = {
    "socialaccount_signup", "mfa_download_recovery_codes", "mfa_login_webauthn", "openid_connect_login",
    "openid_connect_callback",
}  # fmt: skip


def library_names(patterns=None) -> set[str]:
    names = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            names.add(pattern.name)
        else:
            names |= library_names(pattern.url_patterns)
    return {name for name in names if name and name.startswith(LIBRARY)}


def check(response, name: str, client=None) -> str:
    html = response.content.decode()
    assert response.status_code == (401 if name == "socialaccount_login_error" else 200), (
        f"{name}: {response.status_code} {response.get('Location', '')}"
    )
    assert '<main id="contenu"' in html, f"{name} is not in our design"
    assert len(re.findall(r"<h1[ >]", html)) == 1, f"{name} has not one title"
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", html), f"{name} holds a script"
    assert not re.search(r"\sstyle=|\son\w+=", html), f"{name} holds a style or a handler"
    assert "placeholder=" not in html, f"{name} has a placeholder"
    for word in ("Veuillez", "invalide", "soumettre", "Please", "erreur"):
        assert word not in html, f"{name} says {word!r}"
    return html


@pytest.fixture
def person():
    user = make_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return user


def test_every_page_has_its_check():
    assert library_names() == VISITOR | SIGNED_IN | ELSEWHERE | NO_PAGE


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(VISITOR))
def test_for_visitors(client, name, language):
    with translation.override(language):
        address = reverse(name)
    html = check(client.get(address), name)
    assert f'<html lang="{language}">' in html


def signed_in(user) -> Client:
    """A browser that has given a password, a recovery code, and just now the password again."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    code = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()[0]
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_for_people(person, name, language):
    client = signed_in(person)
    arguments = []
    if name in ("mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_list_webauthn"):
        key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Ma clé", "credential": {}})
        arguments = [] if name == "mfa_list_webauthn" else [key.pk]
    with translation.override(language):
        address = reverse(name, args=arguments)
    check(client.get(address), name)


def test_the_second_step(client, person):
    response = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")
    check(response, "mfa_authenticate")


def test_a_code_for_each_need(client):
    user = make_user()
    check(client.post(reverse("account_request_login_code"), {"email": user.email}, follow=True), "login code")
    other = Client()
    check(other.post(reverse("account_reset_password"), {"email": user.email}, follow=True), "reset code")
    third = Client()
    given = {"name": "Yvon Delattre", "email": "yvon@example.org"}
    check(third.post(reverse("account_signup"), given, follow=True), "verification code")


def test_setting_a_password_and_an_application(client):
    user = make_user(password=None)
    client.force_login(user)
    check(client.get(reverse("account_set_password")), "account_set_password")
    person = make_user()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    check(client.get(reverse("mfa_activate_totp")), "mfa_activate_totp")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_own_pages(client, language):
    client.force_login(make_user())
    with translation.override(language):
        for name in ("accounts:detail", "accounts:edit"):
            check(client.get(reverse(name)), name)

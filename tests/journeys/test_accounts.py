"""Accounts in a real browser: every page under axe, a passkey from end to end, and all of it without JavaScript."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from essaim.accounts.tests.factories import PASSWORD, make_user
from essaim.mail.models import Message

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISITOR = ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
SIGNED_IN = [
    "accounts:detail", "accounts:edit", "account_email", "account_change_password", "account_logout", "mfa_index",
    "mfa_activate_totp", "mfa_add_webauthn", "usersessions_list", "socialaccount_connections",
]  # fmt: skip


def sign_in_by_password(page, user) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Adresse e-mail").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def prove_again(page) -> None:
    page.goto(reverse("account_reauthenticate") + "?next=" + reverse("accounts:detail"))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def virtual_key(page):
    """A phone's own key, played by the browser: it answers at once, its owner recognised."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return session


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_visitors(new_page, axe, viewport, scheme):
    page = new_page(viewport=viewport, color_scheme=scheme)
    for name in VISITOR:
        page.goto(reverse(name))
        assert page.locator("main h1").count() == 1
        axe(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_people(new_page, axe, viewport, scheme):
    user = make_user()
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in_by_password(page, user)
    prove_again(page)
    for name in SIGNED_IN:
        page.goto(reverse(name))
        assert page.locator("main h1").count() == 1, name
        axe(page)


def test_a_form_to_put_right(page, axe):
    page.goto(reverse("account_login"))
    page.get_by_label("Adresse e-mail").fill("odile@example.org")
    page.get_by_label("Mot de passe").fill("pas celui-là")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.get_by_text("ne vont pas ensemble").wait_for()
    axe(page)


def test_a_code_without_javascript(new_page, axe):
    user = make_user(password=None)
    page = new_page(java_script_enabled=False)
    page.goto(reverse("account_login") + "?next=" + reverse("accounts:edit"))
    assert not page.get_by_role("button", name="Utiliser une clé d’accès").is_visible()
    page.get_by_role("link", name="Recevoir un code par e-mail").click()
    page.get_by_label("Adresse e-mail").fill(user.email)
    page.get_by_role("button", name="Recevoir le code").click()
    code = re.search(r"\d{4}-\d{4}", Message.objects.get(to=user.email).subject)[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continuer avec ce code").click()
    assert page.url.endswith(reverse("accounts:edit"))


def test_a_passkey_from_end_to_end(page, axe):
    user = make_user()
    virtual_key(page)
    sign_in_by_password(page, user)
    prove_again(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Ouvre aussi mon compte sans mot de passe").check()
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.wait_for_url(lambda address: "add" not in address)
    axe(page)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    for name in ("mfa_list_webauthn", "mfa_index"):
        page.goto(reverse(name))
        axe(page)

    page.goto(reverse("accounts:detail"))
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(reverse("account_login") + "?next=" + reverse("accounts:detail"))
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url(lambda address: "login" not in address)  # whose `?next=` ends as the page one waits for
    assert page.locator("h1").inner_text() == user.name


def test_a_key_as_second_step(page, axe):
    user = make_user()
    virtual_key(page)
    sign_in_by_password(page, user)
    prove_again(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.wait_for_url(lambda address: "add" not in address)
    page.goto(reverse("mfa_reauthenticate_webauthn"))
    axe(page)
    page.goto(reverse("accounts:detail"))
    page.get_by_role("button", name="Se déconnecter").click()
    sign_in_by_password(page, user)
    page.get_by_role("heading", name="Encore une étape").wait_for()
    axe(page)
    page.get_by_role("button", name="Utiliser une clé").click()
    page.wait_for_url(lambda address: "2fa" not in address)
    page.goto(reverse("accounts:detail"))
    assert page.locator("h1").inner_text() == user.name


def test_a_key_that_does_not_answer_says_so(page, axe):
    page.goto(reverse("account_login"))
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no key')) }")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.get_by_text("La clé n’a pas répondu").wait_for()
    axe(page)


def test_an_application_then_recovery_codes(page, axe):
    user = make_user()
    sign_in_by_password(page, user)
    prove_again(page)
    page.goto(reverse("mfa_activate_totp"))
    page.get_by_text("Je ne peux pas montrer le dessin").click()
    secret = page.locator("code.secret").inner_text()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    page.get_by_label("Code que montre l’application").fill(code)
    page.get_by_role("button", name="Mettre en service").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    axe(page)
    assert TOTP(Authenticator.objects.get(user=user, type="totp"))
    codes = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()
    assert page.locator(".codes code").all_inner_texts() == codes

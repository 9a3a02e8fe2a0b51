"""Messages: in the person's language, text and HTML, links on the installation's own address, one row in the outbox."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from essaim.clubs.tests.factories import make_club
from essaim.mail.models import Message

from .. import letters, mails
from .factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def ask_for_code(client, email, language="fr"):
    with translation.override(language):
        client.post(reverse("account_request_login_code"), {"email": email})
    return Message.objects.latest("pk")


def test_the_code_is_in_the_subject_and_in_both_bodies(client):
    user = make_user()
    message = ask_for_code(client, user.email)
    code = re.search(r"\d{4}-\d{4}", message.subject)[0]
    assert code in message.text
    assert f"<b>{code}</b>" in message.html
    assert f"Bonjour {user.name}," in message.text
    assert message.to == user.email


@pytest.mark.parametrize(("theirs", "page", "word"), [("en", "fr", "Hello"), ("fr", "en", "Bonjour")])
def test_the_persons_language_not_the_pages(client, theirs, page, word):
    message = ask_for_code(client, make_user(language=theirs).email, page)
    assert message.language == theirs
    assert message.text.startswith(word)
    assert f'<html lang="{theirs}">' in message.html


def test_an_unknown_address_is_told_so_in_the_pages_language(client, settings):
    settings.ESSAIM_URL = "https://club.example"
    message = ask_for_code(client, "inconnue@example.org", "en")
    assert message.language == "en"
    assert "https://club.example/en/compte/signup/" in message.text
    assert 'href="https://club.example/en/compte/signup/"' in message.html
    assert "testserver" not in message.text + message.html


def test_the_pages_do_not_say_whether_an_address_is_known(client):
    known = client.post(reverse("account_request_login_code"), {"email": make_user().email}, follow=True)
    unknown = client.post(reverse("account_request_login_code"), {"email": "inconnue@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.status_code == unknown.status_code == 200


def test_what_a_name_holds_is_not_html(client):
    message = ask_for_code(client, make_user(name="<b>Odile</b> & co").email)
    assert "<b>Odile</b> & co" in message.text
    assert "&lt;b&gt;Odile&lt;/b&gt; &amp; co" in message.html


def test_a_changed_password_is_told(client, settings):
    settings.ESSAIM_URL = "https://club.example"
    user = make_user()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    new = "une-autre-phrase-62"
    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new})
    assert response.url == reverse("accounts:detail")
    message = Message.objects.latest("pk")
    assert message.kind == "account.password_changed"
    assert "https://club.example/compte/" in message.text
    user.refresh_from_db()
    assert user.check_password(new)


def test_asking_again_sends_another_code(client):
    user = make_user()
    first = ask_for_code(client, user.email)
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    messages = Message.objects.filter(to=user.email).order_by("pk")
    assert len(messages) == 2
    assert messages[1].subject != first.subject


def test_the_frame_kept_from_one_message_to_the_next_is_that_of_each():
    for sender in ("L'<b>atelier</b> & co", "Essaim"):
        for language, subject in (("fr", "Venez <vite> & l'amie"), ("en", "Come"), ("fr", "Encore")):
            paragraph = f'<p style="{letters._TEXT}">Oui &amp; non</p>'
            facts = {"language": language, "subject": subject, "sender": sender}
            whole = render_to_string("accounts/mail.html", facts | {"paragraphs": mark_safe(paragraph)})
            assert letters.html_of("Oui & non\n", **facts) == whole


def test_every_address_takes_the_words_before_it_and_one_point_is_a_list():
    parts = (
        "Relire :",
        "https://a.example/1",
        "Voir la suite :",
        "https://a.example/2",
        "Rien.",
        "https://a.example/3",
    )
    text = "\n\n".join((*parts, "- Seul"))
    html = letters.html_of(text, language="fr", subject="S", sender="Ici")
    assert ">Relire</a>" in html
    assert ">Voir la suite</a>" in html
    assert ">https://a.example/2<" not in html
    assert ">Ouvrir la page</a>" in html
    assert "<li>Seul</li>" in html


def test_a_club_takes_its_article_in_french_alone():
    club = make_club(name="Club de l’ESS du Canal")
    facts = {"template_prefix": "charter/email/changed", "address": "a@example.org", "club": club}
    context = {"club": club, "version": {"number": 3, "summary": ""}, "organization": "La Lampe", "changes_url": ""}
    with translation.override("fr"):
        message = mails.compose(**facts, context=context, person=None)
        assert "La charte du Club de l’ESS du Canal" in message["subject"]
    with translation.override("en"):
        assert "du Club" not in mails.compose(**facts, context=context, person=None)["subject"]

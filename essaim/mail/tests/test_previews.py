"""Each message of the house has its preview, which draws it and leaves no trace."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.kernel.hooks import mail_previews, mail_requested
from essaim.mail import gallery
from essaim.mail.models import Message

pytestmark = pytest.mark.django_db
APPS = Path(settings.BASE_DIR) / "essaim"
TEMPLATES = sorted(APPS.glob("*/templates/*/email/*_subject.txt"))
KINDS = [(app, kind) for app, previews in mail_previews.items() for kind in previews]


def kind_of(path: Path) -> str:
    return f"{path.parent.parent.name}.{path.name.removesuffix('_subject.txt')}"


def test_every_message_has_a_preview():
    assert len(TEMPLATES) > 60
    assert {kind_of(path) for path in TEMPLATES} == {kind for _app, kind in KINDS}


@pytest.mark.parametrize(("app", "kind"), KINDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_preview_is_the_message_itself(app, kind, language):
    with translation.override(language):
        specimens = gallery.specimens_of(app, kind)
    assert specimens
    for one in specimens:
        assert one.message.kind == kind
        assert one.message.subject
        assert one.html.startswith("<!")
        assert not re.search(r"\{\{|\{%|\bNone\b|%\(|  «", one.message.subject + one.text + one.html)
        # What goes to speakers is in the language of the installation, whoever looks.
        assert one.message.language in {language, settings.LANGUAGE_CODE}
    assert not Message.objects.exists()


def test_what_is_told_aside_reaches_nobody():
    with mail_requested.aside() as told:
        mail_requested.tell(kind="essai.un", key="one")
    assert told == [{"kind": "essai.un", "key": "one"}]
    assert not Message.objects.exists()


def test_the_list_and_a_message_in_both_languages(client):
    page = client.get(reverse("mail_previews:index")).content.decode()
    address = reverse("mail_previews:detail", args=["meetings", "meetings.invitation"])
    assert address in page
    assert "Invitation : Recruter ensemble" in re.sub(r"[\u00a0\u202f]", " ", client.get(address).content.decode())
    with translation.override("en"):
        address = reverse("mail_previews:detail", args=["charter", "charter.signed"])
    assert "has signed the charter" in client.get(address).content.decode()


def test_the_page_of_a_message_may_be_framed_here_and_runs_nothing(client):
    answer = client.get(reverse("mail_previews:html", args=["meetings", "meetings.seat_given", 2]))
    assert "Lina Courtin" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("tail", ["meetings/meetings.none/", "none/meetings.invitation/", "mail/mail.digest/9/"])
def test_what_is_not_a_message_is_not_found(client, tail):
    assert client.get(reverse("mail_previews:index") + tail).status_code == 404

"""A question in real browsers and through real servers: asked on a phone, led to who may know, answered by replying to
the mail (SMTP, then IMAP), accepted, and two weeks later what came of it.
"""

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone
from imap_tools import MailBoxUnencrypted

from essaim.clubs.tests.factories import make_club
from essaim.mail.actions import read_mailbox
from essaim.mail.tests.dovecot import PROGRAM, imap_server
from essaim.questions import actions
from essaim.questions.models import Answer, AnswerFile, Question
from essaim.questions.tests.factories import a_member, answer, ask, user_of
from essaim.resources.tests.factories import make_resource

from .conftest import PHONE
from .mailbox import deliver

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(PROGRAM is None, reason="dovecot is not installed"),
]


@pytest.fixture
def imap(settings):
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@club.example>"
    with imap_server() as url:
        settings.ESSAIM_IMAP_URL = url
        yield int(re.search(r":(\d+)/", url)[1])


def reply_to(letter: EmailMessage, sender: str, words: str) -> bytes:
    """What a mail program sends when one replies: the quotation under the words, a file beside them."""
    reply = EmailMessage()
    reply["From"], reply["To"] = sender, letter["Reply-To"]
    reply["Subject"], reply["Message-ID"] = f"Re: {letter['Subject']}", "<r1@example.org>"
    reply["In-Reply-To"] = letter["Message-ID"]
    quoted = "\n".join(f"> {line}" for line in letter.get_body(("plain",)).get_content().splitlines())
    reply.set_content(
        f"{words}\n\n--\u0020\nKarim Delobelle\n\nLe 27 nov. 2026 à 10:12, Club d'ici a écrit :\n{quoted}\n"
    )
    reply.add_attachment(b"%PDF-1.4 prices", maintype="application", subtype="pdf", filename="tarifs.pdf")
    return reply.as_bytes()


def test_from_a_phone_to_what_came_of_it(new_page, sign_in, axe, mailbox, imap):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    table = a_member(club, "La Grande Tablée", "odile@example.org")
    laundry = a_member(club, "Les Blanchisseuses", "karim@example.org", skills=["Lavage de serviettes"])
    a_member(club, "Les Vélos du Canal", "zoe@example.org", offers=["Un vélo-cargo à essayer"])
    make_resource(club, laundry, name="Machine à laver", kind="machine", description="Vingt kilos de serviettes")
    make_resource(club, laundry, name="Remorque", kind="vehicle")
    known = ask(laundry, "Où laver les rideaux de notre salle ?")
    answer(known, table, "Au Rivage.")

    phone = new_page(viewport=PHONE)
    sign_in(phone, user_of(table))
    phone.goto(reverse("mutualaid:index", args=[club.slug]))
    phone.get_by_role("link", name="Poser une question").click()
    phone.get_by_label("Votre question").fill("Où laver les rideaux d’une salle ?")
    phone.get_by_text("On l’a peut-être déjà demandé").wait_for()
    axe(phone)
    phone.get_by_label("Votre question").fill("Qui peut laver trois cents serviettes après un banquet ?")
    phone.get_by_text("On l’a peut-être déjà demandé").wait_for(state="detached")
    phone.get_by_label("Ce que vous avez déjà essayé").fill("Une laverie, fermée le lundi.")
    phone.get_by_label("Cette semaine").check()
    phone.get_by_role("button", name="Poser la question").click()
    phone.get_by_text("Elle est allée à 1 personne qui peut savoir").first.wait_for()
    axe(phone)
    # What answers it may be a means that somebody lends.
    phone.get_by_role("link", name="Chercher parmi les moyens partagés").click()
    phone.get_by_text("voici ce qui s’en approche").wait_for()
    assert phone.get_by_role("link", name="Remorque").count() == 0
    axe(phone)
    phone.get_by_role("link", name="Machine à laver").click()
    phone.get_by_role("link", name="Réserver").first.click()
    phone.get_by_role("heading", level=1).wait_for()
    axe(phone)
    deliver()
    assert [to for to, sent in mailbox.messages if "serviettes" in sent["Subject"]] == [["karim@example.org"]]
    letter = mailbox.last_to("karim@example.org")
    assert "parce que vous savez faire" in letter.get_body(("plain",)).get_content()

    with MailBoxUnencrypted("127.0.0.1", port=imap).login("essaim", "secret") as box:
        box.append(reply_to(letter, "Karim <karim@example.org>", "Oui, deux cents mardi, cent jeudi."), "INBOX")
    assert read_mailbox() == 1
    given = Answer.objects.latest("pk")
    assert given.text == "Oui, deux cents mardi, cent jeudi."
    assert AnswerFile.objects.get().file_name == "tarifs.pdf"

    deliver()
    phone.goto(mailbox.link("odile@example.org", "questions/"))
    phone.get_by_text("Oui, deux cents mardi").wait_for()
    assert phone.get_by_role("link", name="tarifs.pdf").is_visible()
    axe(phone)
    phone.get_by_role("button", name="C’est ce qu’il me fallait").click()
    phone.get_by_text("Tant mieux").wait_for()
    phone.get_by_text("Dire merci").click()
    phone.get_by_label("Un mot").fill("Trois cents serviettes impeccables.")
    phone.get_by_role("button", name="Merci", exact=True).click()
    phone.get_by_text("Votre merci est parti").wait_for()
    axe(phone)

    question = given.question
    Question.objects.filter(pk=question.pk).update(settled_at=timezone.now() - timedelta(days=15))
    actions.carry_on(timezone.localdate())
    deliver()
    phone.goto(mailbox.link("odile@example.org", "suite"))
    axe(phone)
    phone.get_by_label("En une phrase").fill("Le linge est revenu jeudi.")
    phone.get_by_role("button", name="C’est réglé").click()
    phone.get_by_text("Le linge est revenu jeudi.").wait_for()
    deliver()
    assert "Le linge est revenu jeudi." in mailbox.text_to("karim@example.org")

    # The one who helped, at their desk and without script: the list, the conversation, a word more.
    desk = new_page(java_script_enabled=False)
    sign_in(desk, user_of(laundry))
    desk.goto(reverse("questions:index", args=[club.slug]) + "?liste=resolues")
    desk.get_by_role("link", name="Qui peut laver trois cents serviettes").click()
    assert desk.get_by_text("Trois cents serviettes impeccables.").is_visible()
    desk.get_by_label("Votre réponse").fill("Avec plaisir, à la prochaine.")
    desk.get_by_role("button", name="Envoyer ma réponse").click()
    assert desk.get_by_text("Avec plaisir, à la prochaine.").is_visible()


def test_not_for_me_and_the_next_one_is_asked(new_page, sign_in, axe, mailbox, imap):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    table = a_member(club, "La Grande Tablée", "odile@example.org")
    laundry = a_member(club, "Les Blanchisseuses", "karim@example.org", skills=["Lavage de serviettes"])
    ask(table)
    linen = a_member(club, "Le Linge blanc", "yvon@example.org", skills=["Serviettes lavées"])
    page = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(page, user_of(laundry))
    page.goto(reverse("day:index", args=[club.slug]))
    page.get_by_role("link", name="Répondre").first.click()
    page.get_by_role("button", name="Pas pour moi").click()
    assert page.get_by_text("elle ira à quelqu’un d’autre").is_visible()
    deliver()
    assert mailbox.all_to("yvon@example.org")
    other = new_page()
    sign_in(other, user_of(linen))
    other.goto(mailbox.link("yvon@example.org", "questions/"))
    other.get_by_text("Elle vous arrive").wait_for()
    axe(other)

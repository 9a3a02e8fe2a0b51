"""Answering by replying to the mail, through a real IMAP server: kept, refused with a sentence, never answered when a
machine wrote."""

import base64

import pytest
from imap_tools import MailBoxUnencrypted

from essaim.clubs.models import Membership
from essaim.files.scanning import TEST_FILE
from essaim.mail.actions import read_mailbox
from essaim.mail.models import IncomingMessage, Message
from essaim.mail.tests.dovecot import PROGRAM, imap_server
from essaim.mail.tokens import message_id
from essaim.organizations.tests.factories import make_user
from essaim.questions import actions
from essaim.questions.models import Answer, AnswerFile, Asked

from .factories import answer, ask, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(PROGRAM is None, reason="dovecot is not installed")]
QUOTED = "\n\nLe 26 nov. 2026 à 09:12, Club d'ici <essaim@club.example> a écrit :\n> Où faire laver ?\n"


@pytest.fixture(scope="module")
def server():
    with imap_server() as url:
        yield url


@pytest.fixture(autouse=True)
def post(server, settings):
    """`post(raw…)`: put messages in the mailbox, then read it as the worker does."""
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@club.example>"
    settings.ESSAIM_IMAP_URL = server
    settings.ESSAIM_IMAP_TRUSTED = "mx.club.example"
    host, port = "127.0.0.1", int(server.rpartition(":")[2].split("/")[0])

    def deliver(*letters: bytes) -> None:
        with MailBoxUnencrypted(host, port=port).login("essaim", "secret") as box:
            for raw in letters:
                box.append(raw, "INBOX")
        assert read_mailbox() == len(letters)

    return deliver


@pytest.fixture
def question(table, laundry):
    return ask(table)


def letter(number: str, *, sender="karim@example.org", to="", body="Oui, mardi, deux cents." + QUOTED, **headers):
    facts = {
        "From": f"Karim <{sender}>", "To": to, "Subject": "Re: Une question pour vous",
        "Message-ID": f"<{number}@example.org>", "Content-Type": "text/plain; charset=utf-8",
    }  # fmt: skip
    facts |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in facts.items())
    return (head + "\r\n" + body.replace("\n", "\r\n")).encode()


def where(kind: str = "asked", to: str = "karim@example.org") -> str:
    """The address to which one replies, as the message that went out says."""
    return Message.objects.get(kind=f"questions.{kind}", to=to).reply_to


def attached(text: str, *files: tuple[str, str, bytes], html: str = "") -> dict:
    kind = "text/html" if html else "text/plain"
    parts = f"--b\nContent-Type: {kind}; charset=utf-8\n\n{html or text}\n"
    for name, identifier, content in files:
        sort = "image/png" if name.endswith("png") else "application/octet-stream"
        parts += (
            f'--b\nContent-Type: {sort}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
            f"Content-ID: <{identifier}>\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(content).decode()}\n"
        )
    return {"body": parts + "--b--\n", "Content_Type": 'multipart/mixed; boundary="b"'}


def refusals(to: str) -> list[Message]:
    return list(Message.objects.filter(kind="questions.refused", to=to))


def test_a_reply_is_an_answer_without_its_quotation(post, question):
    post(letter("a1", to=where()))
    [row] = Answer.objects.all()
    assert (row.text, row.by_mail, row.author.email) == ("Oui, mardi, deux cents.", True, "karim@example.org")
    assert row.organization.name == "Les Blanchisseuses"
    assert Asked.objects.get().state == "answered"
    assert "Oui, mardi" in Message.objects.get(kind="questions.answered").text
    assert IncomingMessage.objects.get().state == "taken"


def test_the_same_message_twice_is_one_answer(post, question):
    post(letter("a1", to=where()), letter("a1", to=where()))
    assert Answer.objects.count() == 1


def test_who_asked_goes_on_by_mail_and_who_answered_too(post, question, laundry):
    answer(question, laundry)
    post(letter("b1", sender="odile@example.org", to=where("answered", "odile@example.org"), body="Le lundi ?"))
    row = Answer.objects.latest("pk")
    assert (row.text, row.from_asker) == ("Le lundi ?", True)
    post(letter("b2", to=where("followed"), body="Le lundi aussi."))
    assert Answer.objects.latest("pk").text == "Le lundi aussi."


def test_a_reply_to_our_own_address_is_known_by_what_it_answers(post, question):
    sent = Message.objects.get(kind="questions.asked")
    post(letter("c1", to="essaim@club.example", In_Reply_To=message_id(sent)))
    assert Answer.objects.get().text == "Oui, mardi, deux cents."


def test_files_are_kept_the_logo_of_a_signature_is_not(post, question):
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 100
    html = '<p>Nos tarifs.</p><div>-- <br><img src="cid:logo1"></div>'
    post(
        letter(
            "d1", to=where(), **attached("", ("tarifs.pdf", "t1", b"%PDF-1.4"), ("logo.png", "logo1", png), html=html)
        )
    )
    assert [one.file_name for one in AnswerFile.objects.all()] == ["tarifs.pdf"]
    assert Answer.objects.get().text.startswith("Nos tarifs.")


def test_a_virus_is_refused_the_words_stay_the_sender_is_told(post, question):
    post(letter("e1", to=where(), **attached("Voyez le fichier.", ("eicar.txt", "v", TEST_FILE))))
    assert Answer.objects.get().text == "Voyez le fichier."
    assert not AnswerFile.objects.exists()
    told = Message.objects.get(kind="questions.files_refused")
    assert told.to == "karim@example.org"
    assert "eicar.txt" in told.text
    assert "virus" in told.text


def test_a_file_too_heavy_is_told(post, question, monkeypatch):
    monkeypatch.setattr("essaim.mail.incoming.MOST_ATTACHMENT", 1000)
    post(letter("f1", to=where(), **attached("Le plan.", ("plan.pdf", "p", b"%PDF-1.4" + b"0" * 2000))))
    assert Answer.objects.get().text == "Le plan."
    assert "plan.pdf" in Message.objects.get(kind="questions.files_refused").text
    post(letter("f2", to=where(), **attached("", ("plan.pdf", "p", b"%PDF-1.4" + b"0" * 2000))))
    assert Answer.objects.count() == 1
    assert "plan.pdf" in refusals("karim@example.org")[0].text


@pytest.mark.parametrize(
    "body", ["", QUOTED, "-- \nKarim\nLes Blanchisseuses\n" + QUOTED, "Envoyé de mon iPhone" + QUOTED]
)
def test_a_reply_without_a_word_is_refused_with_a_sentence(post, question, body):
    post(letter("g1", to=where(), body=body))
    assert not Answer.objects.exists()
    [told] = refusals("karim@example.org")
    assert "signature" in told.text


def test_a_stranger_is_refused_once(post, question):
    for number in ("h1", "h2"):
        post(letter(number, sender="inconnu@ailleurs.example", to=where()))
    assert not Answer.objects.exists()
    [told] = refusals("inconnu@ailleurs.example")
    assert "adresse de votre compte" in told.text.replace("’", "'")
    assert "Oui, mardi, deux cents." in told.text


def test_a_forged_sender_is_refused_and_the_one_whose_address_it_is_told(post, question):
    forged = {"Authentication_Results": "mx.club.example; dmarc=fail header.from=example.org"}
    post(letter("i1", to=where(), **forged))
    assert not Answer.objects.exists()
    [told] = refusals("karim@example.org")
    assert "rien ne prouve" in told.text
    assert "deux cents" not in told.text
    post(letter("i2", sender="inconnu@ailleurs.example", to=where(), **forged))
    assert refusals("inconnu@ailleurs.example") == []


def test_another_member_answers_only_when_our_server_knows_them(post, question, bikes):
    post(letter("j1", sender="zoe@example.org", to=where()))
    assert not Answer.objects.exists()
    assert "envoyé à quelqu'un d'autre" in refusals("zoe@example.org")[0].text.replace("’", "'")
    proof = {"Authentication_Results": "mx.club.example; dmarc=pass header.from=example.org"}
    post(letter("j2", sender="zoe@example.org", to=where(), **proof))
    assert Answer.objects.get().author == user_of(bikes)


def test_who_is_no_longer_of_the_club_is_refused(post, question, laundry):
    Membership.objects.filter(organization=laundry).update(state="left")
    post(letter("k1", to=where()))
    assert not Answer.objects.exists()
    assert len(refusals("karim@example.org")) == 1


def test_a_closed_question_is_refused(post, question, table):
    actions.turn(question=question, verb="close", actor=user_of(table))
    post(letter("l1", to=where()))
    assert not Answer.objects.exists()
    assert "refermée" in refusals("karim@example.org")[0].text


@pytest.mark.parametrize(
    "automatic",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Auto_Response_Suppress": "All"}],
)
def test_a_machine_is_never_answered(post, question, automatic):
    post(letter("m1", to=where(), body="Je suis absent jusqu'au 3 janvier.", **automatic))
    assert not Answer.objects.exists()
    assert not Message.objects.filter(kind="questions.refused").exists()
    assert IncomingMessage.objects.get().state == "taken"


def test_an_address_with_a_wrong_signature_is_nobodys(post, question):
    local, _at, domain = where().partition("@")
    post(letter("n1", to=f"{local[:-3]}aaa@{domain}"))
    assert IncomingMessage.objects.get().state == "unclaimed"


def test_another_address_of_the_account_is_the_persons(post, question):
    user = make_user("autre@example.org")
    user.delete()
    question.asked.get().user.emailaddress_set.create(email="k.delobelle@example.org", verified=True)
    post(letter("o1", sender="k.delobelle@example.org", to=where()))
    assert Answer.objects.get().author.email == "karim@example.org"

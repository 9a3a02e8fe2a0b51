"""Replies to the messages of questions: read, believed when the sender is whom the message went to (or a member, when
our own server says that the address is true), kept as answers. What is refused is said once, never to a machine.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.accounts.mails import person_at
from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.mail.incoming import IncomingMail
from essaim.mail.models import Message
from essaim.organizations.models import Organization

from . import actions, mails, queries
from .models import Asked, Question

SMALL_PICTURE = 60_000  # bytes: a logo shown in the words of a message is its signature's


@dataclass(frozen=True)
class _Target:
    """The question answered, and the person whom the message that is answered went to."""

    question: Question
    expected: User | None


def take_mail(mail: IncomingMail) -> bool:
    """Handler of `mail.incoming.incoming_mail`: whether it answers one of our messages, kept or not."""
    target = _target(mail)
    if target is None:
        return False
    if mail.is_automatic:
        return True
    user = person_at(mail.sender)
    with translation.override(user.language if user else None):
        try:
            _take(mail, target, user)
        except Refusal as refusal:
            # Whose address was borrowed is told; nobody is told at an address that nothing proves.
            if mail.authenticated is not False or user is not None:
                mails.refused(
                    target.question, address=user.email if user else mail.sender, user=user,
                    sentence=refusal.sentence, code=refusal.code,
                    text="" if refusal.code == "forged" else mail.text,
                )  # fmt: skip
    return True


def _target(mail: IncomingMail) -> _Target | None:
    number = mail.answer(mails.TO_ASKED)
    if number is None and mail.about:
        # Written to our own address, under one of our messages: its Message-ID is signed too.
        sent = Message.objects.filter(
            Q(kind="questions.asked") | Q(kind="questions.reminder"), pk=mail.about, to__iexact=mail.sender
        ).first()
        number = int(sent.key.rpartition(":")[2]) if sent else None
    if number is not None:
        row = Asked.objects.select_related("question__club", "question__author", "user").filter(pk=number).first()
        return _Target(row.question, row.user) if row else None
    if (number := mail.answer(mails.TO_AUTHOR)) is not None:
        question = Question.objects.select_related("club", "author").filter(pk=number).first()
        return _Target(question, question.author) if question else None
    return None


def _take(mail: IncomingMail, target: _Target, user: User | None) -> None:
    """Keep it as an answer. Refuses `forged`, `stranger`, `other`, `left`, `empty`, `closed`."""
    question = target.question
    if mail.authenticated is False:
        raise Refusal(
            _("Un message est arrivé en votre nom, mais rien ne prouve qu'il vient de vous. Si c'était vous, répondez "
              "sur la page."),
            code="forged",
        )  # fmt: skip
    if user is None:
        raise Refusal(
            _("Il vient d'une adresse que le club ne connaît pas. Répondez depuis l'adresse de votre compte, ou sur la "
              "page."),
            code="stranger",
        )  # fmt: skip
    if mail.authenticated is None and user != target.expected:
        raise Refusal(
            _("Il répond à un message envoyé à quelqu'un d'autre. Répondez sur la page, avec votre compte."),
            code="other",
        )
    is_member, organization = queries.people_of_club(question.club, user)
    if not is_member:
        raise Refusal(_("Cette question est celle d'un club dont vous n'êtes pas membre."), code="left")
    uploads, left_out = _files(mail)
    if not mail.text and not uploads:
        raise Refusal(
            " ".join(left_out) or _("Nous n'y avons trouvé que le message d'origine, ou une signature."), code="empty"
        )
    given, sentences = actions.answer(
        question=question, author=user,
        organization=Organization.objects.filter(pk=organization).first() if organization else None,
        text=mail.text, uploads=uploads, by_mail=True,
    )  # fmt: skip
    if sentences := [*sentences, *left_out]:
        given.question = question
        mails.files_refused(given, user=user, sentences=sentences)


def _files(mail: IncomingMail) -> tuple[list[UploadedFile], list[str]]:
    """What was attached, the logos of signatures aside; a sentence for each file that was too heavy to be read."""
    uploads: list[UploadedFile] = [
        SimpleUploadedFile(one.name, one.content)
        for one in mail.attachments
        if not (one.inline and one.type.startswith("image/") and len(one.content) < SMALL_PICTURE)
    ]
    return uploads, [
        _("%(file)s : trop lourd pour arriver par courrier, ajoutez-le sur la page.") % {"file": name}
        for name in mail.left_out
    ]

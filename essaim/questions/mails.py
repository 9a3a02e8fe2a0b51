"""The messages of questions, one function each."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.mail.tokens import reply_address

from .enums import Urgency
from .models import Answer, Asked, MeToo, Question, Thanks
from .names import name_of_asker

REACHES, PRESSING, FOLLOWED = "questions", "questions_pressing", "questions_followed"
# Purposes of the addresses to which one replies: a person whom the question reached; who asked it.
TO_ASKED, TO_AUTHOR = "asked", "question"


def stream_of(question: Question) -> str:
    """What presses this week does not wait for a digest."""
    return PRESSING if question.urgency == Urgency.WEEK else REACHES


def asked(row: Asked) -> None:
    """To someone whom it reaches: the question, why them, three ways to answer."""
    _to_asked("asked", row, key=f"questions.asked:{row.pk}")


def reminder(row: Asked) -> None:
    """Once, when nobody answered."""
    _to_asked("reminder", row, key=f"questions.reminder:{row.pk}")


def _to_asked(name: str, row: Asked, *, key: str) -> None:
    _send(
        name, row.question, row.user, key=key, stream=stream_of(row.question),
        reply_to=reply_address(TO_ASKED, row.pk), row=row,
    )  # fmt: skip


def answered(answer: Answer) -> None:
    """To whoever asked."""
    question = answer.question
    if question.author:
        _send(
            "answered", question, question.author, key=f"questions.answered:{answer.pk}",
            reply_to=reply_address(TO_AUTHOR, question.pk), answer=answer,
        )  # fmt: skip


def followed(answer: Answer, *, me_toos: Iterable[MeToo], answerers: Iterable[Asked]) -> None:
    """To those who said « moi aussi »; and, when the author goes on, to those who answered."""
    for one in me_toos:
        follow(answer, one.user)
    for row in answerers:
        follow(answer, row.user, reply_to=reply_address(TO_ASKED, row.pk))


def follow(answer: Answer, user: User, *, reply_to: str = "") -> None:
    """The same, to one of them."""
    _send(
        "followed", answer.question, user, key=f"questions.followed:{answer.pk}:{user.pk}", stream=FOLLOWED,
        reply_to=reply_to, answer=answer,
    )  # fmt: skip


def accepted(answer: Answer) -> None:
    """To who answered: it was what they needed."""
    if answer.author:
        _send("accepted", answer.question, answer.author, key=f"questions.accepted:{answer.pk}", stream=FOLLOWED,
              answer=answer)  # fmt: skip


def solved(answer: Answer, user: User) -> None:
    """To who said « moi aussi »: the answer that was kept."""
    _send(
        "solved", answer.question, user, key=f"questions.solved:{answer.pk}:{user.pk}", stream=FOLLOWED, answer=answer
    )


def thanked(thanks: Thanks) -> None:
    if thanks.answer.author:
        _send(
            "thanked", thanks.answer.question, thanks.answer.author, key=f"questions.thanked:{thanks.pk}",
            stream=FOLLOWED, answer=thanks.answer, thanks=thanks, thanks_from=_thanks_from(thanks),
        )  # fmt: skip


def _thanks_from(thanks: Thanks) -> str:
    question = thanks.answer.question
    if thanks.user_id == question.author_id:
        return name_of_asker(question, thanks.answer.author, is_organiser=False)
    return str(thanks.user or thanks.organization or "")


def what_came(question: Question) -> None:
    """To whoever asked, two weeks later. The link opens a page; nothing is answered by opening it."""
    assert question.author
    _send("what_came", question, question.author, key=f"questions.what_came:{question.pk}", page="questions:outcome")


def came_of_it(question: Question, user: User) -> None:
    """To someone whose answer helped: what came of it."""
    _send("came_of_it", question, user, key=f"questions.came_of_it:{question.pk}:{user.pk}", stream=FOLLOWED)


def unanswered(question: Question, organiser: User, *, asked_count: int) -> None:
    """To an organiser: nobody answered those whom it reached."""
    _send(
        "unanswered", question, organiser, key=f"questions.unanswered:{question.pk}:{organiser.pk}",
        asked_count=asked_count,
    )  # fmt: skip


def hidden(question: Question) -> None:
    """To whoever asked: why their question is no longer read."""
    if question.author:
        _send("hidden", question, question.author, key=f"questions.hidden:{question.pk}:{question.updated_at}")


def refused(question: Question, *, address: str, user: User | None, sentence: str, code: str, text: str) -> None:
    """To who replied by mail: why it could not be kept, and their words, so that none is lost. Once for each reason."""
    _send(
        "refused", question, user, address=address, key=f"questions.refused:{question.pk}:{address}:{code}",
        sentence=sentence, text=text[:2000],
    )  # fmt: skip


def files_refused(answer: Answer, *, user: User, sentences: list[str]) -> None:
    """To who replied by mail: the words are there, these files are not."""
    _send("files_refused", answer.question, user, key=f"questions.files_refused:{answer.pk}",
          answer=answer, sentences=sentences)  # fmt: skip


def _send(
    name: str, question: Question, user: User | None, *, key: str, stream: str = "", reply_to: str = "",
    address: str = "", page: str = "questions:detail", **context: Any,
) -> None:  # fmt: skip
    language = user.language if user else settings.LANGUAGE_CODE
    organiser_reads = name == "unanswered"
    with translation.override(language):
        facts = {
            "user": user, "club": question.club, "question": question,
            "asker": name_of_asker(question, user, is_organiser=organiser_reads),
            "page_url": settings.ESSAIM_URL + reverse(page, args=[question.club.slug, question.pk]),
            "replies": bool(reply_to),
        }  # fmt: skip
        if answer := context.get("answer"):
            facts["speaker"] = facts["asker"] if answer.from_asker else str(answer.author or "")
    mails.send(
        template_prefix=f"questions/email/{name}", address=address or (user.email if user else ""),
        context=facts | context, key=key, club=question.club, stream=stream, reply_to=reply_to,
    )  # fmt: skip

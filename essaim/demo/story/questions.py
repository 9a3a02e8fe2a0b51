"""What members asked each other, what they were answered, what came of it."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from essaim.accounts.models import User
from essaim.organizations.models import Sector
from essaim.questions import actions
from essaim.questions.enums import DELAYS, QuestionState, Urgency
from essaim.questions.models import Answer, Asked, MeToo, Question, Thanks

from .cast import Cast, read


def add_questions(cast: Cast) -> None:
    """In the order of the story, so that each is led by what the ones before taught."""
    for entry in sorted(read("questions"), key=lambda one: -one["ago"]):
        _question(cast, entry)


def _question(cast: Cast, entry: dict) -> None:
    asked_at = timezone.now() - timedelta(days=entry["ago"], hours=2)
    question = actions.ask(
        club=cast.club, author=_voice(cast, entry["by"]), organization=cast.organizations[entry["by"]],
        title=entry["title"], tried=entry.get("tried", ""), words=entry.get("words", ""),
        theme=cast.themes[entry["theme"]] if "theme" in entry else None,
        sector=Sector.objects.filter(pk=entry.get("sector")).first(), urgency=entry["urgency"],
        anonymous=entry.get("anonymous", False),
    )  # fmt: skip
    Question.objects.filter(pk=question.pk).update(created_at=asked_at)
    Asked.objects.filter(question=question).update(created_at=asked_at, updated_at=asked_at)
    for key in entry.get("me_too", []):
        actions.me_too(
            question=question, user=_voice(cast, key), organization=cast.organizations[key], also=True
        )  # fmt: skip
    MeToo.objects.filter(question=question).update(created_at=asked_at + timedelta(days=1))
    for told in entry.get("answers", []):
        _answer(cast, question, told, asked_at + timedelta(days=told["after"], hours=1))
    if "outcome" in entry:
        actions.say_outcome(
            question=question, actor=_voice(cast, entry["by"]), outcome=entry["outcome"], note=entry["note"]
        )  # fmt: skip
        said_at = asked_at + timedelta(days=18)
        Question.objects.filter(pk=question.pk).update(outcome_at=said_at, outcome_asked_at=said_at)
    Question.objects.filter(pk=question.pk, widens_at__isnull=False).update(
        widens_at=asked_at + DELAYS[Urgency(entry["urgency"])]
    )
    Question.objects.filter(pk=question.pk, state=QuestionState.SOLVED).update(
        settled_at=F("created_at") + timedelta(days=4)
    )


def _answer(cast: Cast, question: Question, told: dict, at: datetime) -> None:
    organization = cast.organizations[told["by"]]
    given, _refused = actions.answer(
        question=question, author=_voice(cast, told["by"]), organization=organization, text=told["text"],
        by_mail=told["after"] % 2 == 1,
    )  # fmt: skip
    if told.get("kept"):
        actions.accept(answer=given, actor=question.author)
        Answer.objects.filter(pk=given.pk).update(accepted_at=at + timedelta(hours=5))
    Answer.objects.filter(pk=given.pk).update(created_at=at)
    for one in told.get("thanks", []):
        thanks = actions.thank(
            answer=given, actor=_voice(cast, one["by"]), organization=cast.organizations[one["by"]], word=one["word"]
        )  # fmt: skip
        Thanks.objects.filter(pk=thanks.pk).update(created_at=at + timedelta(hours=6))


def _voice(cast: Cast, key: str) -> User:
    """Whoever represents the organization: every member of the story has an account."""
    user = cast.representative(key).user
    assert user
    return user

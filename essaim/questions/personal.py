"""What questions keep of a person: what they asked, answered, said. When they leave, their name goes everywhere; the
questions and answers that help others stay, in the name of the organization, or of nobody when they were asked so."""

from django.db.models import Q

from essaim.accounts.models import User

from .models import Answer, AnswerFile, Asked, MeToo, Question, Thanks


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "asked": [
            {
                "at": one.created_at.isoformat(), "title": one.title, "tried": one.tried, "state": one.state,
                "outcome": one.outcome, "note": one.outcome_note,
            }
            for one in Question.objects.filter(author=person).order_by("pk")
        ],
        "answered": [
            {"at": one.created_at.isoformat(), "question": one.question.title, "text": one.text}
            for one in Answer.objects.filter(author=person).select_related("question").order_by("pk")
        ],
        "reached_by": [
            {"at": one.created_at.isoformat(), "question": one.question.title, "why": one.reason, "state": one.state}
            for one in Asked.objects.filter(user=person).select_related("question").order_by("pk")
        ],
        "me_too": [
            {"at": one.created_at.isoformat(), "question": one.question.title}
            for one in MeToo.objects.filter(user=person).select_related("question").order_by("pk")
        ],
        "thanks": [
            {"at": one.created_at.isoformat(), "word": one.word} for one in Thanks.objects.filter(user=person)
        ],
    }  # fmt: skip


def forget(person: User) -> None:
    Asked.objects.filter(user=person).delete()
    MeToo.objects.filter(user=person).delete()
    Thanks.objects.filter(user=person).update(user=None)
    Answer.objects.filter(Q(question__anonymous=True) & Q(author=person, from_asker=True)).update(organization=None)
    Answer.objects.filter(author=person).update(author=None)
    AnswerFile.objects.filter(added_by=person).update(added_by=None)
    Question.objects.filter(author=person, anonymous=True).update(organization=None)
    Question.objects.filter(author=person).update(author=None)

"""The messages of questions, on examples."""

from django.utils import timezone

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other

from . import mails
from .enums import Outcome, Urgency
from .models import Answer, Asked, Question, Thanks


def _question(**fields) -> Question:
    values = {
        "pk": PK, "club": club(), "author": somebody(), "organization": other(),
        "title": "Où faire laver trois cents serviettes après un banquet ?",
        "tried": "Une laverie du centre, fermée le lundi.", "urgency": Urgency.MONTH,
    }  # fmt: skip
    return Question(**(values | fields))


def _asked(**fields) -> Asked:
    """The reader is asked."""
    return Asked(
        pk=PK, club=club(), question=_question(**fields), user=person(), organization=organization(),
        reason="parce que vous proposez : « Du linge lavé et plié, le mardi »",
    )  # fmt: skip


def _answer(question: Question, **fields) -> Answer:
    values = {"pk": PK, "club": club(), "question": question, "author": somebody(), "organization": other()}
    return Answer(**(values | {"text": "Nous pouvons en prendre deux cents mardi. Appelez-moi."} | fields))


def _mine(**fields) -> Question:
    """The reader asked."""
    return _question(author=person(), organization=organization(), **fields)


def _asked_both_ways() -> None:
    mails.asked(_asked())
    mails.asked(_asked(urgency=Urgency.WEEK, anonymous=True, tried=""))


def _thanked() -> None:
    given = _answer(_question(), author=person())
    mails.thanked(Thanks(pk=PK, answer=given, user=somebody(), word="Une nappe comme neuve, merci."))


def _refused() -> None:
    mails.refused(
        _question(), address=person().email, user=person(), code="",
        sentence="Nous n'y avons trouvé que le message d'origine, ou une signature.", text="-- \nOdile",
    )  # fmt: skip


PREVIEWS = {
    "questions.asked": _asked_both_ways,
    "questions.reminder": lambda: mails.reminder(_asked()),
    "questions.answered": lambda: mails.answered(_answer(_mine())),
    "questions.followed": lambda: mails.follow(_answer(_question()), person()),
    "questions.accepted": lambda: mails.accepted(_answer(_question(), author=person())),
    "questions.solved": lambda: mails.solved(_answer(_question()), person()),
    "questions.thanked": _thanked,
    "questions.what_came": lambda: mails.what_came(_mine()),
    "questions.came_of_it": lambda: mails.came_of_it(
        _question(outcome=Outcome.SOLVED, outcome_note="Le linge est revenu jeudi."), person()
    ),
    "questions.unanswered": lambda: mails.unanswered(_question(), person(), asked_count=6),
    "questions.hidden": lambda: mails.hidden(
        _mine(hidden_reason="Elle nomme une personne.", updated_at=timezone.now())
    ),
    "questions.refused": _refused,
    "questions.files_refused": lambda: mails.files_refused(
        _answer(_question(), author=person()), user=person(), sentences=["tarifs.exe : ce type ne s'ouvre pas."]
    ),
}

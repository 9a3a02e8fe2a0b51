"""The life of a question, how pressing it is, what came of it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    OPEN = "open", _("Attend des réponses")
    SOLVED = "solved", _("A trouvé sa réponse")
    CLOSED = "closed", _("Refermée")
    WITHDRAWN = "withdrawn", _("Retirée")
    HIDDEN = "hidden", _("Masquée")


# verb → the states it starts from, and the one it leads to. `hide` and `show` are the organisers'.
QUESTION_VERBS: dict[str, tuple[set[str], str]] = {
    "solve": ({QuestionState.OPEN, QuestionState.SOLVED}, QuestionState.SOLVED),
    "close": ({QuestionState.OPEN}, QuestionState.CLOSED),
    "reopen": ({QuestionState.CLOSED, QuestionState.SOLVED}, QuestionState.OPEN),
    "withdraw": ({QuestionState.OPEN, QuestionState.CLOSED}, QuestionState.WITHDRAWN),
    "hide": ({QuestionState.OPEN, QuestionState.SOLVED, QuestionState.CLOSED}, QuestionState.HIDDEN),
    "show": ({QuestionState.HIDDEN}, QuestionState.OPEN),
}
AUTHOR_VERBS = frozenset({"close", "reopen", "withdraw"})
ORGANISER_VERBS = frozenset({"close", "hide", "show"})
SHOWN_STATES = frozenset({QuestionState.OPEN, QuestionState.SOLVED, QuestionState.CLOSED})
ANSWERABLE = frozenset({QuestionState.OPEN, QuestionState.SOLVED})


class Urgency(models.TextChoices):
    WEEK = "week", _("Cette semaine")
    MONTH = "month", _("Ce mois-ci")
    WHENEVER = "whenever", _("Rien ne presse")


# How long the first people asked have, before the next ones are.
DELAYS = {Urgency.WEEK: timedelta(days=1), Urgency.MONTH: timedelta(days=5), Urgency.WHENEVER: timedelta(days=10)}


class AnswerState(models.TextChoices):
    SHOWN = "shown", _("Affichée")
    WITHDRAWN = "withdrawn", _("Retirée")
    HIDDEN = "hidden", _("Masquée")


ANSWER_VERBS: dict[str, tuple[set[str], str]] = {
    "withdraw": ({AnswerState.SHOWN}, AnswerState.WITHDRAWN),
    "hide": ({AnswerState.SHOWN}, AnswerState.HIDDEN),
    "show": ({AnswerState.HIDDEN}, AnswerState.SHOWN),
}


class AskedState(models.TextChoices):
    WAITING = "waiting", _("N'a pas répondu")
    ANSWERED = "answered", _("A répondu")
    PASSED = "passed", _("Pas pour cette personne")


class Outcome(models.TextChoices):
    SOLVED = "solved", _("C'est réglé")
    FORWARD = "forward", _("Ça avance")
    OTHERWISE = "otherwise", _("Réglé autrement")
    NOTHING = "nothing", _("Toujours rien")

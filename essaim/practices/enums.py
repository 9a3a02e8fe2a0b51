"""The life of a practice, of a peer's reading, of a visit; the parts of the sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeState(models.TextChoices):
    DRAFT = "draft", _("À écrire")
    REVIEW = "review", _("En relecture")
    PUBLISHED = "published", _("Publiée")
    RECHECK = "recheck", _("À vérifier")
    ARCHIVED = "archived", _("Archivée")


# Verb → the states it starts from, and the one it leads to.
PRACTICE_VERBS: dict[str, tuple[set[str], str]] = {
    "submit": ({PracticeState.DRAFT}, PracticeState.REVIEW),
    "take_back": ({PracticeState.REVIEW}, PracticeState.DRAFT),
    "publish": ({PracticeState.REVIEW}, PracticeState.PUBLISHED),
    "ask_again": ({PracticeState.PUBLISHED}, PracticeState.RECHECK),
    "confirm": ({PracticeState.PUBLISHED, PracticeState.RECHECK}, PracticeState.PUBLISHED),
    "archive": (
        {PracticeState.DRAFT, PracticeState.REVIEW, PracticeState.PUBLISHED, PracticeState.RECHECK},
        PracticeState.ARCHIVED,
    ),
    "reopen": ({PracticeState.ARCHIVED}, PracticeState.DRAFT),
}
# What members find in the list; one to check again stays there, and says so.
STANDING = (PracticeState.PUBLISHED, PracticeState.RECHECK)


class Audience(models.TextChoices):
    MEMBERS = "members", _("Les membres du club")
    PUBLIC = "public", _("Tout le monde")


class PartKind(models.TextChoices):
    """The parts that are written, in their order."""

    SITUATION = "situation", _("La situation")
    DONE = "done", _("Ce que nous avons fait")
    MEANS = "means", _("Ce qu'il a fallu")
    RESULTS = "results", _("Ce que cela a donné")
    DIFFERENTLY = "differently", _("Ce que nous ferions autrement")


class ReviewState(models.TextChoices):
    ASKED = "asked", _("À lire")
    CLEAR = "clear", _("C'est clair")
    QUESTIONS = "questions", _("Voici ce que je demanderais")
    DECLINED = "declined", _("Pas cette fois")


REVIEW_VERBS: dict[str, tuple[set[str], str]] = {
    "find_clear": ({ReviewState.ASKED, ReviewState.QUESTIONS}, ReviewState.CLEAR),
    "question": ({ReviewState.ASKED, ReviewState.QUESTIONS, ReviewState.CLEAR}, ReviewState.QUESTIONS),
    "decline": ({ReviewState.ASKED}, ReviewState.DECLINED),
}


class VisitKind(models.TextChoices):
    VISIT = "visit", _("Une visite")
    CALL = "call", _("Un appel")


class VisitState(models.TextChoices):
    ASKED = "asked", _("Demandée")
    GIVEN = "given", _("A eu lieu")
    DECLINED = "declined", _("Pas possible")


VISIT_VERBS: dict[str, tuple[set[str], str]] = {
    "give": ({VisitState.ASKED}, VisitState.GIVEN),
    "refuse": ({VisitState.ASKED}, VisitState.DECLINED),
}


class CheckAnswer(models.TextChoices):
    """« Toujours vrai ? », once a year."""

    YES = "yes", _("Oui, rien n'a changé")
    CHANGED = "changed", _("Oui, avec des changements")
    NO = "no", _("Non, nous ne faisons plus ainsi")


class Cost(models.TextChoices):
    """Steps of the facet, in euros."""

    FREE = "free", _("Sans dépense")
    SMALL = "small", _("Moins de 500 €")
    MIDDLE = "middle", _("De 500 à 5 000 €")
    LARGE = "large", _("Plus de 5 000 €")
    UNKNOWN = "unknown", _("Coût non dit")

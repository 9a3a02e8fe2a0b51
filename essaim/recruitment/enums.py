"""Contracts, the lives of offers, of candidates and of shared posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contract(models.TextChoices):
    PERMANENT = "permanent", _("CDI")
    FIXED_TERM = "fixed_term", _("CDD")
    INCLUSION = "inclusion", _("CDD d'insertion (CDDI)")
    APPRENTICESHIP = "apprenticeship", _("Apprentissage")
    CIVIC_SERVICE = "civic_service", _("Service civique")
    INTERNSHIP = "internship", _("Stage")
    VOLUNTEERING = "volunteering", _("Bénévolat")


# Those whose pay is always told: a wage, and not an allowance or nothing.
WAGED = {Contract.PERMANENT, Contract.FIXED_TERM, Contract.INCLUSION, Contract.APPRENTICESHIP}


class PayPeriod(models.TextChoices):
    HOUR = "hour", _("de l'heure, brut")
    MONTH = "month", _("par mois, brut")
    YEAR = "year", _("par an, brut")


class Remote(models.TextChoices):
    NO = "no", _("Sur place")
    PARTLY = "partly", _("En partie à distance")
    FULLY = "fully", _("À distance")


class OfferState(models.TextChoices):
    OPEN = "open", _("Ouverte")
    EXPIRED = "expired", _("Date passée")
    FILLED = "filled", _("Pourvue")
    WITHDRAWN = "withdrawn", _("Retirée")


# verb → the states it starts from, and the one it leads to.
OFFER_VERBS: dict[str, tuple[set[str], str]] = {
    "expire": ({OfferState.OPEN}, OfferState.EXPIRED),
    "fill": ({OfferState.OPEN, OfferState.EXPIRED}, OfferState.FILLED),
    "withdraw": ({OfferState.OPEN, OfferState.EXPIRED}, OfferState.WITHDRAWN),
    "reopen": ({OfferState.EXPIRED, OfferState.FILLED, OfferState.WITHDRAWN}, OfferState.OPEN),
}


class FilledThrough(models.TextChoices):
    """How someone was found, as whoever hired says."""

    OFFER = "offer", _("Par cette annonce")
    MEMBER = "member", _("Un confrère du club nous a indiqué quelqu'un")
    CANDIDATE = "candidate", _("Une candidature spontanée reçue par le club")
    ELSEWHERE = "elsewhere", _("Autrement")


class NeedState(models.TextChoices):
    OPEN = "open", _("Cherche à se combiner")
    MET = "met", _("Pourvu")
    EXPIRED = "expired", _("Date passée")
    WITHDRAWN = "withdrawn", _("Retiré")


NEED_VERBS: dict[str, tuple[set[str], str]] = {
    "meet": ({NeedState.OPEN}, NeedState.MET),
    "expire": ({NeedState.OPEN}, NeedState.EXPIRED),
    "withdraw": ({NeedState.OPEN}, NeedState.WITHDRAWN),
}


class PostState(models.TextChoices):
    ANOTHER = "another", _("Une autre possibilité")
    PROPOSED = "proposed", _("Proposé")
    DISCUSSED = "discussed", _("En discussion")
    AGREED = "agreed", _("D'accord")
    HIRED = "hired", _("Embauche faite")
    GIVEN_UP = "given_up", _("Abandonné")


POST_VERBS: dict[str, tuple[set[str], str]] = {
    "choose": ({PostState.ANOTHER}, PostState.PROPOSED),
    "discuss": ({PostState.PROPOSED, PostState.DISCUSSED}, PostState.DISCUSSED),
    "agree": ({PostState.PROPOSED, PostState.DISCUSSED}, PostState.AGREED),
    "hire": ({PostState.AGREED}, PostState.HIRED),
    "give_up": ({PostState.PROPOSED, PostState.DISCUSSED, PostState.AGREED}, PostState.GIVEN_UP),
}
# A need is in one of these at most.
LIVE = {PostState.PROPOSED, PostState.DISCUSSED, PostState.AGREED, PostState.HIRED}
# Nobody is bound by these: a new search may put others in their place.
LOOSE = {PostState.ANOTHER, PostState.PROPOSED}


class Say(models.TextChoices):
    """What a structure concerned answers."""

    YES = "yes", _("Oui")
    MAYBE = "maybe", _("Peut-être")
    NO = "no", _("Non")


class Form(models.TextChoices):
    """The form that employs."""

    GROUP = "group", _("Groupement d'employeurs")
    LOAN = "loan", _("Prêt de main-d'œuvre à but non lucratif")
    PART_TIMES = "part_times", _("Plusieurs temps partiels")


class SeekerState(models.TextChoices):
    NEW = "new", _("Adresse à confirmer")
    SHARED = "shared", _("Lue par les membres")


# What ends it erases it: there is no other state.
SEEKER_VERBS: dict[str, tuple[set[str], str]] = {
    "confirm": ({SeekerState.NEW}, SeekerState.SHARED),
    "renew": ({SeekerState.SHARED}, SeekerState.SHARED),
}


class RecommendationState(models.TextChoices):
    SENT = "sent", _("Transmise")
    HIRED = "hired", _("Embauche faite")
    NOT_NOW = "not_now", _("Pas cette fois")


RECOMMENDATION_VERBS: dict[str, tuple[set[str], str]] = {
    "hire": ({RecommendationState.SENT, RecommendationState.NOT_NOW}, RecommendationState.HIRED),
    "pass_over": ({RecommendationState.SENT}, RecommendationState.NOT_NOW),
}

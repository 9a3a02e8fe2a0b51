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

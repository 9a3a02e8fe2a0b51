"""States of a campaign, of the message to each structure, of an application; who may do what, when."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    RUNNING = "running", _("Lancée")
    STOPPED = "stopped", _("Arrêtée")


# The life of a campaign: verb → the states it starts from, and the one it leads to.
CAMPAIGN_VERBS: dict[str, tuple[set[str], str]] = {
    "send": ({CampaignState.DRAFT, CampaignState.RUNNING}, CampaignState.RUNNING),
    "remind": ({CampaignState.RUNNING}, CampaignState.RUNNING),
    "stop": ({CampaignState.RUNNING}, CampaignState.STOPPED),
    "resume": ({CampaignState.STOPPED}, CampaignState.RUNNING),
}


class RecipientState(models.TextChoices):
    """What became of the message to one structure. What its people answered is said apart."""

    PICKED = "picked", _("Choisie, rien n'est parti")
    QUEUED = "queued", _("En route")
    SENT = "sent", _("Reçue")
    BOUNCED = "bounced", _("Adresse qui ne répond pas")
    FAILED = "failed", _("Pas partie")
    REFUSED = "refused", _("Ne veut plus être invitée")
    SHARED = "shared", _("Même adresse qu'une autre structure")


# What the outbox tells (kernel.hooks.mail_settled) → the state it leads to.
OUTCOMES = {
    "sent": RecipientState.SENT,
    "failed": RecipientState.FAILED,
    "bounced": RecipientState.BOUNCED,
    "refused": RecipientState.REFUSED,
}
MOST_REMINDERS = 2


class ApplicationState(models.TextChoices):
    """Where an organization stands on its way in."""

    NEW = "new", _("Adresse à confirmer")
    PROPOSED = "proposed", _("Proposée par un membre")
    SEEKING = "seeking", _("Cherche qui la parraine")
    ASKED = "asked", _("Un membre est sollicité")
    SPONSORED = "sponsored", _("Parrainée")
    OPEN = "open", _("Présentée aux membres")
    CONTESTED = "contested", _("Une opposition à examiner")
    ADMITTED = "admitted", _("Admise")
    REFUSED = "refused", _("Pas admise")
    WITHDRAWN = "withdrawn", _("Retirée")


_A = ApplicationState
CLOSED = {_A.ADMITTED, _A.REFUSED, _A.WITHDRAWN}
UNDER_WAY = set(_A) - CLOSED


class Part(models.TextChoices):
    """What a person is to an application: one may have several parts."""

    CANDIDATE = "candidate", _("Candidate")
    SPONSOR = "sponsor", _("Membre sollicité pour parrainer")
    MEMBER = "member", _("Membre")
    FOUNDER = "founder", _("Membre d'un club qui commence")
    OFFICER = "officer", _("Bureau")
    ORGANISER = "organiser", _("Animation")
    CLOCK = "clock", _("Le temps qui passe")


@dataclass(frozen=True)
class Verb:
    """`starts` (None: there is no application yet) → `state`; `by`: who may; `past`: the line of the timeline."""

    starts: frozenset[str | None]
    state: str | None  # None: the state stays
    by: frozenset[Part]
    past: Any


def _verb(starts, state, by, past) -> Verb:
    return Verb(frozenset(starts), state, frozenset(by), past)


# The whole life of an application. Which way of admission the club has chosen says besides which of `vote`,
# `open_to_members` and `admit` serve (queries.trail).
APPLICATION_VERBS: dict[str, Verb] = {
    "apply": _verb({None}, _A.NEW, {Part.CANDIDATE}, _("La structure demande à rejoindre le club")),
    "propose": _verb({None}, _A.PROPOSED, {Part.MEMBER}, _("Un membre propose de parrainer la structure")),
    "confirm": _verb({_A.NEW}, _A.SEEKING, {Part.CANDIDATE}, _("La demande est confirmée")),
    "accept": _verb({_A.PROPOSED}, _A.SPONSORED, {Part.CANDIDATE}, _("La structure accepte d'être parrainée")),
    "ask_sponsor": _verb({_A.SEEKING}, _A.ASKED, {Part.CANDIDATE, Part.ORGANISER}, _("Un membre est sollicité")),
    "decline": _verb({_A.ASKED}, _A.SEEKING, {Part.SPONSOR}, _("Ce membre ne parraine pas cette fois")),
    "vouch": _verb({_A.SEEKING, _A.ASKED}, _A.SPONSORED, {Part.SPONSOR, Part.MEMBER}, _("Un membre parraine")),
    "stand_in": _verb({_A.SEEKING, _A.ASKED}, _A.SPONSORED, {Part.ORGANISER}, _("L'animation se porte garante")),
    "go_without": _verb({_A.SEEKING}, _A.SPONSORED, {Part.CLOCK}, _("Le club commence : pas besoin de parrainage")),
    "open_to_members": _verb({_A.SPONSORED}, _A.OPEN, {Part.CLOCK}, _("La candidature est présentée aux membres")),
    "vote": _verb({_A.SPONSORED}, None, {Part.OFFICER}, _("Une voix du bureau")),
    "object": _verb({_A.OPEN}, _A.CONTESTED, {Part.MEMBER}, _("Un membre s'oppose")),
    "admit": _verb(
        {_A.SPONSORED, _A.OPEN, _A.CONTESTED}, _A.ADMITTED, {Part.ORGANISER, Part.FOUNDER, Part.CLOCK},
        _("La structure est membre du club"),
    ),
    "refuse": _verb(UNDER_WAY, _A.REFUSED, {Part.ORGANISER}, _("La structure n'est pas admise")),
    "withdraw": _verb(UNDER_WAY, _A.WITHDRAWN, {Part.CANDIDATE}, _("La structure retire sa demande")),
}  # fmt: skip


class SponsoringState(models.TextChoices):
    ASKED = "asked", _("Sollicité")
    VOUCHED = "vouched", _("Parraine")
    DECLINED = "declined", _("Pas cette fois")
    LAPSED = "lapsed", _("Sans suite")

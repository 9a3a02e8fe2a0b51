"""The life of a dossier, of a partner in it, of a section and of a task."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DossierState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("dossier", "Brouillon")
    RECRUITING = "recruiting", _("Équipe à réunir")
    COMPOSED = "composed", _("Équipe composée")
    WRITING = "writing", _("En rédaction")
    CHECKED = "checked", _("Prêt à envoyer")
    SUBMITTED = "submitted", pgettext_lazy("dossier", "Envoyé")
    WON = "won", pgettext_lazy("dossier", "Retenu")
    LOST = "lost", pgettext_lazy("dossier", "Non retenu")
    WITHDRAWN = "withdrawn", pgettext_lazy("dossier", "Abandonné")
    ARCHIVED = "archived", pgettext_lazy("dossier", "Archivé")


_D = DossierState
# What may still change: the composition, the words, the plan.
PREPARING = (_D.DRAFT, _D.RECRUITING, _D.COMPOSED, _D.WRITING, _D.CHECKED)
# Members of the club are asked in these, when the dossier is open to them.
LOOKING = (_D.RECRUITING, _D.COMPOSED, _D.WRITING)
# Partners are asked to confirm from the moment when the lead says that the team is composed.
CONFIRMING = (_D.COMPOSED, _D.WRITING, _D.CHECKED)
# Sent: nothing of the composition changes any more.
FROZEN = (_D.SUBMITTED, _D.WON, _D.LOST)
# Verb → the states it starts from, and the one it leads to.
DOSSIER_VERBS: dict[str, tuple[set[str], str]] = {
    "open": ({_D.DRAFT}, _D.RECRUITING),
    "compose": ({_D.DRAFT, _D.RECRUITING}, _D.COMPOSED),
    # Somebody lacks after all: the team is looked for again, what is written stays.
    "recruit": ({_D.COMPOSED, _D.WRITING, _D.CHECKED}, _D.RECRUITING),
    "write": ({_D.COMPOSED, _D.CHECKED}, _D.WRITING),
    "check": ({_D.COMPOSED, _D.WRITING}, _D.CHECKED),
    "submit": ({_D.CHECKED}, _D.SUBMITTED),
    "win": ({_D.SUBMITTED}, _D.WON),
    "lose": ({_D.SUBMITTED}, _D.LOST),
    "withdraw": ({_D.DRAFT, _D.RECRUITING, _D.COMPOSED, _D.WRITING, _D.CHECKED, _D.SUBMITTED}, _D.WITHDRAWN),
    "archive": ({_D.WON, _D.LOST, _D.WITHDRAWN}, _D.ARCHIVED),
}


class ConsortiumForm(models.TextChoices):
    """How partners are bound (Code de la commande publique R2142-20 and R2142-24)."""

    JOINT = "joint", _("Groupement conjoint")
    SEVERAL = "joint_and_several", _("Groupement solidaire")
    LIABLE_LEAD = "joint_with_liable_lead", _("Conjoint, avec mandataire solidaire")


class OpenTo(models.TextChoices):
    CLUB = "club", _("Les membres du club peuvent se proposer")
    NAMED = "named", _("Seulement les structures invitées")


class PartnerRole(models.TextChoices):
    LEAD = "lead", _("Mandataire")
    PARTNER = "partner", _("Cotraitant")
    SUBCONTRACTOR = "subcontractor", _("Sous-traitant")


class PartnerState(models.TextChoices):
    RAISED = "raised", _("Se propose")
    INVITED = "invited", pgettext_lazy("partner", "Invitée")
    ACCEPTED = "accepted", _("Dans l'équipe")
    CONFIRMED = "confirmed", _("A confirmé")
    DECLINED = "declined", _("N'en sera pas")
    LEFT = "left", _("A quitté l'équipe")


_P = PartnerState
PARTNER_VERBS: dict[str, tuple[set[str], str]] = {
    "accept": ({_P.RAISED, _P.INVITED}, _P.ACCEPTED),
    "decline": ({_P.RAISED, _P.INVITED}, _P.DECLINED),
    "confirm": ({_P.ACCEPTED}, _P.CONFIRMED),
    # Shares or roles changed: what was confirmed is to be confirmed anew.
    "unconfirm": ({_P.CONFIRMED}, _P.ACCEPTED),
    "leave": ({_P.ACCEPTED, _P.CONFIRMED}, _P.LEFT),
}
ASKED = (_P.RAISED, _P.INVITED)
IN_TEAM = (_P.ACCEPTED, _P.CONFIRMED)
ACTIVE = (*ASKED, *IN_TEAM)
WHOLE = 10_000  # hundredths of a percent


class NeedKind(models.TextChoices):
    SKILL = "skill", _("Savoir-faire")
    TERRITORY = "territory", _("Territoire")
    STATUS = "status", _("Statut ou agrément")
    CAPACITY = "capacity", _("Capacité")
    REFERENCE = "reference", _("Référence")
    OWN_FUNDS = "own_funds", _("Fonds propres")


class SectionState(models.TextChoices):
    TO_WRITE = "to_write", _("À écrire")
    IN_REVIEW = "in_review", _("À relire")
    DONE = "done", pgettext_lazy("section", "Terminée")


_S = SectionState
SECTION_VERBS: dict[str, tuple[set[str], str]] = {
    "review": ({_S.TO_WRITE}, _S.IN_REVIEW),
    "finish": ({_S.TO_WRITE, _S.IN_REVIEW}, _S.DONE),
    "reopen": ({_S.IN_REVIEW, _S.DONE}, _S.TO_WRITE),
}


class LinkKind(models.TextChoices):
    PARTNER = "partner", _("Partenaire sans compte")
    READER = "reader", _("Lecture seule")

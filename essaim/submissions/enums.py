"""Of whom a paper is asked, and where it stands; by which way a file leaves, and what follows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.dossiers.enums import PartnerRole


class Asked(models.TextChoices):
    TEAM = "team", _("Chaque structure de l'équipe")
    MEMBERS = "members", _("La mandataire et les cotraitantes")
    LEAD = "lead", _("La structure mandataire")
    SUBCONTRACTORS = "subcontractors", _("Les sous-traitantes")
    ONE = "one", _("Une structure précise")


# The roles of which a line of the checklist asks its paper; for `ONE` the line names the partner.
ROLES: dict[str, set[str]] = {
    Asked.TEAM: set(PartnerRole.values),
    Asked.MEMBERS: {PartnerRole.LEAD, PartnerRole.PARTNER},
    Asked.LEAD: {PartnerRole.LEAD},
    Asked.SUBCONTRACTORS: {PartnerRole.SUBCONTRACTOR},
    Asked.ONE: set(),
}


class PaperStatus(models.TextChoices):
    """Of an asked paper, for the dossier."""

    MISSING = "missing", _("Manque")
    PROBLEM = "problem", _("À remplacer")
    TO_GIVE = "to_give", _("À confier")
    GIVEN = "given", _("Donnée")


class Urgency(models.IntegerChoices):
    """How much a point prevents sending."""

    BLOCKING = 0, _("Empêche l'envoi")
    SOON = 1, _("À régler avant l'envoi")
    TO_SEE = 2, _("À regarder")


class Channel(models.TextChoices):
    PLATFORM = "platform", _("Plateforme du financeur ou profil d'acheteur")
    MAIL = "mail", _("Courriel")
    POST = "post", _("Courrier ou remise en main propre")


class ReportKind(models.TextChoices):
    """`FINANCIAL`: within six months of the end of the year for which the grant was given (Cerfa 15059*02; arrêté du
    11 octobre 2006)."""

    FINANCIAL = "financial", _("Compte rendu financier (15059*02)")
    ACTIVITY = "activity", _("Rapport d'activité")
    STEP = "step", _("Point d'étape")
    OTHER = "other", _("Autre")


class Due(models.TextChoices):
    """Where something that has a day stands."""

    DONE = "done", _("Fait")
    LATE = "late", _("En retard")
    SOON = "soon", _("Bientôt")
    AHEAD = "ahead", _("À venir")

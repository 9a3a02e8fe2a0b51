"""Of whom a paper is asked, and where it stands."""

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

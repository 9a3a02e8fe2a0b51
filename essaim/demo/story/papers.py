"""The papers of the dossiers that are being written: asked, given by those who have them, lacking here and there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.dossiers import queries as dossiers
from essaim.dossiers import rules
from essaim.dossiers.models import Dossier
from essaim.submissions import actions
from essaim.submissions.checklist import checklist_of
from essaim.submissions.lists import usual_for

from .cast import Cast
from .invented import invented_pdf


def add_dossier_papers(cast: Cast) -> None:
    for dossier in Dossier.objects.filter(club=cast.club).select_related("club", "call").order_by("pk"):
        if dossier.may_change and dossier.composition_number:
            _fill(dossier)


def _fill(dossier: Dossier) -> None:
    """Each vault gives what it has and is valid, the lead's own aside: it will with one click. A partner from outside
    hands its bylaws in."""
    actions.use_checklist(dossier=dossier, name=usual_for(dossier), actor=None)
    partners = dossiers.partners_of(dossier)
    team = rules.team_of(partners)
    for papers in checklist_of(dossier, partners, {one.organization_id for one in team}):
        partner = papers.partner
        if papers.ready and partner.pk != team[0].pk:
            people = dossiers.people_of(partner)
            actions.give_papers(
                partner=partner, keys=[one.pk for one in papers.ready], actor=people[0] if people else None
            )
        elif not papers.has_vault:
            content = invented_pdf("Statuts signés", [partner.organization.name, "Pièce inventée, pour essayer."])
            actions.add_direct(
                partner=partner, kind="statuts", upload=SimpleUploadedFile("statuts.pdf", content), actor=None,
                by=partner.contact_name,
            )  # fmt: skip

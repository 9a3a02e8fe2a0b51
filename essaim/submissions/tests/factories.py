"""Dossiers with a checklist, and vaults that meet it."""

from datetime import timedelta

from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions as dossiers
from essaim.dossiers import queries
from essaim.dossiers.models import AccessLink, Dossier, Partner
from essaim.dossiers.tests.factories import a_member, again, make_dossier, part_of
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization
from essaim.submissions import actions
from essaim.submissions.enums import Asked


class Scene:
    """A club; La Brouette leads, Les Vélos are partner; sirene and statuts are asked of both, RIB of the lead."""

    def __init__(self, *, days: int | None = 30, asked: bool = True) -> None:
        self.club: Club = make_club()
        self.brouette: Organization = a_member(self.club, "La Brouette partagée", person="Odile Fruchart")
        self.velos: Organization = a_member(self.club, "Les Vélos du Canal", person="Karim Delobelle")
        self.dossier: Dossier = make_dossier(self.club, self.brouette, self.velos, days=days)
        if asked:
            for kind, who in (("statuts", Asked.TEAM), ("sirene", Asked.TEAM), ("rib", Asked.LEAD)):
                actions.ask_paper(dossier=self.dossier, kind=kind, who=who, actor=None)

    def part(self, organization: Organization) -> Partner:
        return part_of(again(self.dossier), organization)

    def give(self, organization: Organization, *papers, actor: User | None = None):
        keys = [paper.pk for paper in papers]
        return actions.give_papers(partner=self.part(organization), keys=keys, actor=actor)

    def outside(self) -> tuple[Partner, AccessLink]:
        """A partner without account, in the team, with its link."""
        partner = dossiers.invite_outside(
            dossier=again(self.dossier), actor=None, name="Les Jardins", contact_name="Claire Lefort",
            email="claire@example.org",
        )  # fmt: skip
        partner = queries.partner_by_pk(again(self.dossier), partner.pk)
        dossiers.accept(partner=partner, actor=None, by="Claire Lefort")
        partner = queries.partner_by_pk(again(self.dossier), partner.pk)
        link = queries.link_of(partner) or dossiers.send_link(partner=partner, actor=None)
        return partner, link


def soon(days: int):
    return localdate() + timedelta(days=days)


__all__ = ["Scene", "again", "make_organization", "soon"]

"""The papers and checks of a dossier that the member leads: for its team, and nobody else of the club."""

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.dossiers.models import Dossier
from essaim.dossiers.tests.factories import make_dossier, part_of, send
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization
from essaim.submissions import actions
from essaim.submissions.models import AskedPaper, GivenPaper
from essaim.vault.tests.factories import make_paper, upload

from .rows import CLUB, Row

TEAM = (302, 404, 200, 404, 404, 404)
TEAM_ACT = (302, 404, 302, 404, 404, 404)
OURS = {**CLUB, "pk": "papers_dossier_pk"}
SENT = {**CLUB, "pk": "kept_dossier_pk"}


class JoinedCast:
    club: Club
    organization: Organization

    papers_dossier_pk = property(lambda self: _led(self).pk)
    own_part_pk = property(lambda self: part_of(_led(self), self.organization).pk)
    # Of a partner whose vault nobody opens: who leads hands in for it.
    quiet_part_pk = property(lambda self: _quiet(self).pk)
    asked_pk = property(lambda self: _asked(self).pk)
    direct_pk = property(lambda self: _direct(self))
    asked_kind = "statuts"
    kept_dossier_pk = property(lambda self: _sent(self).dossier_id)
    given_pk = property(lambda self: _sent(self).pk)


def _led(cast: JoinedCast) -> Dossier:
    known = Dossier.objects.select_related("club").filter(club=cast.club, title="Une cuisine à nous").first()
    return known or make_dossier(cast.club, cast.organization, title="Une cuisine à nous")


def _quiet(cast: JoinedCast):
    dossier = _led(cast)
    known = dossier.partners.filter(organization__name="Les Jardins").first()
    if known is None:
        quiet = make_member(cast.club, make_organization("Les Jardins"))
        known = dossier.partners.create(club=cast.club, organization=quiet, state="accepted", email="j@example.org")
    return known


def _asked(cast: JoinedCast) -> AskedPaper:
    return actions.ask_paper(dossier=_led(cast), kind="statuts", who="team", actor=None)


def _direct(cast: JoinedCast) -> int:
    partner = _quiet(cast)
    known = partner.direct_papers.first()
    return (known or actions.add_direct(partner=partner, kind="statuts", upload=upload(), actor=None)).pk


def _sent(cast: JoinedCast) -> GivenPaper:
    if known := GivenPaper.objects.filter(club=cast.club).first():
        return known
    dossier = make_dossier(cast.club, cast.organization, title="Envoyé")
    paper = make_paper(cast.organization, "cer")
    actions.give_papers(partner=part_of(dossier, cast.organization), keys=[paper.pk], actor=None)
    send(dossier)
    return GivenPaper.objects.get()


PAPERS = {
    "submissions:papers": Row(TEAM, OURS),
    "submissions:checks": Row(TEAM, OURS),
    "submissions:checklist": Row(TEAM, OURS),
    "submissions:use_list": Row(TEAM_ACT, OURS, "post", {"liste": "grant"}),
    "submissions:drop_paper": Row(TEAM_ACT, OURS | {"asked_pk": "asked_pk"}, "post"),
    "submissions:give_papers": Row(TEAM_ACT, OURS | {"partner_pk": "own_part_pk"}, "post"),
    "submissions:add_direct": Row(TEAM, OURS | {"partner_pk": "quiet_part_pk", "code": "asked_kind"}),
    "submissions:remove_direct": Row(TEAM_ACT, OURS | {"direct_pk": "direct_pk"}, "post"),
    "submissions:read_direct": Row(TEAM, OURS | {"direct_pk": "direct_pk"}, "post"),
    "submissions:read_given": Row(TEAM, SENT | {"given_pk": "given_pk"}, "post"),
}

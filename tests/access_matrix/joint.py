"""Joint answers: who takes part in one, and nobody else, whatever their charge in the club."""

from essaim.calls.tests.factories import make_call
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.dossiers import actions
from essaim.dossiers.links import link_token
from essaim.dossiers.models import Dossier
from essaim.dossiers.tests.factories import make_dossier, part_of
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .rows import CLUB, MEMBERS, PUBLIC, Row

# The member alone acts for a partner: organisers, officers and the operator have no seat in a dossier.
TEAM = (302, 404, 200, 404, 404, 404)
TEAM_POST = (302, 404, 302, 404, 404, 404)
LED = {**CLUB, "pk": "led_dossier_pk"}
PART = {**LED, "partner_pk": "lead_part_pk"}
SECTION = {**LED, "section_pk": "dossier_section_pk"}
TASK = {**LED, "task_pk": "plan_task_pk"}
PACKAGE = {**LED, "package_pk": "work_package_pk"}


class JointCast:
    club: Club
    organization: Organization

    led_dossier_pk = property(lambda self: _led(self).pk)
    open_dossier_pk = property(lambda self: _other(self, "Une légumerie").pk)
    asking_dossier_pk = property(lambda self: _asked(self)[0].pk)
    asked_part_pk = property(lambda self: _asked(self)[1].pk)
    handed_dossier_pk = property(lambda self: _handed(self)[0].pk)
    handed_part_pk = property(lambda self: _handed(self)[1].pk)
    lead_part_pk = property(lambda self: part_of(_led(self), self.organization).pk)
    raised_part_pk = property(lambda self: _raised(self))
    outside_part_pk = property(lambda self: _outside(self).pk)
    dossier_section_pk = property(lambda self: _led(self).sections.first().pk)
    plan_task_pk = property(lambda self: _led(self).tasks.first().pk)
    work_package_pk = property(lambda self: _package(self))
    dossier_need_pk = property(
        lambda self: actions.set_need(dossier=_led(self), actor=None, kind="skill", label="Cuisine").pk
    )
    dossier_link_pk = property(lambda self: _outside(self).links.get().pk)
    dossier_link_token = property(lambda self: link_token(_outside(self).links.get()))
    joint_call_pk = property(lambda self: make_call().pk)
    dossier_verb = "open"


def _led(cast: JointCast) -> Dossier:
    known = Dossier.objects.filter(club=cast.club, title="Cuisine partagée").first()
    return known or make_dossier(cast.club, cast.organization, template="free", opened=False)


def _other(cast: JointCast, title: str) -> Dossier:
    if known := Dossier.objects.filter(club=cast.club, title=title).first():
        return known
    lead = make_member(cast.club, make_organization(f"Qui mène {title}"))
    make_representation(lead, make_user())
    return make_dossier(cast.club, lead, title=title)


def _asked(cast: JointCast):
    dossier = _other(cast, "Un marché")
    known = dossier.partners.filter(organization=cast.organization).first()
    return dossier, known or actions.invite(dossier=dossier, organization=cast.organization, actor=None)


def _handed(cast: JointCast):
    dossier = _other(cast, "À transmettre")
    known = dossier.partners.filter(organization=cast.organization).first()
    if known is None:
        known = actions.invite(dossier=dossier, organization=cast.organization, actor=None)
        actions.accept(partner=known, actor=None)
        actions.hand_over(dossier=dossier, to=known, actor=None)
    return dossier, known


def _raised(cast: JointCast) -> int:
    dossier = _led(cast)
    if dossier.state == "draft":
        dossier = actions.open_dossier(dossier=dossier, actor=None)
    other = make_member(cast.club, make_organization("Se propose"))
    return actions.raise_hand(dossier=dossier, organization=other, actor=None).pk


def _outside(cast: JointCast):
    dossier = _led(cast)
    known = dossier.partners.filter(email="claire@fournil.example").first()
    return known or actions.invite_outside(
        dossier=dossier, name="Le Fournil", email="claire@fournil.example", actor=None
    )


def _package(cast: JointCast) -> int:
    dossier = _led(cast)
    known = dossier.packages.first()
    return (known or actions.set_package(dossier=dossier, actor=None, title="Un lot")).pk


JOINT = {
    "dossiers:index": Row(MEMBERS, CLUB),
    "dossiers:start": Row(MEMBERS, CLUB),
    "dossiers:link": Row(PUBLIC, {**CLUB, "token": "dossier_link_token"}),
    "dossiers:partant": Row(TEAM_POST, {**CLUB, "call_pk": "joint_call_pk"}, "post"),
    # Open to the club: members see what it is about; the rest is the team's.
    "dossiers:detail": Row(MEMBERS, {**CLUB, "pk": "open_dossier_pk"}),
    "dossiers:edit": Row(TEAM, LED),
    "dossiers:turn": Row(TEAM_POST, {**LED, "verb": "dossier_verb"}, "post"),
    "dossiers:raise_hand": Row(TEAM_POST, {**CLUB, "pk": "open_dossier_pk"}, "post"),
    "dossiers:link_call": Row(TEAM_POST, LED, "post"),
    "dossiers:duplicate": Row(TEAM, LED),
    "dossiers:close_door": Row(TEAM_POST, LED, "post"),
    "dossiers:readers": Row(TEAM, LED),
    "dossiers:withdraw_link": Row(TEAM_POST, {**LED, "link_pk": "dossier_link_pk"}, "post"),
    "dossiers:needs": Row(TEAM, LED),
    "dossiers:take_need": Row(TEAM_POST, LED, "post"),
    "dossiers:remove_need": Row(TEAM_POST, {**LED, "need_pk": "dossier_need_pk"}, "post"),
    "dossiers:team": Row(TEAM, LED),
    "dossiers:versions": Row(TEAM, LED),
    "dossiers:shares": Row(TEAM, LED),
    "dossiers:compose": Row(TEAM_POST, LED, "post"),
    "dossiers:hand_over": Row(TEAM_POST, LED, "post"),
    "dossiers:invite": Row(TEAM, LED),
    "dossiers:invite_one": Row(TEAM, {**LED, "organization_pk": "organization_pk"}),
    "dossiers:answer": Row(
        TEAM_POST, {**CLUB, "pk": "asking_dossier_pk", "partner_pk": "asked_part_pk"}, "post", {"oui": "1"}
    ),
    "dossiers:welcome": Row(TEAM_POST, {**LED, "partner_pk": "raised_part_pk"}, "post", {"oui": "1"}),
    "dossiers:confirm": Row(TEAM_POST, PART, "post", {"version": "1"}),
    "dossiers:leave": Row(TEAM_POST, PART, "post"),
    "dossiers:contact": Row(TEAM, PART),
    "dossiers:send_link": Row(TEAM_POST, {**LED, "partner_pk": "outside_part_pk"}, "post"),
    "dossiers:take_over": Row(
        TEAM_POST, {**CLUB, "pk": "handed_dossier_pk", "partner_pk": "handed_part_pk"}, "post", {"oui": "1"}
    ),
    "dossiers:file": Row(TEAM, LED),
    "dossiers:outline": Row(TEAM_POST, LED, "post", {"modele": "free"}),
    "dossiers:section_add": Row(TEAM, LED),
    "dossiers:section": Row(TEAM, SECTION),
    "dossiers:here": Row(TEAM_POST, SECTION, "post"),
    "dossiers:section_edit": Row(TEAM, SECTION),
    "dossiers:section_turn": Row(TEAM_POST, SECTION, "post", {"verbe": "review"}),
    "dossiers:section_move": Row(TEAM_POST, SECTION, "post"),
    "dossiers:section_remove": Row(TEAM_POST, SECTION, "post"),
    "dossiers:plan": Row(TEAM, LED),
    "dossiers:propose_plan": Row(TEAM_POST, LED, "post"),
    "dossiers:decide": Row(TEAM_POST, LED, "post", {"words": "On loue"}),
    "dossiers:meet": Row(TEAM, LED),
    "dossiers:add_task": Row(TEAM, LED),
    "dossiers:edit_task": Row(TEAM, TASK),
    "dossiers:mark_task": Row(TEAM_POST, TASK, "post"),
    "dossiers:remove_task": Row(TEAM_POST, TASK, "post"),
    "dossiers:add_package": Row(TEAM, LED),
    "dossiers:edit_package": Row(TEAM, PACKAGE),
    "dossiers:remove_package": Row(TEAM_POST, PACKAGE, "post"),
}

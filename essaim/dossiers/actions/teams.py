"""Teams that the engine proposes, and inviting one of them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from ..candidates import Asked, Pool, as_asked, pool_for
from ..engine import Team, compose
from ..enums import ACTIVE, PartnerRole
from ..models import Dossier, Partner, TeamProposal
from . import team as members
from .common import lock_open, told

SECONDS = 3.0
COUNT = 5
MOST_ASKED = 40  # structures that are kept, or excluded


def propose_teams(*, dossier: Dossier, actor: User | None, asked: Asked) -> TeamProposal:
    """Look for teams, three seconds at most, and keep them in place of those found before.

    Refuses without any need (`needs`), when nobody is there to choose (`nobody`), when nobody brings anything
    (`nothing`), and once the dossier is sent (`frozen`).

    The search holds nothing: only what it found is written in a transaction.
    """
    if not dossier.needs.exists():
        raise Refusal(_("Dites d'abord ce qu'il faut : une équipe se choisit sur des besoins."), code="needs")
    if len(asked.kept) + len(asked.excluded) > MOST_ASKED:
        raise Refusal(_("Gardez ou écartez quarante structures au plus."), code="many")
    pool = pool_for(dossier, asked)
    teams = compose(pool.problem, count=COUNT, seed=dossier.pk, seconds=SECONDS)
    if not teams or len(pool.problem.candidates) < 2:
        raise Refusal(_("Il n'y a personne d'autre à proposer. Cherchez dans tout l'annuaire."), code="nobody")
    teams = [team for team in teams if _brings(team, pool)]
    if not teams:
        raise Refusal(
            _("Personne n'apporte ce qui manque parmi les membres. Cherchez dans tout l'annuaire.")
            if not asked.wide
            else _("Personne n'apporte ce qui manque. Dites les besoins en d'autres mots."),
            code="nothing",
        )
    return _keep(dossier, actor, asked, pool, teams)


def _brings(team: Team, pool: Pool) -> bool:
    """Whether somebody who is not in yet carries something, or nobody is added."""
    added = set(team.members) - pool.problem.kept
    return not added or any(added & set(who) for who in team.carriers.values())


@transaction.atomic
def _keep(dossier: Dossier, actor: User | None, asked: Asked, pool: Pool, teams: list[Team]) -> TeamProposal:
    dossier = lock_open(dossier)
    row, _made = TeamProposal.objects.update_or_create(
        dossier=dossier,
        defaults={
            "club": dossier.club,
            "wide": asked.wide,
            "kept": sorted(asked.kept),
            "excluded": sorted(asked.excluded),
            "needs": as_asked(pool.needs),
            "unread": [need.label for need in pool.unread],
            "teams": [as_json(team, pool) for team in teams],
            "candidates": len(pool.problem.candidates),
            "actor": actor,
        },
    )
    told(dossier, "propose_teams", actor, teams=len(teams), candidates=row.candidates)
    return row


def as_json(team: Team, pool: Pool) -> dict[str, Any]:
    """`proven`: pairs who worked together, with how many answers they sent (none: they helped one another)."""
    none: dict[int, int] = {}
    pairs: list[list[Any]] = [
        [one, other, pool.answers.get(one, none).get(other, 0)] for one, other, _times in team.proven
    ]
    return {
        "members": list(team.members), "points": team.points, "bound": team.bound, "gap": team.gap,
        "covered": list(team.covered), "partly": list(team.partly), "missing": list(team.missing),
        "carriers": {str(key): list(who) for key, who in team.carriers.items()},
        "proven": sorted(pairs, key=lambda pair: -pair[2]), "new": list(team.new), "farthest": team.farthest,
    }  # fmt: skip


@transaction.atomic
def invite_team(*, proposal: TeamProposal, number: int, actor: User | None) -> tuple[list[Partner], list[str]]:
    """Invite those of the team who are not in yet, nor asked. Returns the invitations, and the sentences of those that
    could not leave (a structure without address). Refuses a team that is not there (`team`)."""
    dossier = lock_open(proposal.dossier)
    if not 0 <= number < len(proposal.teams):
        raise Refusal(_("Cette équipe n'est plus là : demandez-en d'autres."), code="team")
    team = proposal.teams[number]
    there = set(Partner.objects.filter(dossier=dossier, state__in=ACTIVE).values_list("organization_id", flat=True))
    organizations = Organization.objects.in_bulk([key for key in team["members"] if key not in there])
    labels = {need["key"]: need["label"] for need in proposal.needs}
    invited, refused = [], []
    for key in team["members"]:
        organization = organizations.get(key)
        if organization is None:
            continue
        brings = [labels[int(need)] for need, who in team["carriers"].items() if key in who and int(need) in labels]
        word = _("Nous pensons à vous pour : %(needs)s.") % {"needs": ", ".join(brings)} if brings else ""
        try:
            invited.append(
                members.invite(
                    dossier=dossier, organization=organization, actor=actor, role=PartnerRole.PARTNER, word=word
                )
            )
        except Refusal as refusal:
            refused.append(refusal.sentence)
    told(dossier, "invite_team", actor, invited=[row.organization_id for row in invited])
    return invited, refused

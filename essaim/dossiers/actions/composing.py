"""Roles, shares and amounts; who confirms them; who leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .. import mails, queries, rules
from ..enums import CONFIRMING, IN_TEAM, WHOLE, PartnerRole, PartnerState
from ..models import Confirmation, Dossier, Partner
from .common import fresh, lock, lock_open, new_version, told, turn, turn_partner


@dataclass(frozen=True)
class Place:
    """What a partner gets: its role, its share in hundredths of a percent, its amount in cents, what it brings."""

    role: str
    share: int | None = None
    amount_cents: int | None = None
    brings: str = ""


@transaction.atomic
def set_shares(
    *, dossier: Dossier, places: Mapping[int, Place], actor: User | None, form: str | None = None, by: str = "",
    seen: int | None = None,
) -> Dossier:  # fmt: skip
    """Write roles, shares and amounts of the team, by key of partner, in one version; maybe the consortium's form.

    Who leads does not change here: `hand_over`. Refuses a share over 100 % (`share`), another lead (`lead`), a partner
    who is not in (`gone`), and, with `seen` (the number of the version before the person's eyes), when the composition
    has changed meanwhile (`changed`). Shares may be unsaid, or not make 100 %, while the team is being composed.
    """
    dossier = lock_open(dossier)
    if seen is not None and seen != dossier.composition_number:
        raise Refusal(
            _("La composition vient de changer. Relisez-la, puis dites ce qui doit changer."), code="changed"
        )  # fmt: skip
    team = {one.pk: one for one in rules.team_of(queries.partners_of(dossier))}
    said, asks = [], False
    for pk, place in places.items():
        partner = team.get(pk)
        if partner is None:
            raise Refusal(_("Cette structure n'est pas dans l'équipe."), code="gone")
        change = _placed(partner, place)
        if change is not None:
            said.append(change[0])
            asks = asks or change[1]
    if form and form != dossier.form:
        dossier.form = form
        dossier.save(update_fields=["form", "updated_at"])
        said.append(str(dossier.get_form_display()))
        asks = True
    if said:
        new_version(dossier, " ; ".join(said), asks=asks, actor=actor, by=by)
    return dossier


def _placed(partner: Partner, place: Place) -> tuple[str, bool] | None:
    """Write what changes of one partner: what changed in words, and whether it binds; None when nothing does."""
    name = partner.organization.name
    role = PartnerRole(place.role)
    if (role == PartnerRole.LEAD) != (partner.role == PartnerRole.LEAD):
        raise Refusal(
            _("Le mandataire change en passant la main, avec l'accord des deux structures."), code="lead", field="role"
        )  # fmt: skip
    share = None if role == PartnerRole.SUBCONTRACTOR else place.share
    if share is not None and not 0 <= share <= WHOLE:
        raise Refusal(_("Une part va de zéro à cent pour cent."), code="share", field="share")
    words, binding = [], False
    if role != partner.role:
        words.append(str(role.label).lower())
        binding = True
    if share != partner.share:
        words.append(rules.percent(share) or _("part à dire"))
        binding = True
    if place.amount_cents != partner.amount_cents:
        words.append(_("montant"))
        binding = True
    brings = place.brings.strip()[:1000]
    if brings != partner.brings:
        words.append(_("ce qu'elle apporte"))
    if not words:
        return None
    partner.role, partner.share, partner.amount_cents, partner.brings = role, share, place.amount_cents, brings
    partner.save(update_fields=["role", "share", "amount_cents", "brings", "updated_at"])
    return f"{name} : {', '.join(words)}", binding


@transaction.atomic
def compose(*, dossier: Dossier, actor: User | None) -> Dossier:
    """The team is composed: each partner is asked to confirm. Refuses (code of the lack) without lead, without form,
    or when shares do not make 100 %; and while somebody is asked and has not answered (`asked`)."""
    dossier = lock_open(dossier)
    partners = queries.partners_of(dossier)
    if found := rules.lacks(dossier, partners):
        raise Refusal(found[0].sentence, code=found[0].code)
    dossier = turn(dossier, "compose", actor)
    version = queries.latest_asked(dossier)
    for partner in rules.team_of(partners):
        if partner.state == PartnerState.ACCEPTED and version:
            mails.please_confirm(partner, version)
    return dossier


@transaction.atomic
def confirm(
    *, partner: Partner, actor: User | None, number: int, by: str = ""
) -> Confirmation:  # fmt: skip
    """A partner says yes to version `number`, in its own name. Said already, it stays said.

    Refuses another version than the last (`changed`), a composition that is not agreed yet (its lack, or `not_yet`).
    """
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    if dossier.state not in CONFIRMING:
        raise Refusal(_("La composition n'est pas encore arrêtée : rien n'est à confirmer."), code="not_yet")
    if partner.state not in IN_TEAM:
        raise Refusal(_("Cette structure n'est pas dans l'équipe."), code="gone")
    version = queries.latest_asked(dossier)
    if version is None or version.number != number:
        raise Refusal(
            _("La composition vient de changer. Relisez-la avant de confirmer."), code="changed"
        )  # fmt: skip
    if found := rules.lacks(dossier, queries.partners_of(dossier)):
        raise Refusal(found[0].sentence, code=found[0].code)
    row, made = Confirmation.objects.get_or_create(
        club=dossier.club, partner=partner, composition=version, defaults={"user": actor, "by": by}
    )
    if partner.state == PartnerState.ACCEPTED:
        turn_partner(partner, "confirm")
    if made:
        told(dossier, "confirm", actor, by=by, organization=partner.organization_id, number=number)
        if all(one.state == PartnerState.CONFIRMED for one in rules.team_of(queries.partners_of(dossier))):
            mails.all_confirmed(dossier, version)
    return row


@transaction.atomic
def hand_over(*, dossier: Dossier, to: Partner, actor: User | None) -> Dossier:
    """The lead asks a partner to lead in its place; it is done once that one says yes. Refuses one who is not in the
    team (`gone`), a subcontractor (`role`): it is no member of the group."""
    dossier = lock_open(dossier)
    to = fresh(dossier, to)
    if to.state not in IN_TEAM or to.role == PartnerRole.LEAD:
        raise Refusal(_("Choisissez une autre structure de l'équipe."), code="gone", field="partner")
    if to.role == PartnerRole.SUBCONTRACTOR:
        raise Refusal(
            _("Un sous-traitant n'est pas membre du groupement : il ne peut pas le mener."), code="role",
            field="partner",
        )  # fmt: skip
    dossier.handed_to = to
    dossier.save(update_fields=["handed_to", "updated_at"])
    told(dossier, "hand_over", actor, to=to.organization_id)
    mails.hand_over(to)
    return dossier


@transaction.atomic
def keep_lead(*, dossier: Dossier, actor: User | None, by: str = "") -> Dossier:
    """The lead changes its mind, or the partner asked says no."""
    dossier = lock(dossier)
    if dossier.handed_to_id is not None:
        dossier.handed_to = None
        dossier.save(update_fields=["handed_to", "updated_at"])
        told(dossier, "keep_lead", actor, by=by)
    return dossier


@transaction.atomic
def take_over(*, partner: Partner, actor: User | None, by: str = "") -> Dossier:
    """The partner asked says yes: it leads, the former lead stays a partner; a version that all confirm."""
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    if dossier.handed_to_id != partner.pk or partner.state not in IN_TEAM:
        raise Refusal(_("Personne ne demande à votre structure de prendre la main."), code="not_asked")
    former = queries.lead_of(dossier)
    try:
        with transaction.atomic():
            if former:
                former.role = PartnerRole.PARTNER
                former.save(update_fields=["role", "updated_at"])
            partner.role = PartnerRole.LEAD
            partner.save(update_fields=["role", "updated_at"])
    except IntegrityError:  # another lead came in by a way that did not hold the dossier
        raise Refusal(_("Une autre structure mène déjà le dossier."), code="lead") from None
    dossier.handed_to = None
    dossier.save(update_fields=["handed_to", "updated_at"])
    words = _("%(name)s devient mandataire") % {"name": partner.organization.name}
    if former:
        words = _("%(name)s devient mandataire, à la suite de %(former)s") % {
            "name": partner.organization.name, "former": former.organization.name
        }  # fmt: skip
    new_version(dossier, words, asks=True, actor=actor, by=by)
    return dossier

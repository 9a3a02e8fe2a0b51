"""Structures come into the team, and leave it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.mails import person_at
from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.clubs.queries import clubs_with
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.actions.identity import create_organization
from essaim.organizations.models import Organization

from .. import mails, queries
from ..enums import ACTIVE, ASKED, LOOKING, OpenTo, PartnerRole, PartnerState
from ..models import CallHand, Dossier, Partner
from . import linking
from .common import fresh, lock, lock_open, new_version, one_line, told, turn_partner


def through_of(dossier: Dossier, organization: Organization) -> Club | None:
    """The club by which it takes part: the dossier's when it is a member there, else another of its own, else none."""
    clubs = list(clubs_with(organization).order_by("pk"))
    return next((one for one in clubs if one.pk == dossier.club_id), clubs[0] if clubs else None)


def _refuse_twice(dossier: Dossier, organization: Organization) -> None:
    row = Partner.objects.filter(dossier=dossier, organization=organization, state__in=ACTIVE).first()
    if row is not None:
        raise Refusal(
            _("%(name)s est déjà là : « %(state)s ».")
            % {"name": organization.name, "state": PartnerState(row.state).label.lower()},
            code="twice", field="organization",
        )  # fmt: skip


@transaction.atomic
def say_partant(
    *, call: Call, club: Club, organization: Organization, actor: User | None, word: str = "", would_lead: bool = False
) -> CallHand:  # fmt: skip
    """« Je suis partant pour… » a call that has no dossier yet; said again, it replaces."""
    if not clubs_with(organization).filter(pk=club.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    if call.club_id not in (None, club.pk):
        raise Refusal(_("Cet appel n'est pas de votre club."), code="call", field="call")
    row, _made = CallHand.objects.update_or_create(
        club=club, call=call, organization=organization,
        defaults={"user": actor, "word": one_line(word)[:300], "would_lead": would_lead},
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb="dossiers.say_partant", subject=call, club=club, details={"organization": organization.pk}
    )
    return row


@transaction.atomic
def take_back(*, call: Call, club: Club, organization: Organization, actor: User | None) -> None:
    """No longer « partant »."""
    CallHand.objects.filter(club=club, call=call, organization=organization).delete()
    journaled.tell(
        actor=actor, verb="dossiers.take_back", subject=call, club=club, details={"organization": organization.pk}
    )


@transaction.atomic
def raise_hand(
    *, dossier: Dossier, organization: Organization, actor: User | None, word: str = "",
    role: str = PartnerRole.PARTNER,
) -> Partner:  # fmt: skip
    """« Je suis partant »: a member of the club offers itself. Refuses when the dossier is not open to members
    (`closed`), or the structure is there already (`twice`)."""
    dossier = lock(dossier)
    if dossier.open_to != OpenTo.CLUB or dossier.state not in LOOKING:
        raise Refusal(_("Ce dossier ne cherche pas de partenaires en ce moment."), code="closed")
    if not clubs_with(organization).filter(pk=dossier.club_id).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    _refuse_twice(dossier, organization)
    if role == PartnerRole.LEAD:
        role = PartnerRole.PARTNER
    partner = Partner.objects.create(
        club=dossier.club, dossier=dossier, organization=organization, through=dossier.club, role=PartnerRole(role),
        state=PartnerState.RAISED, user=actor, word=word.strip()[:500],
    )  # fmt: skip
    told(dossier, "raise_hand", actor, organization=organization.pk)
    mails.hand_raised(partner)
    return partner


@transaction.atomic
def invite(
    *, dossier: Dossier, organization: Organization, actor: User | None, role: str = PartnerRole.PARTNER,
    word: str = "", contact_name: str = "", email: str = "",
) -> Partner:  # fmt: skip
    """Ask a structure in. Its people who have an account read it in their day; with `email`, whoever has that address
    gets a link of their own. Refuses it twice (`twice`), and one that nobody can be written to (`nobody`)."""
    dossier = lock_open(dossier)
    _refuse_twice(dossier, organization)
    if role not in PartnerRole.values or role == PartnerRole.LEAD:
        raise Refusal(_("Le groupement a déjà son mandataire : choisissez un autre rôle."), code="role", field="role")
    email = email.strip()
    user = person_at(email) if email else None
    if not email and not queries.writes_to(organization):
        raise Refusal(
            _("Personne de %(name)s n'a de compte : donnez une adresse e-mail.") % {"name": organization.name},
            code="nobody", field="email",
        )  # fmt: skip
    partner = Partner.objects.create(
        club=dossier.club, dossier=dossier, organization=organization, through=through_of(dossier, organization),
        role=role, state=PartnerState.INVITED, user=user, contact_name=one_line(contact_name)[:120],
        email="" if user else email, word=word.strip()[:500], invited_by=actor,
    )  # fmt: skip
    told(dossier, "invite", actor, organization=organization.pk)
    link = linking.make_partner_link(partner, actor=actor) if partner.email else None
    mails.invited(partner, link)
    return partner


@transaction.atomic
def invite_outside(
    *, dossier: Dossier, name: str, email: str, actor: User | None, contact_name: str = "",
    role: str = PartnerRole.PARTNER, word: str = "",
) -> Partner:  # fmt: skip
    """Ask in a structure that the directory does not have: it gets a page of its own there, shown to nobody. Refuses
    one without name or address (fields `name`, `email`)."""
    if not email.strip():
        raise Refusal(_("Donnez une adresse e-mail : le lien y sera envoyé."), code="email", field="email")
    organization = create_organization(values={"name": name, "email": email.strip()}, actor=actor, listed=False)
    return invite(
        dossier=dossier, organization=organization, actor=actor, role=role, word=word, contact_name=contact_name,
        email=email,
    )  # fmt: skip


@transaction.atomic
def take_in(*, partner: Partner, actor: User | None) -> Partner:
    """The lead takes in a structure that raised its hand: a version of the composition."""
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    if partner.state != PartnerState.RAISED:
        raise Refusal(_("Cette structure ne s'est pas proposée, ou a déjà sa réponse."), code="state")
    _join(dossier, partner, actor, "")
    mails.taken_in(partner)
    return partner


@transaction.atomic
def accept(*, partner: Partner, actor: User | None, by: str = "") -> Partner:
    """An invited structure says yes, in its own name."""
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    if partner.state != PartnerState.INVITED:
        raise Refusal(_("Cette invitation a déjà sa réponse."), code="state")
    if actor is not None and partner.user_id is None and not partner.email:
        partner.user = actor
    _join(dossier, partner, actor, by)
    mails.answered(partner)
    return partner


def _join(dossier: Dossier, partner: Partner, actor: User | None, by: str) -> None:
    turn_partner(partner, "accept", joined_at=timezone.now(), user=partner.user)
    words = _("%(name)s rejoint l'équipe : %(role)s") % {
        "name": partner.organization.name, "role": PartnerRole(partner.role).label.lower()
    }  # fmt: skip
    new_version(dossier, words, asks=True, actor=actor, by=by)


@transaction.atomic
def decline(*, partner: Partner, actor: User | None, by: str = "", word: str = "") -> Partner:
    """The invited structure says no, or the lead does not take in one that offered itself."""
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    offered = partner.state == PartnerState.RAISED
    partner = turn_partner(partner, "decline", word=word.strip()[:500], left_at=timezone.now())
    linking.close_links(partner)
    told(dossier, "decline", actor, by=by, organization=partner.organization_id)
    if offered:
        mails.turned_down(partner)
    else:
        mails.answered(partner)
    return partner


@transaction.atomic
def leave(*, partner: Partner, actor: User | None, by: str = "", word: str = "") -> Partner:
    """Leave the team, or be taken out of it by the lead (`actor` tells). Before it is sent only (R2142-26, code
    `frozen`); the lead hands over first (code `lead`)."""
    dossier = lock_open(partner.dossier)
    partner = fresh(dossier, partner)
    if partner.role == PartnerRole.LEAD:
        raise Refusal(
            _("Votre structure mène le dossier : passez d'abord la main à une autre."), code="lead"
        )  # fmt: skip
    if partner.state in ASKED:
        turn_partner(partner, "decline", word=word.strip()[:500], left_at=timezone.now())
        linking.close_links(partner)
        return partner
    turn_partner(partner, "leave", word=word.strip()[:500], left_at=timezone.now())
    linking.close_links(partner)
    if dossier.handed_to_id == partner.pk:
        dossier.handed_to = None
        dossier.save(update_fields=["handed_to", "updated_at"])
    new_version(
        dossier, _("%(name)s quitte l'équipe") % {"name": partner.organization.name}, asks=True, actor=actor, by=by
    )
    mails.left(partner)
    return partner


@transaction.atomic
def set_contact(
    *, partner: Partner, actor: User | None, contact_name: str, email: str, by: str = ""
) -> Partner:  # fmt: skip
    """Say whom to write to at a partner's. A new address makes a new link, and the former serves no more."""
    dossier = lock(partner.dossier)
    partner = fresh(dossier, partner)
    email = email.strip()
    user = person_at(email) if email else None
    changed = (user.pk if user else None, "" if user else email) != (partner.user_id, partner.email)
    partner.contact_name, partner.email = one_line(contact_name)[:120], "" if user else email
    partner.user_id = user.pk if user else None
    partner.save(update_fields=["contact_name", "user", "email", "updated_at"])
    told(dossier, "set_contact", actor, by=by, organization=partner.organization_id)
    if changed:
        linking.close_links(partner)
        if partner.email and partner.state in ACTIVE:
            linking.send_link(partner=partner, actor=actor)
    return partner

"""Links for who has no account: made, sent, withdrawn."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .. import mails
from ..enums import ACTIVE, LinkKind
from ..models import AccessLink, Dossier, Partner
from .common import lock, one_line, told

# A dossier lives until its answer, and the report that follows: a link may be sent again.
PARTNER_LIFE = timedelta(days=180)
MOST_READER_LIFE = timedelta(days=365)


def make_partner_link(partner: Partner, *, actor: User | None) -> AccessLink:
    """A link of the partner's contact, its former one serving no more. The dossier is locked."""
    close_links(partner)
    return AccessLink.objects.create(
        club=partner.club, dossier=partner.dossier, kind=LinkKind.PARTNER, partner=partner,
        name=partner.contact_name or partner.organization.name[:120], email=partner.email,
        until=timezone.localdate() + PARTNER_LIFE, author=actor,
    )  # fmt: skip


@transaction.atomic
def send_link(*, partner: Partner, actor: User | None) -> AccessLink:
    """Send the partner's contact a new link; the former serves no more. Refuses one without address (field `email`)."""
    dossier = lock(partner.dossier)
    partner.dossier = dossier
    if not partner.email:
        raise Refusal(_("Donnez d'abord une adresse e-mail."), code="email", field="email")
    if partner.state not in ACTIVE:
        raise Refusal(_("Cette structure n'est plus dans le dossier."), code="gone")
    link = make_partner_link(partner, actor=actor)
    told(dossier, "send_link", actor, organization=partner.organization_id)
    mails.own_link(link)
    return link


@transaction.atomic
def make_reader_link(
    *, dossier: Dossier, actor: User | None, name: str, until: date, email: str = ""
) -> AccessLink:  # fmt: skip
    """A read-only link, for a funder. Refuses one without name, or whose last day is past or over a year ahead (fields
    `name`, `until`). With an address, it is sent there."""
    dossier = lock(dossier)
    today = timezone.localdate()
    if not one_line(name):
        raise Refusal(_("Dites pour qui est ce lien."), code="name", field="name")
    if not today <= until <= today + MOST_READER_LIFE:
        raise Refusal(_("Choisissez un jour d'ici un an au plus."), code="until", field="until")
    link = AccessLink.objects.create(
        club=dossier.club, dossier=dossier, kind=LinkKind.READER, name=one_line(name)[:120], email=email.strip(),
        until=until, author=actor,
    )  # fmt: skip
    told(dossier, "make_link", actor, name=link.name)
    if link.email:
        mails.reader_link(link)
    return link


@transaction.atomic
def withdraw_link(*, link: AccessLink, actor: User | None) -> None:
    """It serves no more, at once. Withdrawn already, it stays so."""
    if AccessLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        told(link.dossier, "withdraw_link", actor, name=link.name)


@transaction.atomic
def enter(*, link: AccessLink) -> None:
    """Somebody entered by it."""
    AccessLink.objects.filter(pk=link.pk).update(seen_at=timezone.now())
    told(link.dossier, "enter", None, by=link.name)


def close_links(partner: Partner) -> None:
    AccessLink.objects.filter(partner=partner, withdrawn_at=None).update(withdrawn_at=timezone.now())

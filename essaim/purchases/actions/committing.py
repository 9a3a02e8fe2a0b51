"""« Si nous sommes huit, j'en suis », then yes for good, or no."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import mails
from ..enums import ALIVE, WITHDRAWABLE, Basis, CommitmentState, PurchaseState
from ..models import Commitment, Purchase
from .common import lock, told, turn_commitment

MOST = 1_000_000  # units


@transaction.atomic
def commit(
    *, purchase: Purchase, organization: Organization, actor: User | None, quantity: int, less: int = 0, more: int = 0,
    if_least: int | None = None, if_basis: str = Basis.PARTICIPANTS, seen: int | None = None,
) -> Commitment:  # fmt: skip
    """Say how many units the structure wants, how many fewer or more it accepts, and on which condition.

    `seen`: the quantity that the person had before their eyes (0: none). Said again, it replaces. Refuses a quantity
    under 1 (field `quantity`), a tolerance that would leave nothing (field `less`), one's own condition that nobody
    could meet (field `if_least`), a day too late (`late`), a structure that is no member (`not_member`), and when
    somebody of the same structure has changed it meanwhile (`changed`).
    """
    purchase = lock(purchase)
    if purchase.state != PurchaseState.OPEN:
        raise Refusal(_("Cet achat ne prend pas d'engagement en ce moment."), code="state")
    if purchase.deadline < timezone.localdate():
        raise Refusal(_("Le dernier jour pour s'engager est passé."), code="late")
    if not members_of(purchase.club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    if not 1 <= quantity <= MOST:
        raise Refusal(_("Dites une quantité, d'une unité au moins."), code="quantity", field="quantity")
    if not 0 <= less < quantity:
        raise Refusal(
            _("Vous acceptez d'avoir moins, mais pas rien : %(count)s de moins au plus.") % {"count": quantity - 1},
            code="tolerance", field="less",
        )  # fmt: skip
    if not 0 <= more <= MOST:
        raise Refusal(_("Dites combien de plus vous accepteriez, ou zéro."), code="tolerance", field="more")
    if if_least is not None and not 2 <= if_least <= MOST:
        raise Refusal(_("Une condition compte au moins deux."), code="condition", field="if_least")
    row = Commitment.objects.filter(purchase=purchase, organization=organization).first()
    now = row.quantity if row and row.state in ALIVE else 0
    if seen is not None and seen != now:
        raise Refusal(
            _("Quelqu'un de %(name)s vient de dire %(count)s. Relisez, puis dites le bon nombre.")
            % {"name": organization.name, "count": now},
            code="changed", field="quantity",
        )  # fmt: skip
    row = row or Commitment(club=purchase.club, purchase=purchase, organization=organization)
    row.author_id = actor.pk if actor else None
    row.quantity, row.least, row.most = quantity, quantity - less, quantity + more
    row.if_least, row.if_basis = if_least, Basis(if_basis)
    row.state, row.confirmed_at = CommitmentState.COMMITTED, None
    row.save()
    told(purchase, "commit", actor, by=organization.pk, quantity=quantity, before=now, condition=if_least)
    return row


@transaction.atomic
def withdraw(*, purchase: Purchase, organization: Organization, actor: User | None) -> Commitment:
    """Be in no more: until the order, it costs nothing."""
    purchase = lock(purchase)
    row = _row(purchase, organization)
    if purchase.state not in WITHDRAWABLE:
        raise Refusal(_("C'est commandé : parlez-en à qui mène l'achat."), code="state")
    turn_commitment(row, "withdraw", confirmed_at=None)
    told(purchase, "withdraw", actor, by=organization.pk)
    return row


@transaction.atomic
def confirm(*, purchase: Purchase, organization: Organization, actor: User | None) -> Commitment:
    """Yes, for good. Confirmed already, it stays so. Refuses before it is asked (`state`), or after (`late`)."""
    purchase = lock(purchase)
    row = _row(purchase, organization)
    if row.state == CommitmentState.CONFIRMED:
        return row
    if purchase.state != PurchaseState.CONFIRMING:
        raise Refusal(_("Rien n'est à confirmer en ce moment."), code="state")
    if purchase.confirm_by and purchase.confirm_by < timezone.localdate():
        raise Refusal(_("Le dernier jour pour confirmer est passé : appelez qui mène l'achat."), code="late")
    turn_commitment(row, "confirm", confirmed_at=timezone.now())
    told(purchase, "confirm", actor, by=organization.pk, quantity=row.quantity)
    return row


def _row(purchase: Purchase, organization: Organization) -> Commitment:
    row = Commitment.objects.filter(purchase=purchase, organization=organization).select_related("organization").first()
    if row is None:
        raise Refusal(_("%(name)s ne s'est pas engagée.") % {"name": organization.name}, code="not_in")
    row.purchase = purchase
    return row


def remind(row: Commitment) -> None:
    """Three days before the end of the confirmations; its key sends it once."""
    with transaction.atomic():
        mails.please_confirm(row, again=True)

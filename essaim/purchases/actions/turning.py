"""From the deadline to the order; or extended, with another offer, cancelled."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .. import mails, queries, reckoning
from ..enums import CommitmentState, PurchaseState
from ..models import Commitment, Offer, Purchase
from .committing import remind
from .common import allowed, lock, one_line, told, turn, turn_commitment

TO_CONFIRM = timedelta(days=7)


def every_day(today: date) -> None:
    """Close what is past its last day; remind those who have not confirmed."""
    for pk in queries.due(today):
        with transaction.atomic():
            purchase = lock(Purchase(pk=pk))
            if purchase.state == PurchaseState.OPEN and purchase.deadline < today:
                _close(purchase, None, today)
    for row in queries.to_confirm(today):
        remind(row)


@transaction.atomic
def close(*, purchase: Purchase, actor: User | None) -> Purchase:
    """Close before the last day: ask for confirmations, or say that the threshold is missed."""
    purchase = lock(purchase)
    allowed(purchase, "close")
    return _close(purchase, actor, timezone.localdate())


def _close(purchase: Purchase, actor: User | None, today: date) -> Purchase:
    """Enough are in: each is asked to confirm within a week, and whoever's condition is not met is out. Not enough: who
    leads decides."""
    found = _count(purchase)
    if not found.enough or not (found.rounding and found.rounding.possible):
        purchase = turn(purchase, "miss", actor)
        mails.missed(purchase)
        return purchase
    confirm_by = max(today, purchase.deadline) + TO_CONFIRM
    purchase = turn(purchase, "close", actor, confirm_by=confirm_by)
    for row in _alive(purchase):
        if row.pk in found.held:
            mails.please_confirm(row)
        else:  # its condition is not met
            turn_commitment(row, "leave_out")
            mails.left_out(row)
    return purchase


@transaction.atomic
def extend(*, purchase: Purchase, deadline: date, actor: User | None, word: str = "") -> Purchase:
    """Open it again until another day: those who are in stay in, and are told. Refuses (field `deadline`) a day that is
    past, or no later than the one before."""
    purchase = lock(purchase)
    if deadline < timezone.localdate() or (purchase.state == PurchaseState.OPEN and deadline <= purchase.deadline):
        raise Refusal(_("Choisissez un jour plus tard."), code="past", field="deadline")
    _anew(purchase)
    purchase = turn(
        purchase, "extend", actor, deadline=deadline, confirm_by=deadline + TO_CONFIRM, said=one_line(word)[:300]
    )
    for row in _alive(purchase):
        mails.extended(row)
    return purchase


@transaction.atomic
def fall_back(*, purchase: Purchase, offer: Offer, deadline: date, actor: User | None, word: str = "") -> Purchase:
    """Go for another offer, until another day; those who are in are told, and stay unless they say otherwise."""
    purchase = lock(purchase)
    if offer.purchase_id != purchase.pk or offer.pk == purchase.chosen_id:
        raise Refusal(_("Choisissez une autre offre de cet achat."), code="offer", field="offer")
    if deadline < timezone.localdate():
        raise Refusal(_("Choisissez un jour plus tard."), code="past", field="deadline")
    _anew(purchase)
    purchase = turn(
        purchase, "fall_back", actor, chosen=offer, deadline=deadline, confirm_by=deadline + TO_CONFIRM,
        said=one_line(word)[:300],
    )  # fmt: skip
    for row in _alive(purchase):
        mails.extended(row, offer=offer)
    return purchase


@transaction.atomic
def cancel(*, purchase: Purchase, actor: User | None, word: str = "") -> Purchase:
    """Nobody owes anything; those who were in are told."""
    purchase = turn(lock(purchase), "cancel", actor, said=one_line(word)[:300])
    for row in _alive(purchase):
        mails.cancelled(row)
    return purchase


@transaction.atomic
def order(*, purchase: Purchase, actor: User | None) -> Purchase:
    """Order for those who confirmed: whole cases are shared, the bill is split to the cent, each is told what to pay.

    Those who did not confirm, or whose condition no longer holds, are left out. Refuses when too few confirmed for
    the offer (`missed`), or when nobody's limits allow whole cases (`cases`).
    """
    purchase = lock(purchase)
    allowed(purchase, "order")
    offer = purchase.chosen
    if offer is None:
        raise Refusal(_("Cet achat n'a plus d'offre."), code="no_offer")
    rows = _alive(purchase)
    found = reckoning.count(offer, rows, confirmed=True)
    if not found.enough:
        raise Refusal(
            _("Trop peu ont confirmé pour cette offre : %(people)s structures, %(units)s unités. Prolongez, passez à "
              "une autre offre, ou annulez sans frais.")
            % {"people": found.held_people, "units": found.held_units},
            code="missed",
        )  # fmt: skip
    bill = {one.commitment.pk: one for one in reckoning.shares(offer, rows)}
    if not bill and found.rounding:
        raise Refusal(
            _("Les cartons ne tombent pas juste : %(missing)s de plus, ou %(over)s de moins, et personne n'accepte "
              "assez d'écart. Demandez à l'un de bouger.")
            % {"missing": found.rounding.missing, "over": found.rounding.over},
            code="cases",
        )  # fmt: skip
    for row in rows:
        share = bill.get(row.pk)
        if share is None:
            turn_commitment(row, "leave_out")
            mails.left_out(row)
            continue
        row.allotted, row.goods_cents, row.delivery_cents = share.allotted, share.goods_cents, share.delivery_cents
        row.save(update_fields=["allotted", "goods_cents", "delivery_cents", "updated_at"])
    purchase = turn(purchase, "order", actor, ordered_on=timezone.localdate())
    for row in rows:
        if row.pk in bill:
            mails.to_pay(row)
    return purchase


@transaction.atomic
def deliver(*, purchase: Purchase, actor: User | None) -> Purchase:
    """It is here: each is told."""
    purchase = turn(lock(purchase), "deliver", actor, delivered_on=timezone.localdate())
    for row in purchase.commitments.filter(allotted__isnull=False).select_related("organization"):
        row.purchase = purchase
        mails.delivered(row)
    return purchase


@transaction.atomic
def note_payment(*, commitment: Commitment, paid: bool, actor: User | None) -> Commitment:
    """Who leads notes that a share was paid, or was not after all."""
    purchase = lock(commitment.purchase)
    row = Commitment.objects.get(pk=commitment.pk)
    if row.allotted is None:
        raise Refusal(_("Rien n'est à payer."), code="state")
    if (row.paid_on is not None) == paid:
        return row
    row.paid_on = timezone.localdate() if paid else None
    row.save(update_fields=["paid_on", "updated_at"])
    told(purchase, "paid" if paid else "unpaid", actor, by=row.organization_id, cents=row.due_cents)
    return row


@transaction.atomic
def finish(*, purchase: Purchase, actor: User | None) -> Purchase:
    """Everybody has paid: the purchase is over. Refuses while a share is unpaid (`unpaid`)."""
    purchase = lock(purchase)
    left = purchase.commitments.filter(allotted__isnull=False, paid_on=None).count()
    if left:
        raise Refusal(_("Il reste %(count)s part à noter comme payée.") % {"count": left}, code="unpaid")
    return turn(purchase, "finish", actor)


def _alive(purchase: Purchase) -> list[Commitment]:
    rows = list(purchase.commitments.select_related("organization").order_by("created_at", "pk"))
    for row in rows:
        row.purchase = purchase
    return reckoning.alive(rows)


def _count(purchase: Purchase) -> reckoning.Count:
    return reckoning.count(purchase.chosen, _alive(purchase))


def _anew(purchase: Purchase) -> None:
    """What was confirmed is to be confirmed anew; whoever was left out may be in after all."""
    for row in purchase.commitments.all():
        if row.state == CommitmentState.CONFIRMED:
            turn_commitment(row, "unconfirm", confirmed_at=None)
        elif row.state == CommitmentState.OUT:
            turn_commitment(row, "come_back")

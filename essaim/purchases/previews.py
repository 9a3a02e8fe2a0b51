"""The messages of purchases, on examples."""

from datetime import timedelta

from django.utils.timezone import localdate

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other

from . import mails
from .models import Commitment, Offer, Purchase


def _purchase(**fields) -> Purchase:
    today = localdate()
    return Purchase(
        pk=PK, club=club(), organization=other(), lead=somebody(), title="Papier recyclé A4", unit="ramette",
        deadline=today, confirm_by=today + timedelta(days=7), payee="Au fournisseur, par virement, avant le 30.",
        **fields,
    )  # fmt: skip


def _row(**fields) -> Commitment:
    """The reader's structure takes part in what somebody leads."""
    return Commitment(
        pk=PK, purchase=_purchase(said="Deux structures hésitent encore, une semaine de plus les décidera."),
        organization=organization(), author=person(), quantity=40, least=36, most=44, allotted=42, goods_cents=18060,
        delivery_cents=325, **fields,
    )  # fmt: skip


def _missed() -> None:
    purchase = _purchase()
    purchase.lead = person()
    mails.tell_missed(purchase, person())


def _extended() -> None:
    for offer in (None, Offer(pk=PK, supplier="La Papeterie du Nord")):
        mails.tell_extended(_row(), person(), offer=offer)


def _confirm() -> None:
    for again in (False, True):
        mails.ask_confirm(_row(), person(), again=again)


PREVIEWS = {
    "purchases.missed": _missed,
    "purchases.please_confirm": _confirm,
    "purchases.extended": _extended,
    "purchases.cancelled": lambda: mails.tell_cancelled(_row(), person()),
    "purchases.left_out": lambda: mails.tell_left_out(_row(), person()),
    "purchases.to_pay": lambda: mails.tell_to_pay(_row(), person()),
    "purchases.delivered": lambda: mails.tell_delivered(_row(), person()),
}

"""What members buy together."""

from datetime import timedelta

from essaim.purchases import actions
from essaim.purchases.models import Commitment, Purchase

from .cast import Cast, read
from .days import moment


def add_purchases(cast: Cast) -> None:
    for entry in read("purchases"):
        purchase = _prepared(cast, entry)
        for key, quantity, less, more, *condition in entry["join"]:
            actions.commit(
                purchase=purchase, organization=cast.organizations[key], actor=cast.representative(key).user,
                quantity=quantity, less=less, more=more, if_least=condition[0] if condition else None,
                **({"if_basis": condition[1]} if condition else {}),
            )  # fmt: skip
        if entry.get("done"):
            _bought(cast, purchase, entry)


def _prepared(cast: Cast, entry: dict) -> Purchase:
    """Open to commitments: the deadline is moved to its day afterwards."""
    leader = cast.representative(entry["by"]).user
    ahead = cast.today + timedelta(weeks=max(entry["deadline"], 1))
    purchase = actions.start_purchase(
        club=cast.club, organization=cast.organizations[entry["by"]], actor=leader, title=entry["title"],
        unit=entry["unit"], kind=entry["kind"], about=entry["about"], single_cents=entry["single"],
        single_source=entry["source"], payee=entry["payee"], deadline=ahead,
    )  # fmt: skip
    for one in entry["offer"]:
        actions.set_offer(
            purchase=purchase, actor=leader, supplier=one["supplier"], unit_cents=one["unit"],
            basis=one.get("basis", "units"), case_size=one["case"], delivery_cents=one["delivery"],
            delivery=one["where"], least_units=one.get("least", 0), least_participants=one.get("people", 0),
            notes=one["notes"], tiers=[(least, cents) for least, cents in one["tiers"]],
        )  # fmt: skip
    return actions.open_purchase(purchase=purchase, actor=leader)


def _bought(cast: Cast, purchase: Purchase, entry: dict) -> None:
    """Confirmed, ordered, delivered and paid, on days that are past."""
    leader = purchase.lead
    actions.close(purchase=purchase, actor=leader)
    for row in purchase.commitments.select_related("organization"):
        actions.confirm(purchase=purchase, organization=row.organization, actor=row.author)
    actions.order(purchase=purchase, actor=leader)
    actions.deliver(purchase=purchase, actor=leader)
    deadline = cast.today + timedelta(weeks=entry["deadline"])
    ordered = cast.today - timedelta(weeks=entry["ordered"])
    for place, row in enumerate(purchase.commitments.all()):
        actions.note_payment(commitment=row, paid=True, actor=leader)
        Commitment.objects.filter(pk=row.pk).update(
            created_at=moment(deadline - timedelta(days=12 - place), 10),
            paid_on=ordered + timedelta(days=5 + 3 * place),
        )
    actions.finish(purchase=purchase, actor=leader)
    Purchase.objects.filter(pk=purchase.pk).update(
        created_at=moment(deadline - timedelta(days=30), 9), deadline=deadline, ordered_on=ordered,
        confirm_by=deadline + timedelta(days=7), delivered_on=ordered + timedelta(days=20),
    )  # fmt: skip

"""What every writer of purchases does: hold the purchase, turn it, tell."""

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.search.actions import reindex

from ..enums import COMMITMENT_VERBS, PURCHASE_VERBS, CommitmentState, PurchaseState
from ..models import Commitment, Purchase
from ..searching import FOUND_ANEW, NAME


def one_line(text: str) -> str:
    return " ".join(text.split())


def lock(purchase: Purchase) -> Purchase:
    """The purchase as it is now, held until the end of the transaction: whoever writes about it waits here."""
    rows = Purchase.objects.select_for_update(of=("self",)).select_related("club", "organization", "lead")
    return rows.get(pk=purchase.pk)


def allowed(purchase: Purchase, verb: str) -> str:
    """The state that a verb leads to. Refuses (code `state`) from another."""
    starts, state = PURCHASE_VERBS[verb]
    if purchase.state not in starts:
        raise Refusal(
            _("Cet achat n'en est plus là : il est « %(state)s ».")
            % {"state": PurchaseState(purchase.state).label.lower()},
            code="state",
        )
    return state


def turn(purchase: Purchase, verb: str, actor: User | None, **values: object) -> Purchase:
    """Carry a verb of PURCHASE_VERBS out on a locked purchase."""
    before, purchase.state = purchase.state, allowed(purchase, verb)
    for name, value in values.items():
        setattr(purchase, name, value)
    purchase.save(update_fields=["state", *values, "updated_at"])
    told(purchase, verb, actor, before=before)
    return purchase


def turn_commitment(commitment: Commitment, verb: str, **values: object) -> None:
    """Carry a verb of COMMITMENT_VERBS out on a commitment whose purchase is locked."""
    starts, state = COMMITMENT_VERBS[verb]
    if commitment.state not in starts:
        raise Refusal(
            _("Cet engagement n'en est plus là : il est « %(state)s ».")
            % {"state": CommitmentState(commitment.state).label.lower()},
            code="state",
        )
    commitment.state = state
    for name, value in values.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=["state", *values, "updated_at"])


def told(purchase: Purchase, verb: str, actor: User | None, **details: object) -> None:
    journaled.tell(
        actor=actor, verb=f"purchases.{verb}", subject=purchase, club=purchase.club,
        details={"organization": purchase.organization_id, **details},
    )  # fmt: skip
    if verb in FOUND_ANEW:
        reindex(source=NAME, ids=[purchase.pk])

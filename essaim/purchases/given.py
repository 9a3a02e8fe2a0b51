"""What a purchase gave: whoever led it helped those who took part."""

from collections.abc import Iterator
from datetime import date

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from .models import Commitment


def purchases(club: Club, since: date) -> Iterator[Help]:
    """Each share of an order, with what it saved against the single price. One query."""
    rows = Commitment.objects.filter(club=club, allotted__isnull=False, purchase__ordered_on__gte=since)
    for row in rows.select_related("purchase").order_by("pk"):
        purchase = row.purchase
        if row.organization_id == purchase.organization_id or purchase.ordered_on is None:
            continue
        alone = (purchase.single_cents or 0) * (row.allotted or 0)
        saved = max(0, alone - (row.due_cents or 0)) if purchase.single_cents is not None else 0
        yield Help(purchase.organization_id, row.organization_id, purchase.ordered_on, cents=saved)

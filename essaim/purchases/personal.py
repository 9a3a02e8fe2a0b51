"""What purchases keep of a person: that they led one, that they committed their structure. Commitments are the
structure's: they stay, without the name."""

from essaim.accounts.models import User

from .models import Commitment, Purchase


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "purchases": [{"title": row.title} for row in Purchase.objects.filter(lead=person).order_by("pk")],
        "commitments": [
            {"purchase": row.purchase.title, "structure": row.organization.name, "quantity": row.quantity}
            for row in Commitment.objects.filter(author=person)
            .select_related("purchase", "organization")
            .order_by("pk")
        ],
    }


def forget(person: User) -> None:
    Purchase.objects.filter(lead=person).update(lead=None)
    Commitment.objects.filter(author=person).update(author=None)

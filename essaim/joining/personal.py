"""What this app keeps about a person: the invitations they got."""

from essaim.accounts.models import User

from .models import Recipient


def data_of(person: User) -> list[dict]:
    rows = Recipient.objects.filter(email__iexact=person.email).select_related("campaign", "organization", "club")
    return [
        {
            "club": row.club.name, "campaign": row.campaign.title, "structure": row.organization.name,
            "at": row.asked_at.isoformat() if row.asked_at else "", "answer": row.answer, "word": row.word,
        }
        for row in rows.order_by("pk")
    ]  # fmt: skip


def forget(person: User) -> None:
    """The structure stays invited; the person's name, address and words go."""
    Recipient.objects.filter(email__iexact=person.email).update(name="", email="", word="")

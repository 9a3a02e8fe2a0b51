"""What introductions keep of a person: what they wrote. Their words go with their account; that two organizations met
stays."""

from essaim.accounts.models import User

from .models import Introduction


def data_of(person: User) -> list[dict]:
    rows = Introduction.objects.filter(author=person) | Introduction.objects.filter(answered_by=person)
    return [
        {
            "at": row.created_at.isoformat(), "from": row.asker.name, "to": row.asked.name, "state": row.state,
            "message": row.message if row.author_id == person.pk else "",
            "answer": row.answer if row.answered_by_id == person.pk else "", "outcome": row.outcome,
        }
        for row in rows.select_related("asker", "asked").order_by("pk")
    ]  # fmt: skip


def forget(person: User) -> None:
    Introduction.objects.filter(author=person).update(message="", author=None, shares_address=False)
    Introduction.objects.filter(answered_by=person).update(answer="", answered_by=None)

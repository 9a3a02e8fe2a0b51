"""What calls keep of a person: those they entered, lists they brought. The calls stay, without the name."""

from essaim.accounts.models import User

from .models import Call, Change, Draft, FeedKey


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "calls": [
            {"title": row.title, "entered_at": row.created_at.isoformat()}
            for row in Call.objects.filter(added_by=person).order_by("pk")
        ],
        "lists": [{"name": row.name} for row in Draft.objects.filter(added_by=person).order_by("pk")],
    }


def forget(person: User) -> None:
    Call.objects.filter(added_by=person).update(added_by=None)
    Change.objects.filter(actor=person).update(actor=None)
    Draft.objects.filter(added_by=person).update(added_by=None)
    FeedKey.objects.filter(user=person).delete()

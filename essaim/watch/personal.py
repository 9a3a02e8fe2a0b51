"""What watching keeps of a person: that they answered for their structure, what they were sent, how often. Answers are
the structure's: they stay, without the name."""

from essaim.accounts.models import User

from .models import Answer, DigestChoice, Told


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "answers": [
            {"call": row.call.title, "structure": row.organization.name, "verdict": row.verdict, "reason": row.reason}
            for row in Answer.objects.filter(user=person).select_related("call", "organization").order_by("pk")
        ],
        "sent": [
            {"call": row.call.title, "at": row.at.isoformat()}
            for row in Told.objects.filter(user=person).select_related("call").order_by("pk")
        ],
        "rhythms": [
            {"club": row.club.name, "rhythm": row.rhythm}
            for row in DigestChoice.objects.filter(user=person).select_related("club").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    Answer.objects.filter(user=person).update(user=None)
    Told.objects.filter(user=person).delete()
    DigestChoice.objects.filter(user=person).delete()

"""What a dossier keeps of a person: the papers they handed in. They stay with the dossier, without the name."""

from essaim.accounts.models import User

from .models import DirectPaper, GivenPaper


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "handed_in": [
            {"at": row.created_at.isoformat(), "dossier": row.dossier.title, "file": row.file_name}
            for row in DirectPaper.objects.filter(added_by=person).select_related("dossier").order_by("pk")
        ],
        "left_with": [
            {"at": row.created_at.isoformat(), "dossier": row.dossier.title, "file": row.file_name}
            for row in GivenPaper.objects.filter(added_by=person).select_related("dossier").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    DirectPaper.objects.filter(added_by=person).update(added_by=None)
    GivenPaper.objects.filter(added_by=person).update(added_by=None)

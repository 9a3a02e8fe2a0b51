"""What a dossier keeps of a person: papers they handed in, files they added or sent. They stay, without the name."""

from essaim.accounts.models import User

from .models import Attachment, DirectPaper, GivenPaper, Proof, Sending


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
        "added": [
            {"dossier": row.dossier.title, "file": row.file_name}
            for row in Attachment.objects.filter(added_by=person).select_related("dossier").order_by("pk")
        ],
        "sent": [
            {"at": row.sent_at.isoformat(), "dossier": row.dossier.title, "file": row.file_name}
            for row in Sending.objects.filter(added_by=person).select_related("dossier").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    DirectPaper.objects.filter(added_by=person).update(added_by=None)
    GivenPaper.objects.filter(added_by=person).update(added_by=None)
    for model in (Attachment, Sending, Proof):
        model.objects.filter(added_by=person).update(added_by=None)

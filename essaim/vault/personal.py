"""What vaults keep of a person: that they put papers there, gave them, are named to read them. Papers are the
organization's: they stay, without the name."""

from essaim.accounts.models import User

from .models import Consent, Paper


def data_of(person: User) -> dict[str, list[dict]]:
    return {
        "papers": [
            {"at": row.created_at.isoformat(), "organization": row.organization.name, "file": row.file_name}
            for row in Paper.objects.filter(added_by=person).select_related("organization").order_by("pk")
        ],
        "given": [
            {"on": row.given_on.isoformat(), "file": row.paper.file_name, "for": f"{row.purpose} {row.purpose_id}"}
            for row in Consent.objects.filter(given_by=person).select_related("paper").order_by("pk")
        ],
        "named_to_read": [
            {"organization": row.organization.name, "file": row.file_name}
            for row in Paper.objects.filter(readers=person).select_related("organization").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    Paper.objects.filter(added_by=person).update(added_by=None)
    Consent.objects.filter(given_by=person).update(given_by=None)
    Consent.objects.filter(revoked_by=person).update(revoked_by=None)
    Paper.readers.through.objects.filter(user=person).delete()

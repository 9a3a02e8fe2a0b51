"""What the charter keeps of a person: the signatures they gave in the name of organizations.

When they close their account, the address goes and the link to the account with it; name and role stay, since they
are part of what the organization agreed to.
"""

from essaim.accounts.models import User

from .models import Signature


def data_of(person: User) -> list[dict]:
    rows = Signature.objects.filter(user=person).select_related("organization", "version", "club").order_by("pk")
    return [
        {
            "club": row.club.name, "organization": row.organization.name, "version": row.version.number,
            "at": row.signed_at.isoformat(), "name": row.name, "role": row.role, "email": row.email,
            "sha256": row.sha256,
        }
        for row in rows
    ]  # fmt: skip


def forget(person: User) -> None:
    Signature.objects.filter(user=person).update(email="", user=None)

"""What lending keeps of a person: what they typed and agreed to in the name of a structure."""

from typing import Any

from essaim.accounts.models import User

from .models import Agreement, AgreementDocument, AgreementSignature, Entry, Statement

MOST = 5000


def data_of(person: User) -> dict[str, Any]:
    entries = Entry.objects.filter(written_by=person).select_related("giver", "receiver").order_by("-pk")[:MOST]
    yes = Statement.objects.filter(one_agreed_by=person) | Statement.objects.filter(other_agreed_by=person)
    return {
        "accounts": [
            {
                "day": row.day.isoformat(), "from": row.giver.name, "to": row.receiver.name, "what": row.what,
                "reason": row.reason,
            }
            for row in entries
        ],
        "statements": [
            {"one": row.one.name, "other": row.other.name, "until": row.until.isoformat(), "state": row.state}
            for row in yes.select_related("one", "other").order_by("-pk")[:MOST]
        ],
        "signatures": [
            {
                "at": row.signed_at.isoformat(), "agreement": str(row.document.agreement), "for": row.organization.name,
                "name": row.name, "role": row.role, "email": row.email, "sha256": row.sha256,
            }
            for row in AgreementSignature.objects.filter(user=person)
            .select_related("document__agreement", "organization")
            .order_by("-pk")[:MOST]
        ],
    }  # fmt: skip


def forget(person: User) -> None:
    """Accounts stay the structures'; who wrote them is forgotten. A signature stays with name and role, for the other
    structure relies on it; the address goes."""
    AgreementSignature.objects.filter(user=person).update(user=None, email="")
    Agreement.objects.filter(written_by=person).update(written_by=None)
    AgreementDocument.objects.filter(added_by=person).update(added_by=None)
    Entry.objects.filter(written_by=person).update(written_by=None)
    Statement.objects.filter(one_agreed_by=person).update(one_agreed_by=None)
    Statement.objects.filter(other_agreed_by=person).update(other_agreed_by=None)

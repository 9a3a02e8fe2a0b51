"""What the pages of organizations hold about a person: their part in them, what they asked and proposed."""

from essaim.accounts.models import User
from essaim.kernel.hooks import journaled, organizations_changed

from .models import Correction, PageClaim, Representation


def data_of(person: User) -> dict:
    parts = Representation.objects.filter(user=person).select_related("organization")
    claims = PageClaim.objects.filter(user=person).select_related("organization").order_by("pk")
    corrections = Correction.objects.filter(author=person).select_related("organization").order_by("pk")
    return {
        "represents": [
            {
                "organization": part.organization.name,
                "name": part.name,
                "role": part.role,
                "email": part.email,
                "phone": part.phone,
                "seen_by": part.visibility,
            }
            for part in parts
        ],
        "asked_to_keep": [
            {"organization": one.organization.name, "role": one.role, "message": one.message, "state": one.state}
            for one in claims
        ],
        "corrections": [
            {"organization": one.organization.name, "field": one.field, "text": one.text, "state": one.state}
            for one in corrections
        ],
    }


def forget(person: User) -> None:
    """Take the person off the pages; what they proposed stays, without their name."""
    parts = Representation.objects.filter(user=person).select_related("organization")
    organizations = [part.organization for part in parts]
    parts.delete()
    for organization in organizations:
        journaled.tell(actor=None, verb="organizations.forget_person", subject=organization, club=None, details={})
    if organizations:
        organizations_changed.tell(ids=[organization.pk for organization in organizations])
    PageClaim.objects.filter(user=person).delete()
    Correction.objects.filter(author=person).update(author=None, name="", email="")

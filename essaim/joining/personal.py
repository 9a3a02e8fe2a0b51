"""What this app keeps about a person: the invitations they got, the applications they made, what they said there."""

from django.db.models import Q
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .enums import UNDER_WAY, ApplicationState
from .models import Application, ApplicationEvent, Objection, Recipient, Sponsoring, Vote

GONE, GONE_ADDRESS = "compte fermé", "personne@compte-ferme.invalid"


def data_of(person: User) -> dict[str, list[dict]]:
    invitations = Recipient.objects.filter(email__iexact=person.email).select_related(
        "campaign", "organization", "club"
    )
    applications = _applications(person).select_related("organization", "club")
    words = Sponsoring.objects.filter(user=person).exclude(words="").select_related("application__organization")
    objections = Objection.objects.filter(user=person).select_related("application__organization")
    votes = Vote.objects.filter(user=person).select_related("application__organization")
    return {
        "invitations": [
            {
                "club": row.club.name, "campaign": row.campaign.title, "structure": row.organization.name,
                "at": row.asked_at.isoformat() if row.asked_at else "", "answer": row.answer, "word": row.word,
            }
            for row in invitations.order_by("pk")
        ],
        "applications": [
            {
                "club": row.club.name, "structure": row.organization.name, "at": row.created_at.isoformat(),
                "name": row.name, "role": row.role, "why": row.why, "state": row.state,
            }
            for row in applications.order_by("pk")
        ],
        "vouched": [
            {"structure": row.application.organization.name, "words": row.words} for row in words.order_by("pk")
        ],
        "objections": [
            {"structure": row.application.organization.name, "reason": row.reason} for row in objections.order_by("pk")
        ],
        "votes": [{"structure": row.application.organization.name, "yes": row.yes} for row in votes.order_by("pk")],
    }  # fmt: skip


def _applications(person: User):
    return Application.objects.filter(Q(user=person) | Q(email__iexact=person.email))


def forget(person: User) -> None:
    """Structures stay invited, candidate or members; the person's name, address and words go. Someone who asks in the
    name of a structure withdraws first, or finds who goes on."""
    mine = _applications(person)
    if mine.filter(state__in=UNDER_WAY).exclude(state=ApplicationState.NEW).exists():
        raise Refusal(
            _("Votre structure demande à rejoindre un club en votre nom. Retirez d'abord cette demande."),
            code="application_under_way",
        )
    Recipient.objects.filter(email__iexact=person.email).update(name="", email="", word="")
    names = set(mine.values_list("name", flat=True)) | {str(person)}
    ApplicationEvent.objects.filter(application__in=mine, who__in=names).update(who="")
    ApplicationEvent.objects.filter(actor=person).update(who="")
    mine.update(name=GONE, role="", email=GONE_ADDRESS, why="", user=None)
    Sponsoring.objects.filter(user=person).update(user=None)
    Objection.objects.filter(user=person).update(user=None)
    Vote.objects.filter(user=person).delete()

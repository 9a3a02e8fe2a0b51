"""What dossiers keep of a person: that they answer for a partner, tasks, decisions, confirmations. What a structure
agreed to stays, without the name."""

from essaim.accounts.models import User

from .models import AccessLink, CallHand, Composition, Confirmation, Dossier, Partner, PlanTask, TeamDecision


def data_of(person: User) -> dict[str, list[dict]]:
    parts = Partner.objects.filter(user=person).select_related("dossier", "organization").order_by("pk")
    confirmed = Confirmation.objects.filter(user=person).select_related("partner__dossier", "composition")
    return {
        "dossiers": [
            {"dossier": one.dossier.title, "structure": one.organization.name, "role": one.role, "state": one.state}
            for one in parts
        ],
        "confirmations": [
            {"dossier": one.partner.dossier.title, "version": one.composition.number, "on": one.created_at.isoformat()}
            for one in confirmed.order_by("pk")
        ],
        "tasks": [
            {"dossier": one.dossier.title, "task": one.title}
            for one in PlanTask.objects.filter(user=person).select_related("dossier").order_by("pk")
        ],
        "decisions": [
            {"dossier": one.dossier.title, "words": one.words}
            for one in TeamDecision.objects.filter(author=person).select_related("dossier").order_by("pk")
        ],
        "calls": [
            {"call": one.call.title, "word": one.word}
            for one in CallHand.objects.filter(user=person).select_related("call").order_by("pk")
        ],
    }


def forget(person: User) -> None:
    Dossier.objects.filter(author=person).update(author=None)
    Partner.objects.filter(user=person).update(user=None)
    Partner.objects.filter(invited_by=person).update(invited_by=None)
    Composition.objects.filter(actor=person).update(actor=None)
    Confirmation.objects.filter(user=person).update(user=None)
    PlanTask.objects.filter(user=person).update(user=None)
    PlanTask.objects.filter(done_by=person).update(done_by=None)
    TeamDecision.objects.filter(author=person).update(author=None)
    CallHand.objects.filter(user=person).update(user=None)
    AccessLink.objects.filter(author=person).update(author=None)

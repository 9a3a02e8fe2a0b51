"""Who sends, who reads what was sent. The dossier's own getters decide who is in; these give its rows, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.dossiers import access as dossiers
from essaim.dossiers.models import Dossier

from . import queries
from .models import Attachment, Indicator, Payment, Proof, Question, ReportDue, Sending


def get_to_lead(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    return dossiers.get_dossier_to_lead(request, club_slug, pk)


def get_after(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    """For the team, once it left."""
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    if not dossier.is_frozen:
        raise Http404
    return dossier


def get_attachment(dossier: Dossier, pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.select_related("dossier"), dossier=dossier, pk=pk)


def get_sending(dossier: Dossier) -> Sending:
    """What left; 404 before."""
    sending = queries.sending_of(dossier)
    if sending is None:
        raise Http404
    return sending


def get_proof(dossier: Dossier, pk: int) -> Proof:
    return get_object_or_404(Proof, sending__dossier=dossier, pk=pk)


def get_question(dossier: Dossier, pk: int) -> Question:
    return get_object_or_404(Question.objects.select_related("dossier"), dossier=dossier, pk=pk)


def get_payment(dossier: Dossier, pk: int) -> Payment:
    return get_object_or_404(Payment.objects.select_related("dossier"), dossier=dossier, pk=pk)


def get_report(dossier: Dossier, pk: int) -> ReportDue:
    return get_object_or_404(ReportDue.objects.select_related("dossier"), dossier=dossier, pk=pk)


def get_indicator(dossier: Dossier, pk: int) -> Indicator:
    return get_object_or_404(Indicator.objects.select_related("dossier"), dossier=dossier, pk=pk)

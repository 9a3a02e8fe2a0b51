"""What leaves: read, named, gathered; then what left, for ever."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.dossiers import access as dossiers
from essaim.dossiers.gate import open_to_links
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal
from essaim.ui.sheets import file_name

from .. import access_sending as access
from .. import actions, screen
from ..documents import facts_of, one_paper
from ..documents.docx import as_docx
from ..documents.pdf import as_pdf
from ..forms import AttachForm, PlanForm, ProofForm, RecordForm
from .common import attempt, carried, to

FORMS = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@open_to_links
def sending(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    return render(request, "submissions/sending.html", screen.sending(request, dossier))


@open_to_links
def document(request: HttpRequest, club_slug: str, pk: int, name: str, form: str) -> HttpResponse:
    """One paper, as it would leave now: pdf or docx; `?structure=` when there is one for each member."""
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    if form not in FORMS:
        raise Http404
    wanted = request.GET.get("structure", "")
    paper = one_paper(facts_of(dossier), name, int(wanted) if wanted.isdecimal() else None)
    if paper is None:
        raise Http404
    write, content_type = FORMS[form]
    response = HttpResponse(write(paper), content_type=content_type)
    called = file_name(paper.title, dossier.title, extension=form)
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    return response


@require_POST
def plan(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_to_lead(request, club_slug, pk)
    form = PlanForm(request.POST, auto_id="archive-%s")
    if carried(form, lambda: actions.plan_file(dossier=dossier, actor=person(request), **form.facts())):
        messages.success(request, _("C'est noté."))
        return to(request, "sending", dossier)
    return _again(request, dossier, plan_form=form)


@require_POST
def archive(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The archive as it would leave now. POST: what it takes from the vaults of partners is journaled there."""
    dossier = access.get_to_lead(request, club_slug, pk)
    try:
        made = actions.build_archive(dossier=dossier, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "sending", dossier)
    response = HttpResponse(made.content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return response


@require_POST
def attach(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_to_lead(request, club_slug, pk)
    form = AttachForm(request.POST, request.FILES, auto_id="fichier-%s")
    if carried(form, lambda: actions.add_attachment(dossier=dossier, actor=person(request), **form.cleaned_data)):
        messages.success(request, _("Le fichier partira avec le dossier."))
        return to(request, "sending", dossier, "fichiers")
    return _again(request, dossier, attach_form=form)


@open_to_links
def attachment(request: HttpRequest, club_slug: str, pk: int, attachment_pk: int):
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    return as_attachment(access.get_attachment(dossier, attachment_pk))


@require_POST
def detach(request: HttpRequest, club_slug: str, pk: int, attachment_pk: int) -> HttpResponse:
    dossier = access.get_to_lead(request, club_slug, pk)
    row = access.get_attachment(dossier, attachment_pk)
    attempt(
        request, lambda: actions.remove_attachment(attachment=row, actor=person(request)), _("Le fichier est retiré.")
    )
    return to(request, "sending", dossier, "fichiers")


@require_POST
def record(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_to_lead(request, club_slug, pk)
    form = RecordForm(request.POST, request.FILES, blocked=screen.blocked(request, dossier), auto_id="parti-%s")
    if carried(form, lambda: actions.record_sending(dossier=dossier, actor=person(request), **form.cleaned_data)):
        messages.success(request, _("C'est parti, et gardé tel quel."))
        return to(request, "sending", dossier)
    return _again(request, dossier, record_form=form)


def sent(request: HttpRequest, club_slug: str, pk: int):
    """The archive that left, byte for byte: for the lead, since bank details are in it."""
    dossier = access.get_to_lead(request, club_slug, pk)
    return as_attachment(access.get_sending(dossier))


@require_POST
def add_proof(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_to_lead(request, club_slug, pk)
    row = access.get_sending(dossier)
    form = ProofForm(request.POST, request.FILES)
    if carried(form, lambda: actions.add_proof(sending=row, actor=person(request), upload=form.cleaned_data["proof"])):
        messages.success(request, _("La preuve est gardée."))
        return to(request, "sending", dossier)
    return _again(request, dossier, proof_form=form)


@open_to_links
def proof(request: HttpRequest, club_slug: str, pk: int, proof_pk: int):
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    return as_attachment(access.get_proof(dossier, proof_pk))


def _again(request: HttpRequest, dossier, **forms) -> HttpResponse:
    return render(request, "submissions/sending.html", screen.sending(request, dossier, **forms))

"""The documents of a meeting: the list, the files, each to those who may open it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import Standing, get_club
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, access_documents
from ..actions import documents as actions
from ..forms.documents import DescribeForm, DocumentForm
from ..links import read_answer_token
from ..queries.documents import documents_of
from ..tabs import tabs_for
from ..talk_links import read_talk_token


def documents(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The list, for members; organisers add here."""
    meeting = access.get_meeting(request, club_slug, pk)
    standing: Standing = request.standing  # type: ignore[attr-defined]
    if request.method == "POST" and not standing.is_organiser:
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None) if standing.is_organiser else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            actions.add_document(meeting=meeting, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Le document est là."))
            return redirect("preparing:documents", club_slug, pk)
    return render(
        request,
        "meetings/documents.html",
        {
            "meeting": meeting,
            "documents": documents_of(meeting, access_documents.audiences_of(standing)),
            "form": form,
            "tabs": tabs_for(request, meeting),
        },
    )


def document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> HttpResponse:
    """Its title and who may open it, for organisers."""
    found = access_documents.get_document_to_run(request, club_slug, pk, document_pk)
    form = DescribeForm(request.POST or None, initial={"title": found.title, "audience": found.audience})
    if request.method == "POST" and form.is_valid():
        actions.update_document(document=found, actor=person(request), **form.cleaned_data)
        messages.success(request, _("C'est noté."))
        return redirect("preparing:documents", club_slug, pk)
    return render(
        request,
        "meetings/document.html",
        {"meeting": found.meeting, "document": found, "form": form, "tabs": tabs_for(request, found.meeting)},
    )


@require_POST
def remove(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> HttpResponse:
    found = access_documents.get_document_to_run(request, club_slug, pk, document_pk)
    actions.remove_document(document=found, actor=person(request))
    messages.success(request, _("Le document et son fichier sont retirés."))
    return redirect("preparing:documents", club_slug, pk)


@login_not_required
def download(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> FileResponse:
    return as_attachment(access_documents.get_document(request, club_slug, pk, document_pk))


@login_not_required
@never_cache
def invited_download(request: HttpRequest, club_slug: str, token: str, document_pk: int) -> FileResponse:
    """For who is invited without account: `token` is that of their answer, or of a speaker's page."""
    club = get_club(request, club_slug)
    meeting = None
    for read in (read_answer_token, read_talk_token):
        try:
            meeting = read(token, club_id=club.pk).meeting
        except Refusal:
            continue
        break
    if meeting is None:
        raise Http404
    audiences = access_documents.audiences_of(Standing(), invited=True)
    return as_attachment(access_documents.document_for(meeting, document_pk, audiences))

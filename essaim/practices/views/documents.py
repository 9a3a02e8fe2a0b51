"""The files that go with a practice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..forms import DocumentForm
from .common import draw, to_detail


@require_POST
def add(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    form = DocumentForm(request.POST, request.FILES, auto_id="document-%s")
    if form.is_valid():
        try:
            actions.add_document(practice=practice, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Le document est avec la fiche."))
            return to_detail(practice)
    return draw(request, practice, document_form=form)


@login_not_required
def open_document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> FileResponse:
    """Whoever reads the practice opens its documents."""
    return as_attachment(access.get_document(request, club_slug, pk, document_pk))


@require_POST
def remove(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    actions.remove_document(document=access.get_document(request, club_slug, pk, document_pk), actor=person(request))
    messages.success(request, _("Le document est retiré."))
    return to_detail(practice)

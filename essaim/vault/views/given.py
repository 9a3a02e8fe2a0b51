"""What is given to others: taken back, read by them, and who read what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, actions, queries

PAGE = 50


@require_POST
def revoke(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    consent = access.get_consent(request, pk, consent_pk)
    actions.revoke(consent=consent, actor=person(request))
    messages.success(request, _("C'est repris : plus personne d'autre ne peut lire cette pièce pour ce dossier."))
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect("vault:index", pk)


@require_POST
def read(request: HttpRequest, pk: int, paper_pk: int) -> FileResponse:
    """The file, for who was given it; by POST, since the reading is journaled."""
    paper, purpose, key = access.get_paper_to_read(request, pk, paper_pk)
    try:
        paper = actions.read_paper(paper=paper, purpose=purpose, purpose_id=key, reader=person(request))
    except Refusal:
        raise Http404 from None
    return as_attachment(paper)


@require_GET
def readings(request: HttpRequest, pk: int) -> HttpResponse:
    organization = access.get_vault(request, pk)
    number = request.GET.get("page", "1")
    page = Paginator(queries.readings_of(organization), PAGE).get_page(number)
    return render(request, "vault/readings.html", {"organization": organization, "page": page})

"""What the answer needs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, queries, screen
from ..enums import NeedKind
from ..forms import NeedForm
from ..gate import open_to_links
from .common import add_refusal, attempt, to


@open_to_links
def needs(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The needs, what the call's words suggest, and a form to add one."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_need(dossier=dossier, actor=access.acts(request)["actor"], **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("C'est ajouté."))
            return to(request, "needs", dossier)
    words = queries.words_of_call(dossier)
    context = screen.frame(
        request, dossier, form=form, needs=list(dossier.needs.all()),
        suggested=[(one, NeedKind(one.kind).label) for one in queries.suggested_needs(dossier, words)],
    )  # fmt: skip
    return render(request, "dossiers/needs.html", context)


@require_POST
@open_to_links
def take(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Keep one that the call's words suggest."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    wanted = request.POST.get("besoin", "")
    found = queries.suggested_needs(dossier, queries.words_of_call(dossier))
    chosen = next((one for one in found if f"{one.kind}:{one.value}" == wanted), None)
    if chosen is None:
        return to(request, "needs", dossier)
    return attempt(
        request, dossier,
        lambda: actions.set_need(
            dossier=dossier, actor=access.acts(request)["actor"], kind=chosen.kind, label=chosen.label,
            value=chosen.value,
        ),
        _("C'est ajouté."), "needs",
    )  # fmt: skip


@require_POST
@open_to_links
def remove(request: HttpRequest, club_slug: str, pk: int, need_pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    need = access.get_need(dossier, need_pk)
    actor = access.acts(request)["actor"]
    return attempt(request, dossier, lambda: actions.remove_need(need=need, actor=actor), _("C'est retiré."), "needs")

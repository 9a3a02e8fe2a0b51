"""Kinds of papers, for the operator: how long they hold, when their people are told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.clubs.access import require_operator
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..forms import TypeForm
from ..types import document_types


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    require_operator(request)
    return render(request, "vault/types.html", {"kinds": list(document_types().values())})


def edit(request: HttpRequest, code: str) -> HttpResponse:
    kind = access.get_type(request, code)
    form = TypeForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_type(code=code, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté. Les pièces en cours suivent la nouvelle règle."))
            return redirect("vault:types")
    return render(request, "vault/type.html", {"kind": kind, "form": form}, status=409 if form.errors else 200)


@require_POST
def reset(request: HttpRequest, code: str) -> HttpResponse:
    access.get_type(request, code)
    actions.reset_type(code=code, actor=person(request))
    messages.success(request, _("La règle livrée avec la plateforme est remise."))
    return redirect("vault:types")

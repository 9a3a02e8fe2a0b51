"""One's own account. Sign-in, addresses, password, second factor and sessions are django-allauth's views."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from essaim.kernel.errors import Refusal

from . import actions, personal, queries
from .access import person
from .forms import CloseForm, PersonForm
from .parts import account_parts


def detail(request: HttpRequest) -> HttpResponse:
    parts = [part for make in account_parts if (part := make(request))]
    return render(
        request, "accounts/detail.html", {"safety": queries.safety_of(request, person(request)), "parts": parts}
    )


def edit(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.update_person(person=person(request), **form.cleaned_data)
        messages.success(request, _("C'est noté."))
        return redirect("accounts:detail")
    return render(request, "accounts/edit.html", {"form": form})


@never_cache
def data(request: HttpRequest) -> JsonResponse:
    """All that is kept about oneself, in one file that people and machines can read."""
    response = JsonResponse(personal.data_of(person(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="essaim-mes-donnees.json"'
    return response


def close(request: HttpRequest) -> HttpResponse:
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            personal.close_account(person=person(request), typed=form.cleaned_data["typed"])
        except Refusal as refusal:
            form.add_error("typed" if refusal.field else None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Votre compte est fermé, et ce qui portait votre nom est effacé."))
            return redirect("home:index")
    return render(request, "accounts/close.html", {"form": form})

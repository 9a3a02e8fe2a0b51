"""One's own account. Sign-in, addresses, password, second factor and sessions are django-allauth's views."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import actions, queries
from .access import person
from .forms import PersonForm
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

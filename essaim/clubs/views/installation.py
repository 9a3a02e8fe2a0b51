"""The clubs of the installation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms import NewClubForm


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "clubs/index.html", {"clubs": list(queries.clubs_seen_by(request.user))})


def new(request: HttpRequest) -> HttpResponse:
    access.require_operator(request)
    form = NewClubForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            club = actions.open_club(actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Le club est créé. Il lui faut un territoire."))
            return redirect("club_settings:territory", club_slug=club.slug)
    return render(request, "clubs/new.html", {"form": form})

"""The rules of the call, and what becomes of the lines of who left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, screen
from ..forms import GiveForm, RulesForm, initial_rules
from ..gate import open_to_guests
from .common import actor_of, to_detail


@open_to_guests
def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    budget, rights = access.get_budget(request, club_slug, pk, "rules")
    context = screen.frame(request, budget, rights)
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial_rules(budget))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_rules(
                budget=budget, actor=actor_of(request), seen=form.cleaned_data.get("seen"), **form.facts()
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            if refusal.code == "changed":
                form.data = {**form.data.dict(), "seen": str(budget.rules_number)}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Les règles sont gardées."))
            return to_detail(request, budget)
    return render(request, "budgets/rules.html", context | {"form": form})


@open_to_guests
@require_POST
def give(request: HttpRequest, club_slug: str, pk: int, party_pk: int) -> HttpResponse:
    budget, _rights = access.get_budget(request, club_slug, pk, "rules")
    party = access.get_party(budget, party_pk)
    here = [one for one in budget.parties.all() if not one.gone and one.pk != party.pk]
    form = GiveForm(request.POST, parties=here)
    if not form.is_valid():
        messages.error(request, _("Choisissez un partenaire du dossier."))
        return to_detail(request, budget, "partenaires")
    try:
        count = actions.give_lines(budget=budget, party=party, to=form.receiver(), actor=actor_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(count)s ligne est confiée à %(name)s.", "%(count)s lignes sont confiées à %(name)s.",
                            count)  # fmt: skip
        messages.success(request, sentence % {"count": count, "name": form.receiver().name})
    return to_detail(request, budget, "partenaires")


@open_to_guests
@require_POST
def remove_party(request: HttpRequest, club_slug: str, pk: int, party_pk: int) -> HttpResponse:
    budget, _rights = access.get_budget(request, club_slug, pk, "rules")
    party = access.get_party(budget, party_pk)
    try:
        actions.remove_lines_of(budget=budget, party=party, actor=actor_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ses lignes sont retirées."))
    return to_detail(request, budget, "partenaires")

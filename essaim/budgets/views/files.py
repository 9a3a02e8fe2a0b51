"""The workbook out, and back: shown before anything is written."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal
from essaim.ui.sheets import file_name

from .. import access, actions, screen, words
from ..actions import Change
from ..forms import ImportForm
from ..gate import open_to_guests
from ..kinds import Rights
from ..models import Budget
from ..workbook import Reading, carried, planned, write
from ..workbook import read as read_workbook
from .common import actor_of, to_detail

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to_guests
def workbook(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    budget, _rights = access.get_budget(request, club_slug, pk)
    response = HttpResponse(write(budget), content_type=XLSX)
    name = file_name("budget", budget.title, extension="xlsx")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to_guests
def read(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    budget, rights = access.get_budget(request, club_slug, pk, "write")
    form = ImportForm(request.POST or None, request.FILES or None)
    context = screen.frame(request, budget, rights) | {"reading": None}
    if request.method == "POST" and form.is_valid():
        try:
            reading = read_workbook(
                budget, form.cleaned_data["upload"].read(), lambda party: access.writes_for(rights, party)
            )
        except Refusal as refusal:
            form.add_error("upload", str(refusal))
        else:
            context |= _preview(request, budget, reading, context)
            form = ImportForm()
    return render(request, "budgets/read.html", context | {"form": form})


def _preview(request: HttpRequest, budget: Budget, reading: Reading, context: dict) -> dict:
    after = planned(context["plan"], reading)
    actor = actor_of(request)
    return {
        "reading": reading, "after": words.balance_sentence(after),
        "token": carried.seal(budget, actor.pk if actor else None, reading),
    }  # fmt: skip


def _gate(budget: Budget, rights: Rights, changes: Sequence[Change]) -> None:
    """Rights may have changed since the preview."""
    by_key = {one.pk: one for one in budget.lines.all()}
    for change in changes:
        line = by_key.get(change.line or 0)
        if (change.facts and not access.writes_for(rights, change.facts.party)) or (
            line is not None and not access.writes_for(rights, line.party)
        ):
            raise Refusal(_("Vous n'écrivez pas les lignes de cette structure."), code="party")


@open_to_guests
@require_POST
def take(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    budget, rights = access.get_budget(request, club_slug, pk, "write")
    actor = actor_of(request)
    try:
        changes = carried.open_sealed(
            budget, actor.pk if actor else None, request.POST.get("lu", ""), with_removals="retirer" in request.POST
        )
        _gate(budget, rights, changes)
        count = actions.apply_changes(budget=budget, actor=actor, changes=changes)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(count)s ligne est reprise.", "%(count)s lignes sont reprises.", count)
        messages.success(request, sentence % {"count": count})
    return to_detail(request, budget)

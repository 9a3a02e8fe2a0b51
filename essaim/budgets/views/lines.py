"""A line in two clicks, with htmx in its place or as a page without it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, screen
from ..forms import LineForm, initial_line
from ..forms.lines import SORTS, sort_of
from ..gate import open_to_guests
from ..kinds import Rights
from ..models import Budget, Line
from .common import actor_of, drawn, whole_again


@open_to_guests
def add(request: HttpRequest, club_slug: str, pk: int, sort: str) -> HttpResponse:
    """`sort`: charge, produit or nature; `?compte=` chooses the account."""
    budget, rights = access.get_budget(request, club_slug, pk, "write")
    if sort not in SORTS:
        raise Http404
    initial = {"account": request.GET.get("compte", ""), "year": budget.first_year}
    form = _form(request, budget, rights, sort, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            line = actions.add_line(budget=budget, actor=actor_of(request), facts=form.facts())
            if form.cleaned_data.get("counterpart") and line.account.startswith("86"):
                actions.add_counterpart(line=line, actor=actor_of(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return whole_again(request, budget.pk)
    return _drawn(request, budget, rights, form)


@open_to_guests
def edit(request: HttpRequest, club_slug: str, pk: int, line_pk: int) -> HttpResponse:
    line, budget, rights = access.get_line(request, club_slug, pk, line_pk)
    form = _form(request, budget, rights, sort_of(line.account), line=line, initial=initial_line(line))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data.get("seen") or 0
        try:
            actions.update_line(line=line, actor=actor_of(request), facts=form.facts(), seen=seen)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            if refusal.code == "changed":  # what was typed stays; sent again, it is kept
                form.data = {**form.data.dict(), "seen": str(line.number)}  # type: ignore[attr-defined]
        else:
            return whole_again(request, budget.pk)
    return _drawn(request, budget, rights, form, line)


@open_to_guests
@require_POST
def remove(request: HttpRequest, club_slug: str, pk: int, line_pk: int) -> HttpResponse:
    line, budget, rights = access.get_line(request, club_slug, pk, line_pk)
    said = request.POST.get("seen", "")
    try:
        actions.remove_line(line=line, actor=actor_of(request), seen=int(said) if said.isdecimal() else 0)
    except Refusal as refusal:
        form = LineForm(
            {**initial_line(line)}, budget=budget, sort=sort_of(line.account), line=line,
            parties=access.parties_to_write(rights, budget), common=rights.parties is None,
        )  # fmt: skip
        form.is_valid()
        form.add_error(None, str(refusal))
        return _drawn(request, budget, rights, form, line)
    return whole_again(request, budget.pk)


def _form(request: HttpRequest, budget: Budget, rights: Rights, sort: str, **options: Any) -> LineForm:
    return LineForm(
        request.POST if request.method == "POST" else None, sort=sort, budget=budget, common=rights.parties is None,
        parties=access.parties_to_write(rights, budget), **options,
    )  # fmt: skip


def _drawn(
    request: HttpRequest, budget: Budget, rights: Rights, form: LineForm, line: Line | None = None
) -> HttpResponse:
    context = screen.frame(request, budget, rights) | {"form": form, "line": line}
    return drawn(request, "budgets/line.html", "budgets/_line_form.html", context)

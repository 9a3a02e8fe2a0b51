"""The plan of the team: tasks, work packages, decisions, meetings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, queries, rules, screen
from ..forms import DecisionForm, MeetingForm, PackageForm, TaskForm
from ..forms.plan import initial_task
from ..gate import open_to_links
from ..models import Dossier, PlanTask, WorkPackage
from .common import add_refusal, attempt, to


@open_to_links
def plan(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier(request, club_slug, pk)
    form = DecisionForm(auto_id="decision-%s")
    return render(request, "dossiers/plan.html", screen.plan(request, dossier, decision_form=form))


@require_POST
@open_to_links
def decide(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    form = DecisionForm(request.POST, auto_id="decision-%s")
    if form.is_valid():
        try:
            actions.decide(dossier=dossier, **access.acts(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("C'est écrit au journal des décisions."))
            return to(request, "plan", dossier, anchor="decisions")
    return render(request, "dossiers/plan.html", screen.plan(request, dossier, decision_form=form))


@require_POST
@open_to_links
def propose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Add the usual steps, counted back from the deadline."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.propose_plan(dossier=dossier, actor=actor), _("Les étapes d'usage sont là."),
        "plan",
    )  # fmt: skip


def _form_page(
    request: HttpRequest, dossier: Dossier, form: Any, save: Callable[[dict[str, Any]], Any], **context: Any
) -> HttpResponse:
    """A page with one form, which comes back with what was typed when it is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.facts() if hasattr(form, "facts") else form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("C'est noté."))
            return to(request, "plan", dossier)
    return render(request, "dossiers/plan_form.html", screen.frame(request, dossier, form=form, **context))


def _task(request: HttpRequest, dossier: Dossier, task: PlanTask | None) -> HttpResponse:
    form = TaskForm(
        request.POST or None, team=rules.team_of(request.partners),  # type: ignore[attr-defined]
        packages=queries.packages_of(dossier), initial=initial_task(task) if task else None,
    )  # fmt: skip

    def save(facts: dict[str, Any]) -> None:
        actions.set_task(dossier=dossier, task=task, user=task.user if task else None, **access.acts(request), **facts)

    return _form_page(request, dossier, form, save, heading=_("Changer cette tâche") if task else _("Une tâche"))


@open_to_links
def add_task(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _task(request, access.get_dossier_of_team(request, club_slug, pk), None)


@open_to_links
def edit_task(request: HttpRequest, club_slug: str, pk: int, task_pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    return _task(request, dossier, access.get_task(dossier, task_pk))


@require_POST
@open_to_links
def mark_task(request: HttpRequest, club_slug: str, pk: int, task_pk: int) -> HttpResponse:
    """Done (`fait`), or to do again."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    task, done = access.get_task(dossier, task_pk), "fait" in request.POST
    return attempt(
        request, dossier, lambda: actions.mark_task(task=task, done=done, **access.acts(request)),
        _("Une de moins.") if done else _("C'est de nouveau à faire."), "plan",
    )  # fmt: skip


@require_POST
@open_to_links
def remove_task(request: HttpRequest, club_slug: str, pk: int, task_pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    task = access.get_task(dossier, task_pk)
    return attempt(
        request, dossier, lambda: actions.remove_task(task=task, **access.acts(request)), _("C'est retiré."), "plan"
    )


def _package(request: HttpRequest, dossier: Dossier, package: WorkPackage | None) -> HttpResponse:
    first = {"title": package.title, "about": package.about, "owner": package.owner_id or ""} if package else None
    team = rules.team_of(request.partners)  # type: ignore[attr-defined]
    form = PackageForm(request.POST or None, team=team, initial=first)

    def save(facts: dict[str, Any]) -> None:
        actions.set_package(dossier=dossier, package=package, **access.acts(request), **facts)

    return _form_page(request, dossier, form, save, heading=_("Changer ce lot") if package else _("Un lot de travail"))


@open_to_links
def add_package(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _package(request, access.get_dossier_of_team(request, club_slug, pk), None)


@open_to_links
def edit_package(request: HttpRequest, club_slug: str, pk: int, package_pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    return _package(request, dossier, access.get_package(dossier, package_pk))


@require_POST
@open_to_links
def remove_package(request: HttpRequest, club_slug: str, pk: int, package_pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    package = access.get_package(dossier, package_pk)
    return attempt(
        request, dossier, lambda: actions.remove_package(package=package, **access.acts(request)),
        _("C'est retiré. Ses tâches restent au plan."), "plan",
    )  # fmt: skip


@open_to_links
def meet(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Proposer une réunion de l'équipe »."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    form = MeetingForm(request.POST or None)

    def save(facts: dict[str, Any]) -> None:
        actions.propose_meeting(dossier=dossier, **access.acts(request), **facts)

    return _form_page(request, dossier, form, save, heading=_("Réunir l'équipe"))

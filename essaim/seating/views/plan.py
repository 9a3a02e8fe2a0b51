"""The organiser's plan: compose, read, publish, move somebody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.meetings.access import get_meeting_to_run
from essaim.meetings.tabs import tabs_for

from .. import access, actions, queries
from ..forms import SetupForm, WishForm
from ..words import explain, wish_words


def plan(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    current = queries.current_plan(meeting)
    setup = queries.setup_of(meeting)
    people = queries.seatable(meeting)
    view = queries.plan_view(current) if current else None
    there = {row.pk for row in people}
    known = {row.pk for row in view.people} if view else set()
    return render(
        request,
        "seating/plan.html",
        {
            "meeting": meeting,
            "tabs": tabs_for(request, meeting),
            "plan": current,
            "view": view,
            "setup": setup,
            "people": people,
            "sentences": explain(current.score) if current else [],
            "gone": [row for row in view.people if row.pk not in there] if view else [],
            "arrived": [row for row in people if row.pk not in known] if view else [],
            "came": sum(1 for row in people if row.checked_in_at),
            "form": SetupForm(initial=_initial(meeting, setup)),
            "is_published": current is not None and current.published_at is not None,
        },
    )


def settings(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Tables, rounds, wishes. A POST says how many tables and rounds; `composer` composes at once."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    setup = queries.setup_of(meeting)
    form = SetupForm(request.POST or None, initial=_initial(meeting, setup))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_setup(meeting=meeting, actor=person(request), **form.cleaned_data)
            if "composer" in request.POST:
                actions.compose_plan(meeting=meeting, actor=person(request))
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("C'est noté.") if "composer" not in request.POST else _("Le plan est composé."))
            return redirect("seating:plan" if "composer" in request.POST else "seating:settings", club_slug, pk)
    return _settings_page(request, meeting, form, None)


@require_POST
def add_wish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    setup = queries.setup_of(meeting)
    form = WishForm(request.POST, people=queries.seatable(meeting), rounds=_rounds(meeting, setup))
    if form.is_valid():
        try:
            actions.add_wish(meeting=meeting, actor=person(request), **form.values())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("La demande est notée ; le prochain plan en tiendra compte."))
            return redirect("seating:settings", club_slug, pk)
    return _settings_page(request, meeting, SetupForm(initial=_initial(meeting, setup)), form, status=422)


@require_POST
def remove_wish(request: HttpRequest, club_slug: str, pk: int, wish_pk: int) -> HttpResponse:
    wish = access.get_wish_to_run(request, club_slug, pk, wish_pk)
    actions.remove_wish(wish=wish, actor=person(request))
    return redirect("seating:settings", club_slug, pk)


@require_POST
def compose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Compose anew; `adapter` keeps what can be kept, `presents` counts only who is there."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    try:
        if "adapter" in request.POST or "presents" in request.POST:
            actions.adapt_plan(meeting=meeting, actor=person(request), present_only="presents" in request.POST)
        else:
            actions.compose_plan(meeting=meeting, actor=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(
            "seating:settings" if refusal.code in ("no_setup", "clash", "seats") else "seating:plan", club_slug, pk
        )
    messages.success(request, _("Le plan est composé."))
    return redirect("seating:plan", club_slug, pk)


@require_POST
def publish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    _meeting, plan = access.get_plan_to_run(request, club_slug, pk)
    if request.POST.get("version") not in (None, str(plan.version)):
        messages.error(request, _("Un plan plus récent a été composé. Relisez-le avant de le publier."))
        return redirect("seating:plan", club_slug, pk)
    try:
        actions.publish(plan=plan, actor=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Le plan est publié : chaque personne voit ses tables."))
    return redirect("seating:plan", club_slug, pk)


def move(request: HttpRequest, club_slug: str, pk: int, attendance_pk: int) -> HttpResponse:
    """One person's rounds: which table, with whom to exchange, whether new plans keep it."""
    meeting, plan = access.get_plan_to_run(request, club_slug, pk)
    attendance = access.get_attendance(meeting, attendance_pk)
    if request.method == "POST":
        try:
            actions.change_seats(plan=plan, attendance=attendance, actor=person(request), **_moves(request, plan))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("C'est noté."))
            return redirect("seating:plan", club_slug, pk)
    view = queries.plan_view(plan)
    setup = queries.setup_of(meeting)
    rounds = []
    for number, tables, _away in view.rounds:
        own = next((seat for table in tables for seat in table.seats if seat.attendance_id == attendance.pk), None)
        rounds.append(
            {"number": number, "tables": tables, "seat": own, "begun": bool(setup and number <= setup.rounds_begun)}
        )
    return render(
        request,
        "seating/move.html",
        {
            "meeting": meeting,
            "tabs": tabs_for(request, meeting),
            "plan": plan,
            "attendance": attendance,
            "rounds": rounds,
        },
    )


def _moves(request: HttpRequest, plan) -> dict:
    """`tour_N`: `T` (a table) or `T-P` (the seat of attendance P at table T); `garder_N`: locked."""
    tables, instead_of, locked = {}, {}, {}
    for number in range(1, plan.rounds + 1):
        table, _dash, partner = request.POST.get(f"tour_{number}", "").partition("-")
        if table.isdecimal():
            tables[number] = int(table)
            locked[number] = f"garder_{number}" in request.POST
        if partner.isdecimal():
            instead_of[number] = int(partner)
    return {"tables": tables, "instead_of": instead_of, "locked": locked}


def _rounds(meeting, setup) -> int:
    return setup.rounds if setup else queries.proposal(meeting)["rounds"]


def _initial(meeting, setup) -> dict:
    if setup is None:
        return queries.proposal(meeting)
    return {
        "table_count": setup.table_count, "rounds": setup.rounds, "seats": setup.seats,
        "accessible_tables": ", ".join(str(number) for number in setup.accessible_tables),
    }  # fmt: skip


def _settings_page(request, meeting, form, wish_form, status: int = 200) -> HttpResponse:
    setup = queries.setup_of(meeting)
    people = queries.seatable(meeting)
    wishes = queries.wishes_of(meeting)
    return render(
        request,
        "seating/settings.html",
        {
            "meeting": meeting,
            "tabs": tabs_for(request, meeting),
            "form": form,
            "wish_form": wish_form or WishForm(people=people, rounds=_rounds(meeting, setup)),
            "wishes": [{"pk": wish.pk, "words": wish_words(wish)} for wish in wishes],
            "people": people,
            "needs": [row for row in people if row.needs],
        },
        status=status,
    )

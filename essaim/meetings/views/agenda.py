"""The agenda's editor: moments in order, their minutes, the running times, the total against the meeting's length."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms.agenda import MomentForm
from ..models import AgendaItem, Meeting
from ..tabs import tabs_for


def agenda(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The list; a POST adds a moment at the end."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    form = MomentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_agenda_item(meeting=meeting, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.take(refusal)
        else:
            return _back(meeting)
    return _page(request, meeting, form)


@require_POST
def change(request: HttpRequest, club_slug: str, pk: int, item_pk: int) -> HttpResponse:
    item = access.get_agenda_item_to_run(request, club_slug, pk, item_pk)
    form = MomentForm(request.POST, prefix=f"m{item.pk}")
    if form.is_valid():
        try:
            actions.update_agenda_item(item=item, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.take(refusal)
        else:
            return _back(item.meeting)
    return _page(request, item.meeting, MomentForm(), bad=(item, form), status=422)


@require_POST
def move(request: HttpRequest, club_slug: str, pk: int, item_pk: int) -> HttpResponse:
    """`sens`: `haut` or `bas`."""
    item = access.get_agenda_item_to_run(request, club_slug, pk, item_pk)
    actions.move_agenda_item(item=item, actor=person(request), up=request.POST.get("sens") == "haut")
    return _back(item.meeting)


@require_POST
def remove(request: HttpRequest, club_slug: str, pk: int, item_pk: int) -> HttpResponse:
    item = access.get_agenda_item_to_run(request, club_slug, pk, item_pk)
    actions.remove_agenda_item(item=item, actor=person(request))
    messages.success(request, _("« %(title)s » est retiré du programme.") % {"title": item.title})
    return _back(item.meeting)


def _back(meeting: Meeting) -> HttpResponse:
    return redirect("meetings:agenda", meeting.club.slug, meeting.pk)


def _page(
    request: HttpRequest, meeting: Meeting, form: MomentForm, *, bad: tuple[AgendaItem, MomentForm] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    moments = queries.agenda_of(meeting)
    rows = [
        {"moment": one, "form": bad[1] if bad and bad[0].pk == one.item.pk else MomentForm.of(one.item)}
        for one in moments
    ]
    total = sum(one.item.minutes for one in moments)
    context = {
        "meeting": meeting,
        "rows": rows,
        "form": form,
        "total": total,
        "over": total - meeting.minutes if meeting.minutes else 0,
        "left": meeting.minutes - total if meeting.minutes else 0,
        "opened": bad[0].pk if bad else None,
        "tabs": tabs_for(request, meeting),
    }
    return render(request, "meetings/agenda.html", context, status=status)

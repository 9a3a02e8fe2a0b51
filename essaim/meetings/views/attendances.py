"""Who comes, for the organiser: answers, places, needs; adding somebody, answering for them, taking the list away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

from .. import access, actions, queries
from ..enums import Answer, Seat
from ..export import attendance_csv
from ..forms.answering import AnswerForm
from ..forms.attendance import PersonForm
from ..models import Attendance, Meeting
from ..tabs import tabs_for


def attendances(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The list; a POST writes somebody on it."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    form = PersonForm(request.POST or None, club=meeting.club)
    if request.method == "POST" and form.is_valid():
        try:
            row = _add(request, meeting, form.cleaned_data)
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("%(name)s est sur la liste.") % {"name": row.name})
            return redirect("meetings:attendances", club_slug, pk)
    everybody = list(queries.attendances_of(meeting))
    typed = request.GET.get("q", "")[:80]
    wanted = fold(typed).split()
    rows = [row for row in everybody if all(word in _searched(row) for word in wanted)] if wanted else everybody
    waiting = sorted((row for row in rows if row.seat == Seat.WAITING), key=lambda row: (row.queued_at, row.pk))
    groups = [
        ("held", _("Ont leur place"), [row for row in rows if row.seat == Seat.HELD]),
        ("waiting", _("Attendent une place"), waiting),
        ("maybe", _("Peut-être"), [row for row in rows if row.answer == Answer.MAYBE]),
        ("none", _("N'ont pas répondu"), [row for row in rows if row.answer == Answer.NONE]),
        ("no", _("Ne viennent pas"), [row for row in rows if row.answer == Answer.NO]),
    ]
    filled = [group for group in groups if group[2]]
    chosen = request.GET.get("voir", "")
    chosen = chosen if chosen in {group[0] for group in filled} else ""
    context = {
        "meeting": meeting,
        "groups": [group for group in filled if not chosen or group[0] == chosen],
        "doors": [{"key": key, "label": label, "count": len(rows)} for key, label, rows in filled],
        "chosen": chosen,
        "typed": typed,
        "everybody": len(everybody),
        "kept": f"?{urlencode(kept)}" if (kept := _kept(request)) else "",
        "counts": queries.counts_of(meeting),
        "needs": [row for row in everybody if row.needs and row.answer == Answer.YES],
        "replies": queries.replies_to_show(meeting),
        "form": form,
        "tabs": tabs_for(request, meeting),
    }
    return render(request, "meetings/attendances.html", context)


def _searched(row: Attendance) -> str:
    """The words under which somebody is found: theirs, and their organization's."""
    return fold(f"{row.name} {row.email} {row.organization.name if row.organization else ''}")


def _kept(request: HttpRequest) -> dict[str, str]:
    """How the list is filtered."""
    return {name: request.GET[name][:80] for name in ("voir", "q") if request.GET.get(name)}


def _back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """To the list, as it was filtered."""
    kept = _kept(request)
    url = reverse("meetings:attendances", args=[meeting.club.slug, meeting.pk])
    return redirect(f"{url}?{urlencode(kept)}" if kept else url)


def _add(request: HttpRequest, meeting: Meeting, data: dict[str, Any]):
    """Invite, or note as coming."""
    values = {"meeting": meeting, "actor": person(request), "name": data["name"], "email": data["email"],
              "organization": data["organization"], "kind": data["kind"]}  # fmt: skip
    if data["answer"] == Answer.YES:
        return actions.add_person(answer=Answer.YES, **values)
    return actions.invite(**values)


@require_POST
def invite_members(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Those who joined since the announcement, or everybody at once."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    try:
        count = actions.invite_members(meeting=meeting, actor=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        words = ngettext("%(count)s personne de plus sur la liste.", "%(count)s personnes de plus sur la liste.", count)
        messages.success(request, words % {"count": count} if count else _("Tous les membres y étaient déjà."))
    return redirect("meetings:attendances", club_slug, pk)


@require_POST
def answer_for(request: HttpRequest, club_slug: str, pk: int, attendance_pk: int) -> HttpResponse:
    """Note what somebody said by telephone."""
    row = access.get_attendance_to_run(request, club_slug, pk, attendance_pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(attendance=row, answer=form.cleaned_data["answer"], actor=person(request))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("La réponse de %(name)s est notée.") % {"name": row.name})
    return _back(request, row.meeting)


@require_POST
def uninvite(request: HttpRequest, club_slug: str, pk: int, attendance_pk: int) -> HttpResponse:
    row = access.get_attendance_to_run(request, club_slug, pk, attendance_pk)
    try:
        actions.uninvite(attendance=row, actor=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("%(name)s n'est plus sur la liste.") % {"name": row.name})
    return _back(request, row.meeting)


def export(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    return attendance_csv(meeting, queries.attendances_of(meeting))

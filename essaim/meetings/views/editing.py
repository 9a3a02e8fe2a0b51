"""Preparing a meeting: made, changed, announced, called off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.clubs.queries import municipalities_of
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms.meeting import MeetingForm
from ..tabs import tabs_for


def new(request: HttpRequest, club_slug: str) -> HttpResponse:
    """`?theme=` proposes a theme, `?date=AAAA-MM-JJ` a day."""
    club = get_club_to_run(request, club_slug)
    initial = {"theme": request.GET.get("theme"), "day": request.GET.get("date"), "starts": "14:00", "ends": "17:00"}
    if not initial["day"]:
        initial |= {"starts": "", "ends": ""}
    form = MeetingForm(request.POST or None, club=club, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.create_meeting(club=club, actor=person(request), **form.changes())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(
                request, _("La rencontre se prépare. Personne n'est prévenu tant que vous ne l'annoncez pas.")
            )
            return redirect(meeting)
    communes = list(municipalities_of(club).order_by("name")[:400])
    return render(request, "meetings/new.html", {"form": form, "communes": communes})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    form = MeetingForm(request.POST or None, club=meeting.club, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        before = meeting.sequence
        try:
            changed = actions.update_meeting(meeting=meeting, actor=person(request), **form.changes())
        except Refusal as refusal:
            form.take(refusal)
        else:
            told = changed.sequence != before
            messages.success(
                request,
                _("C'est changé, et les personnes invitées sont prévenues.") if told else _("C'est changé."),
            )
            return redirect(meeting)
    return render(
        request,
        "meetings/edit.html",
        {
            "meeting": meeting,
            "form": form,
            "tabs": tabs_for(request, meeting),
            "communes": list(municipalities_of(meeting.club).order_by("name")[:400]),
        },
    )


def announce(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Before it leaves: who is written to, and what they read."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    refusal = None
    if request.method == "POST":
        try:
            actions.announce(meeting=meeting, actor=person(request), members="members" in request.POST)
        except Refusal as error:
            refusal = error
        else:
            count = queries.invited_count(meeting)
            messages.success(
                request,
                ngettext(
                    "La rencontre est annoncée, %(count)s invitation part.",
                    "La rencontre est annoncée, %(count)s invitations partent.",
                    count,
                )
                % {"count": count},
            )
            return redirect(meeting)
    context = {
        "meeting": meeting,
        "refusal": refusal,
        "members": queries.member_people(meeting.club),
        "listed": list(queries.attendances_of(meeting)),
        "tabs": tabs_for(request, meeting),
    }
    return render(request, "meetings/announce.html", context, status=409 if refusal else 200)


def cancel(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Before it is called off: how many are told, and why."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    refusal, reason = None, request.POST.get("reason", "")
    if request.method == "POST":
        try:
            actions.cancel(meeting=meeting, actor=person(request), reason=reason)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _("La rencontre est annulée, les personnes invitées sont prévenues."))
            return redirect(meeting)
    context = {
        "meeting": meeting,
        "refusal": refusal,
        "reason": reason,
        "told": queries.told_count(meeting),
        "tabs": tabs_for(request, meeting),
    }
    return render(request, "meetings/cancel.html", context, status=409 if refusal else 200)


@require_POST
def close(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    try:
        actions.close(meeting=meeting, actor=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("La rencontre est notée comme passée."))
    return redirect(meeting)


@require_POST
def duplicate(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    copied = actions.duplicate(meeting=meeting, actor=person(request))
    messages.success(request, _("Même lieu, même programme : il reste à choisir la date."))
    return redirect("meetings:edit", club_slug, copied.pk)

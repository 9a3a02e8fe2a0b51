"""The date poll of a meeting: opened, answered with an account or by one's link, closed."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club
from essaim.kernel.errors import Refusal
from essaim.ui.forms import with_one_more

from .. import access
from ..actions import polls as actions
from ..choosing import in_order, rule, why
from ..dates import moments, three_dates
from ..enums import Choice, MeetingState
from ..forms.polls import LastDayForm, OptionFormSet, PollForm
from ..models import DatePoll, Meeting, PollOption
from ..poll_links import read_poll_token
from ..queries import polls as queries
from ..queries.rhythm import proposals, rhythm_of
from ..tabs import tabs_for


def poll(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The poll of a meeting; without one, organisers open it here. A POST answers."""
    meeting = access.get_meeting(request, club_slug, pk)
    found = queries.poll_of(meeting)
    if found is None:
        if not request.standing.is_organiser or meeting.state != MeetingState.PREPARING:  # type: ignore[attr-defined]
            raise Http404
        return _open(request, meeting)
    refusal = None
    if request.method == "POST":
        try:
            voter = actions.voter_for(poll=found, user=person(request))
            actions.answer_poll(voter=voter, choices=_choices(request), actor=person(request))
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Vos réponses sont gardées. Vous pouvez en changer jusqu'à la clôture."))
            return redirect("preparing:poll", club_slug, pk)
    own = queries.own_voter(found, person(request))
    context = _context(request, found, queries.choices_of(own), refusal)
    silent = list(queries.silent_voters(found)) if request.standing.is_organiser and found.is_open else []  # type: ignore[attr-defined]
    return render(
        request,
        "meetings/poll.html",
        {**context, "tabs": tabs_for(request, meeting), "silent": silent, "shows_names": True},
        status=409 if refusal else 200,
    )


@login_not_required
@never_cache
def poll_link(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The page that a message opens. Opening it answers nothing: its button does."""
    club = get_club(request, club_slug)
    try:
        voter = read_poll_token(token, club_id=club.pk)
    except Refusal as gone:
        return render(request, "meetings/poll_gone.html", {"refusal": gone, "meeting": None}, status=410)
    found = voter.poll
    found.meeting.club = club
    user = request.user
    if user.is_authenticated and user.pk != voter.user_id and user.email.lower() != voter.email.lower():
        other = _("Ce lien est celui de %(name)s. Pour vous, répondez depuis la page de la rencontre.")
        context = {"refusal": other % {"name": voter.name}, "meeting": found.meeting}
        return render(request, "meetings/poll_gone.html", context, status=409)
    refusal = None
    if request.method == "POST":
        try:
            actor = voter.user if request.user == voter.user else None
            actions.answer_poll(voter=voter, choices=_choices(request), actor=actor)
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Vos réponses sont gardées. Vous pouvez en changer jusqu'à la clôture."))
            return redirect("preparing:poll_link", club_slug, token)
    context = _context(request, found, queries.choices_of(voter), refusal)
    return render(
        request, "meetings/poll_link.html", {**context, "voter": voter, "shows_names": False},
        status=409 if refusal else 200,
    )  # fmt: skip


@require_POST
def close(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Close it now: on the date that `option` names, else on the best one."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    found = _found(meeting)
    option = queries.option_of(found, request.POST["option"]) if "option" in request.POST else None
    try:
        closed = actions.close_poll(poll=found, actor=person(request), option=option)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if closed.chosen:
            messages.success(request, _("La date est choisie. Les personnes qui ont répondu la reçoivent."))
        else:
            messages.warning(request, _("Le sondage est clos, sans date : personne n'avait dit pouvoir venir."))
    return redirect("preparing:poll", club_slug, pk)


def change(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Add dates to an open poll, take some away, move others; each line is a date."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    found = _found(meeting)
    if not found.is_open:
        return redirect("preparing:poll", club_slug, pk)
    grown = with_one_more(request.POST, "dates") if request.method == "POST" else None
    data = grown or request.POST or None
    formset = OptionFormSet(data, prefix="dates", initial=[_line(option) for option in found.options.all()])
    form = LastDayForm(data, initial={"last_day": found.last_day})
    if request.method == "POST" and grown is None and formset.is_valid() and form.is_valid():
        try:
            actions.change_dates(poll=found, actor=person(request), options=_times(formset), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Les dates sont changées. Les personnes qui avaient répondu le savent."))
            return redirect("preparing:poll", club_slug, pk)
    context = {"meeting": meeting, "form": form, "formset": formset, "tabs": tabs_for(request, meeting)}
    return render(request, "meetings/poll_change.html", context)


@require_POST
def cancel(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    actions.cancel_poll(poll=_found(meeting), actor=person(request))
    messages.success(request, _("Le sondage est retiré."))
    return redirect("meetings:detail", club_slug, pk)


def _found(meeting: Meeting) -> DatePoll:
    found = queries.poll_of(meeting)
    if found is None:
        raise Http404
    return found


def _open(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    today = localdate()
    grown = with_one_more(request.POST, "dates") if request.method == "POST" else None
    data = grown or request.POST or None
    formset = OptionFormSet(data, prefix="dates", initial=_usual(meeting, today))
    form = PollForm(data, initial={"last_day": today + timedelta(days=9)})
    if request.method == "POST" and grown is None and formset.is_valid() and form.is_valid():
        try:
            actions.open_poll(meeting=meeting, actor=person(request), options=_times(formset), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Le sondage est parti. La date sera choisie d'elle-même."))
            return redirect("preparing:poll", meeting.club.slug, meeting.pk)
    return render(
        request,
        "meetings/poll_open.html",
        {"meeting": meeting, "form": form, "formset": formset, "tabs": tabs_for(request, meeting), "rule": rule()},
    )


def _times(formset) -> list[tuple]:
    """Start and end of each line that was kept."""
    return [one.times() for one in formset if one.cleaned_data and not one.cleaned_data.get("DELETE")]


def _line(option: PollOption) -> dict:
    """What the form shows of a date."""
    start = timezone.localtime(option.starts_at)
    return {
        "day": start.date(),
        "at": start.time(),
        "minutes": (option.ends_at - option.starts_at) // timedelta(minutes=1),
    }


def _usual(meeting: Meeting, today) -> list[dict]:
    """The three dates that the club's rhythm gives."""
    rhythm = rhythm_of(meeting.club)
    nearest = proposals(meeting.club, today=today)[:1]
    days = three_dates(rhythm, nearest[0].day, today=today) if nearest else []
    return [
        {"day": day, "at": timezone.localtime(moments(rhythm, day)[0]).time(), "minutes": rhythm.minutes}
        for day in days
    ]


def _choices(request: HttpRequest) -> dict[int, str]:
    """What was posted: `option-12=yes`."""
    posted = {key.removeprefix("option-"): value for key, value in request.POST.items() if key.startswith("option-")}
    return {int(pk): value for pk, value in posted.items() if pk.isdecimal() and value and isinstance(value, str)}


def _context(request: HttpRequest, found: DatePoll, own: dict[int, str], refusal: Refusal | None) -> dict:
    """What both pages of a poll show. A refusal shows again what was typed."""
    tallies = queries.tallies_of(found)
    typed = _choices(request) if refusal else {}
    order = in_order(tallies, now=found.closed_at or timezone.now())
    chosen = next((one for one in tallies if one.option.pk == found.chosen_id), None)
    best = chosen or (order[0] if order else None)
    others = [one for one in order if best and one.option.pk != best.option.pk]
    return {
        "meeting": found.meeting,
        "poll": found,
        "rows": [
            {"tally": one, "own": typed.get(one.option.pk) or own.get(one.option.pk, ""), "best": one is best}
            for one in tallies
        ],
        "choices": Choice.choices,
        "answered": bool(own),
        "chosen": chosen,
        "best": best,
        "why": why(best, others) if best and not found.by_hand else "",
        "rule": rule(),
        "refusal": refusal,
    }

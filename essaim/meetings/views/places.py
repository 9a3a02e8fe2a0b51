"""Coming from outside to a meeting that the club shows: asking for a place, confirming it by one's mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from essaim.accounts.models import User
from essaim.clubs.access import get_club
from essaim.kernel.errors import Refusal

from .. import access, links, queries
from ..actions import places as actions
from ..enums import MeetingState
from ..forms.places import PlaceForm
from ..place_links import read_place_token


@login_not_required
@never_cache
def ask(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The form. Members answer on the page of the meeting itself."""
    meeting = access.get_meeting_shown(request, club_slug, pk)
    if request.standing.is_member:  # type: ignore[attr-defined]
        return redirect(meeting)
    if meeting.state != MeetingState.ANNOUNCED or meeting.is_over:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    initial = {"name": user.name, "email": user.email} if user else None
    form = PlaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = None if form.is_robot else actions.ask_place(meeting=meeting, user=user, **form.values())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            if asked and asked.confirmed_at and user and user.email.lower() == asked.email.lower():
                return redirect(meeting)
            messages.success(
                request,
                _("Une dernière chose : ouvrez le message que nous envoyons à %(email)s, et confirmez.")
                % {"email": form.cleaned_data["email"]},
            )
            return redirect(meeting)
    context = {"meeting": meeting, "form": form, "counts": queries.counts_of(meeting)}
    return render(request, "meetings/place_ask.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
def confirm(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The page that the message opens. Opening it takes no place (mail scanners open links): its button does."""
    club = get_club(request, club_slug)
    try:
        asked = read_place_token(token, club_id=club.pk)
    except Refusal as gone:
        return render(request, "meetings/place_gone.html", {"refusal": gone}, status=410)
    meeting = asked.meeting
    meeting.club = club
    if asked.attendance is not None:
        asked.attendance.meeting = meeting
        return redirect("meetings:answer_link", club_slug, links.answer_token(asked.attendance))
    if meeting.is_over:
        return render(request, "meetings/answer_over.html", {"meeting": meeting}, status=410)
    refusal = None
    if request.method == "POST":
        try:
            actions.confirm_place(request=asked)
        except Refusal as caught:
            refusal = caught
        else:
            return redirect("meetings:confirm_place", club_slug, token)
    context = {"meeting": meeting, "asked": asked, "counts": queries.counts_of(meeting), "refusal": refusal}
    return render(request, "meetings/place_confirm.html", context, status=409 if refusal else 200)

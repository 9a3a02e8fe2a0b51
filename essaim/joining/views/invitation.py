"""The page that a structure opens from its message, on a phone, without account. Opening it writes nothing: mail
scanners open links. Its buttons do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from essaim.meetings.enums import Answer, MeetingState, Seat
from essaim.meetings.links import answer_url

from .. import access, actions
from ..forms import AnswerForm
from ..queries.campaigns import attendance_of
from ..queries.neighbours import neighbours_of
from .common import tried

ANSWERS = {"oui": Answer.YES, "peut-etre": Answer.MAYBE, "non": Answer.NO}


@login_not_required
@never_cache
@require_safe
def open_page(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    recipient = access.get_invitation(request, club_slug, token)
    meeting = recipient.campaign.meeting
    attendance = attendance_of(recipient)
    coming = attendance is not None and attendance.answer == Answer.YES
    context = {
        "waits": bool(coming and attendance and attendance.seat == Seat.WAITING),
        "details_url": answer_url(attendance) if coming and attendance else "",
        "recipient": recipient,
        "campaign": recipient.campaign,
        "meeting": meeting,
        "organization": recipient.organization,
        "neighbours": neighbours_of(recipient.club, recipient.organization),
        "form": AnswerForm(initial={"word": recipient.word}),
        "trial": False,
        "token": token,
        "closed": bool(
            meeting
            and (
                meeting.state == MeetingState.CANCELLED
                or meeting.starts_at is None
                or meeting.starts_at <= timezone.now()
            )
        ),
    }
    return render(request, "joining/invitation.html", context)


@login_not_required
@require_POST
def see(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """Told by the page once a person has it before their eyes."""
    actions.see(recipient=access.get_invitation(request, club_slug, token))
    return HttpResponse(status=204)


@login_not_required
@require_POST
def answer(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    recipient = access.get_invitation(request, club_slug, token)
    form = AnswerForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else request.POST.get("word", "")
    said = ANSWERS.get(request.POST.get("reponse", ""), "")
    sentences = {
        Answer.YES: _("C'est noté : vous venez. Le club vous attend.")
        if recipient.campaign.meeting_id
        else _("C'est noté : cela vous intéresse. Le club vous répond."),
        Answer.MAYBE: _("C'est noté : peut-être. Vous pourrez changer d'avis ici même."),
        Answer.NO: _("C'est noté : ce n'est pas pour cette fois. Merci de l'avoir dit."),
    }
    tried(
        request,
        lambda: actions.answer(recipient=recipient, answer=said, word=word),
        lambda row: sentences[Answer(row.answer)],
    )
    return redirect("invitation:open", club_slug, token)


@login_not_required
@require_POST
def never_again(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    recipient = access.get_invitation(request, club_slug, token)
    tried(
        request,
        lambda: actions.never_again(recipient=recipient),
        _("C'est noté. %(club)s ne vous écrira plus.") % {"club": recipient.club.name},
    )
    return redirect("invitation:open", club_slug, token)

"""After a meeting: what people thought of it, thanks to who spoke, certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.meetings.access import get_meeting_to_run

from .. import access, actions, document, queries, screen
from ..forms import ReviewForm, ThanksForm
from ..links import certificate_code
from ..words import thanks_draft
from .minutes import as_pdf


@require_GET
def after(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    review = queries.review_of(meeting)
    labels, averages = queries.desire_over_time(meeting.club)
    came = queries.came_to(meeting)
    for attendance in came:
        attendance.code = certificate_code(attendance)  # type: ignore[attr-defined]
    context = screen.meeting_page(
        request, meeting, review=review, results=queries.results_of(review) if review else None, came=came,
        talks=queries.talks_to_thank(meeting), labels=labels,
        is_over=meeting.ends_at is not None and meeting.ends_at <= timezone.now(),
        series=[(_("Envie de travailler ensemble, de 0 à 10"), averages)],
    )  # fmt: skip
    return render(request, "minutes/after.html", context)


@require_POST
def open_review(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    try:
        review = actions.open_review(meeting=meeting, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        count = review.invitations.count()
        messages.success(request, _("L'avis est demandé à %(count)s personnes.") % {"count": count})
    return redirect("minutes:after", club_slug, pk)


@login_not_required
def answer_review(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The page of the link in the message: opening it does nothing, the form's button answers."""
    invitation = access.get_invitation(request, club_slug, token)
    form = ReviewForm(request.POST or None)
    context = {"invitation": invitation, "meeting": invitation.review.meeting, "form": form, "refusal": ""}
    if request.method == "POST" and not invitation.answered and form.is_valid():
        try:
            actions.answer_review(invitation=invitation, **form.cleaned_data)
        except Refusal as refusal:
            context["refusal"] = str(refusal)
            return render(request, "minutes/answer_review.html", context, status=409)
        return redirect(request.path)
    return render(request, "minutes/answer_review.html", context)


@login_not_required
@require_GET
def certificate(request: HttpRequest, club_slug: str, code: str) -> HttpResponse:
    """Whoever holds a certificate checks it here, and its owner takes it again."""
    attendance = access.get_certified(request, club_slug, code)
    context = {"attendance": attendance, "meeting": attendance.meeting, "code": certificate_code(attendance)}
    return render(request, "minutes/certificate.html", context)


@login_not_required
@require_GET
def certificate_pdf(request: HttpRequest, club_slug: str, code: str) -> HttpResponse:
    attendance = access.get_certified(request, club_slug, code)
    return as_pdf(document.certificate_pdf(attendance), _("attestation %(name)s") % {"name": attendance.name})


def thank(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    talk = access.get_talk_to_thank(request, club_slug, pk, talk_pk)
    review = queries.review_of(talk.meeting)
    results = queries.results_of(review) if review else None
    form = ThanksForm(request.POST or None, initial={"words": thanks_draft(talk, results, person(request))})
    if request.method == "POST" and form.is_valid():
        try:
            actions.thank_speaker(talk=talk, words=form.cleaned_data["words"], actor=person(request))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Votre merci part à %(name)s.") % {"name": talk.speaker})
            return redirect("minutes:after", club_slug, pk)
    context = screen.meeting_page(request, talk.meeting, talk=talk, form=form, results=results)
    return render(request, "minutes/thank.html", context)

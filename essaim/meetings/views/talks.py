"""The talks of a meeting: for organisers, and for the speaker by their own link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club
from essaim.kernel.errors import Refusal

from .. import access, access_speakers
from ..actions import speakers as speaker_actions
from ..actions import talks as actions
from ..forms.speakers import NeedsForm, TalkEditForm, TalkForm
from ..models import Meeting
from ..queries import speakers as queries
from ..sheet import sheet_of
from ..sheet_pdf import sheet_pdf
from ..tabs import tabs_for
from ..talk_links import read_talk_token, talk_token


def talks(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Who speaks at a meeting, where each stands; a POST thinks of someone."""
    meeting = access.get_meeting_to_run(request, club_slug, pk)
    speakers = queries.speaker_list(meeting.club)
    form = TalkForm(request.POST or None, speakers=speakers, items=queries.agenda_items(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            talk = _propose(request, meeting, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté. Rien n'est parti : à vous de demander."))
            return redirect("preparing:talk", club_slug, pk, talk.pk)
    context = {"meeting": meeting, "form": form, "talks": queries.talks_at(meeting)}
    return render(request, "meetings/talks.html", {**context, "tabs": tabs_for(request, meeting)})


def talk(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    """One talk: what is asked, the answer and the needs, the sheet to print. A POST changes subject and moment."""
    found = access_speakers.get_talk_to_run(request, club_slug, pk, talk_pk)
    form = TalkEditForm(
        request.POST or None, items=queries.agenda_items(found.meeting),
        initial={"subject": found.subject, "agenda_item": found.agenda_item_id},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_talk(talk=found, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("preparing:talk", club_slug, pk, talk_pk)
    needs = NeedsForm(initial={name: getattr(found, name) for name in actions.NEEDS})
    context = {"meeting": found.meeting, "talk": found, "form": form, "needs": needs, "token": talk_token(found)}
    return render(request, "meetings/talk.html", {**context, "tabs": tabs_for(request, found.meeting)})


@require_POST
def ask(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    found = access_speakers.get_talk_to_run(request, club_slug, pk, talk_pk)
    try:
        actions.ask_talk(talk=found, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le message est parti. La réponse viendra ici, et dans votre boîte."))
    return redirect("preparing:talk", club_slug, pk, talk_pk)


@require_POST
def note_answer(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    """What the speaker said by phone or on paper."""
    found = access_speakers.get_talk_to_run(request, club_slug, pk, talk_pk)
    form = NeedsForm(request.POST)
    needs = form.cleaned_data if form.is_valid() else {}
    try:
        actions.answer_talk(talk=found, accepts=request.POST.get("answer") == "yes", actor=person(request), **needs)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La réponse est notée."))
    return redirect("preparing:talk", club_slug, pk, talk_pk)


@require_POST
def thank(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    """Remember that the speaker was thanked, in whatever way."""
    found = access_speakers.get_talk_to_run(request, club_slug, pk, talk_pk)
    actions.note_thanks(talk=found, actor=person(request))
    messages.success(request, _("C'est noté : le club a dit merci."))
    return redirect("preparing:talk", club_slug, pk, talk_pk)


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> HttpResponse:
    found = access_speakers.get_talk_to_run(request, club_slug, pk, talk_pk)
    try:
        actions.withdraw_talk(talk=found, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("preparing:talk", club_slug, pk, talk_pk)
    messages.success(request, _("Cette intervention est retirée."))
    return redirect("preparing:talks", club_slug, pk)


@login_not_required
@never_cache
def talk_link(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The speaker's page: their practical sheet, and their answer. Opening it answers nothing: its buttons do."""
    club = get_club(request, club_slug)
    try:
        found = read_talk_token(token, club_id=club.pk)
    except Refusal as gone:
        return render(request, "meetings/talk_gone.html", {"refusal": gone}, status=410)
    found.meeting.club = club
    form = NeedsForm(request.POST or None, initial={name: getattr(found, name) for name in actions.NEEDS})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_talk(
                talk=found, accepts=request.POST.get("answer") == "yes", by_link=True, **form.cleaned_data
            )
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Merci, le club a votre réponse. Vous pouvez la changer ici."))
            return redirect("preparing:talk_link", club_slug, token)
    context = {"sheet": sheet_of(found), "talk": found, "meeting": found.meeting, "form": form, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "meetings/talk_link.html", {**context, "token": token}, status=status)


@login_not_required
@never_cache
def sheet(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The practical sheet in PDF, with the speaker's link in a QR code."""
    club = get_club(request, club_slug)
    try:
        found = read_talk_token(token, club_id=club.pk)
    except Refusal as refusal:
        return render(request, "meetings/talk_gone.html", {"refusal": refusal}, status=410)
    found.meeting.club = club
    response = HttpResponse(sheet_pdf(sheet_of(found)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="fiche-pratique.pdf"'
    return response


def _propose(request: HttpRequest, meeting: Meeting, data: dict):
    speaker = data["speaker"] or speaker_actions.add_speaker(
        club=meeting.club, actor=person(request), name=data["name"], email=data["email"],
        organization_name=data["organization_name"],
        organization=queries.organization_called(data["organization_name"]),
    )  # fmt: skip
    return actions.propose_talk(
        meeting=meeting, speaker=speaker, subject=data["subject"], agenda_item=data["agenda_item"],
        actor=person(request),
    )  # fmt: skip

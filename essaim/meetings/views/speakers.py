"""The club's speakers: their sheets, for organisers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.kernel.errors import Refusal

from .. import access_speakers as access
from ..actions import speakers as actions
from ..forms.speakers import SpeakerForm
from ..models import Speaker
from ..queries import speakers as queries

NAMES = ("name", "organization_name", "role", "subjects", "email", "phone", "consented_on", "notes")


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    typed = request.GET.get("q", "").strip()
    return render(request, "meetings/speakers.html", {"speakers": queries.speaker_list(club, typed), "typed": typed})


def new(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    form = SpeakerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            speaker = actions.add_speaker(club=club, actor=person(request), **_fields(form))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("La fiche est gardée."))
            return redirect("speakers:detail", club_slug, speaker.pk)
    return render(request, "meetings/speaker_new.html", {"form": form})


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The sheet, all that was asked of the person, other sheets that may be theirs."""
    speaker = access.get_speaker_to_run(request, club_slug, pk)
    initial = {name: getattr(speaker, name) for name in NAMES} | {"organization_name": speaker.where_from}
    form = SpeakerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_speaker(speaker=speaker, actor=person(request), **_fields(form))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("La fiche est gardée."))
            return redirect("speakers:detail", club_slug, pk)
    return render(
        request,
        "meetings/speaker.html",
        {
            "speaker": speaker,
            "form": form,
            "talks": queries.talks_of(speaker),
            "namesakes": queries.namesakes(speaker),
        },
    )


@require_POST
def merge(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Bring the sheet that `other` names into this one."""
    speaker = access.get_speaker_to_run(request, club_slug, pk)
    number = request.POST.get("other", "")
    if not number.isdecimal():
        raise Http404
    other: Speaker = access.get_speaker_to_run(request, club_slug, int(number))
    try:
        actions.merge_speakers(kept=speaker, removed=other, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Les deux fiches n'en font plus qu'une."))
    return redirect("speakers:detail", club_slug, pk)


@require_POST
def forget(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    speaker = access.get_speaker_to_run(request, club_slug, pk)
    try:
        actions.forget_speaker(speaker=speaker, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("speakers:detail", club_slug, pk)
    messages.success(request, _("Les coordonnées sont effacées."))
    return redirect("speakers:index", club_slug)


def _fields(form: SpeakerForm) -> dict:
    """The typed values, with the organization of the directory that has the name."""
    data = dict(form.cleaned_data)
    data["organization"] = queries.organization_called(data["organization_name"])
    return data

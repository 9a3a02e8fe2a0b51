"""The page of a meeting's minutes: begun, written, published, corrected, printed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.meetings.access import get_meeting_to_run
from essaim.ui.templatetags.ui import day

from .. import access, actions, document, queries, screen
from ..enums import MinutesState
from ..forms import DecisionForm, SectionForm
from ..models import Minutes


@require_GET
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`?lire` shows what is being written as it will be read, `?ecrire` opens what is published to corrections."""
    meeting, minutes = access.get_minutes(request, club_slug, pk)
    if minutes is None:
        context = screen.meeting_page(
            request, meeting, may_start=request.standing.is_organiser,  # type: ignore[attr-defined]
            carried=screen.marked(request, queries.carried_to(meeting), every=False),
        )  # fmt: skip
        return render(request, "minutes/none.html", context)
    draft = minutes.state == MinutesState.DRAFT
    writes = access.may_write(request, minutes) and ("lire" not in request.GET if draft else "ecrire" in request.GET)
    return _page(request, minutes, writes=writes)


@require_POST
def start(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    try:
        actions.start_minutes(meeting=meeting, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("minutes:detail", club_slug, pk)


@require_POST
def publish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_run(request, club_slug, pk)
    try:
        actions.publish_minutes(minutes=minutes, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le compte rendu est publié : les membres invités le reçoivent par e-mail."))
    return redirect("minutes:detail", club_slug, pk)


@require_POST
def add_section(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    form = SectionForm(request.POST, auto_id="partie-%s")
    if form.is_valid():
        try:
            section = actions.add_section(minutes=minutes, title=form.cleaned_data["title"], actor=person(request))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _to(minutes, f"partie-{section.pk}")
    return _page(request, minutes, writes=True, status=409, section_form=form)


@require_POST
def remove_section(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    try:
        actions.remove_section(section=access.get_section(minutes, section_pk), actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _to(minutes)


@require_POST
def decide(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    form = DecisionForm(request.POST, minutes=minutes, auto_id="decision-%s")
    if form.is_valid():
        values = form.cleaned_data
        section = access.get_section(minutes, values.pop("section")) if values["section"] else None
        try:
            decision = actions.add_decision(minutes=minutes, actor=person(request), **values | {"section": section})
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Décision %(name)s notée.") % {"name": decision})
            return _to(minutes, f"decision-{decision.pk}")
    return _page(request, minutes, writes=True, status=409, decision_form=form)


@require_POST
def remove_decision(request: HttpRequest, club_slug: str, pk: int, decision_pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    actions.remove_decision(decision=access.get_decision(minutes, decision_pk), actor=person(request))
    messages.success(request, _("La décision est retirée. Le journal du club en garde la trace."))
    return _to(minutes)


def edit_decision(request: HttpRequest, club_slug: str, pk: int, decision_pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    decision = access.get_decision(minutes, decision_pk)
    form = DecisionForm(
        request.POST or None, minutes=minutes,
        initial={"sentence": decision.sentence, "method": decision.method, "precision": decision.precision},
    )  # fmt: skip
    del form.fields["section"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_decision(decision=decision, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("La décision est corrigée. Le journal du club garde ce qu'elle disait."))
            return _to(minutes, f"decision-{decision.pk}")
    context = screen.meeting_page(request, minutes.meeting, form=form, minutes=minutes, decision=decision)
    return render(request, "minutes/edit_decision.html", context)


@require_POST
def add_action(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    minutes = access.get_minutes_to_write(request, club_slug, pk)
    form = screen.make_action_form(minutes, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        section = access.get_section(minutes, values["section"]) if values["section"] else None
        try:
            item = actions.add_action(
                minutes=minutes, what=values["what"], due_on=values["due_on"], section=section, actor=person(request),
                **form.owner(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Action notée, confiée à %(name)s.") % {"name": item.owner_name})
            return _to(minutes, f"action-{item.pk}")
    return _page(request, minutes, writes=True, status=409, action_form=form)


@require_GET
def pdf(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting, minutes = access.get_minutes(request, club_slug, pk)
    if minutes is None:
        raise Http404
    rows = queries.whole(queries.only(minutes))
    title = _("Compte rendu : %(title)s") % {"title": meeting.title}
    subtitle = " · ".join(filter(None, [meeting.club.name, day(meeting.starts_at)]))
    return as_pdf(document.minutes_pdf(rows, title=title, subtitle=subtitle), meeting.title)


def as_pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)[:60] or "document"}.pdf"'
    return response


def _page(request: HttpRequest, minutes: Minutes, *, writes: bool, status: int = 200, **forms) -> HttpResponse:
    context = screen.minutes_page(request, minutes.meeting, minutes, writes=writes, **forms)
    return render(request, "minutes/write.html" if writes else "minutes/read.html", context, status=status)


def _to(minutes: Minutes, anchor: str = "") -> HttpResponse:
    """Back to writing."""
    mode = "?ecrire" if minutes.state == MinutesState.PUBLISHED else ""
    url = redirect("minutes:detail", minutes.club.slug, minutes.meeting_id).url
    return redirect(f"{url}{mode}{'#' + anchor if anchor else ''}")

"""A peer's reading: asked, offered, given; then the sheet is published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms import PeerForm, PublishForm, ReviewForm
from .common import attempt, draw, to_detail


@require_POST
def submit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    return attempt(
        request, practice, lambda: actions.submit(practice=practice, actor=person(request)),
        _("Elle attend son lecteur ou sa lectrice. Demandez à quelqu'un : on lit plus volontiers quand on est choisi."),
    )  # fmt: skip


@require_POST
def take_back(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    return attempt(
        request, practice, lambda: actions.take_back(practice=practice, actor=person(request)),
        _("Elle est de nouveau à vous seuls."),
    )  # fmt: skip


@require_POST
def ask(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    form = PeerForm(request.POST, organizations=queries.peers_for(practice))
    if form.is_valid():
        peer = form.cleaned_data["organization"]
        try:
            actions.ask_review(practice=practice, organization=peer, actor=person(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("%(name)s reçoit votre demande par e-mail.") % {"name": peer.name})
            return to_detail(practice)
    return draw(request, practice, peer_form=form)


@require_POST
def volunteer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Je la lis »: then straight to the words."""
    practice = access.get_practice_as_member(request, club_slug, pk)
    organization = access.pick_other(request, practice, request.POST.get("structure"))
    try:
        review = actions.volunteer(practice=practice, organization=organization, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to_detail(practice)
    return redirect("practices:review", club_slug, pk, review.pk)


def review(request: HttpRequest, club_slug: str, pk: int, review_pk: int) -> HttpResponse:
    """Read it, say that it is clear or what one would ask. `verb` is one of REVIEW_VERBS."""
    row = access.get_review(request, club_slug, pk, review_pk)
    form = ReviewForm(request.POST or None, initial={"words": row.words})
    if request.method == "POST" and form.is_valid():
        verb = request.POST.get("verb", "")
        try:
            actions.answer_review(
                review=row, verb=verb if verb in ("find_clear", "decline") else "question", actor=person(request),
                words=form.cleaned_data["words"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Merci : votre lecture aide tout le club."))
            return to_detail(row.practice)
    context = {"review": row, "practice": row.practice, "club": row.practice.club, "form": form,
               "parts": queries.parts_read(row.practice)}  # fmt: skip
    return render(request, "practices/review.html", context)


@require_POST
def publish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    practice = access.get_practice_to_write(request, club_slug, pk)
    decides = access.decides_audience(request, practice)
    form = PublishForm(request.POST, decides=decides, auto_id="publier-%s")
    if not form.is_valid():
        return draw(request, practice, publish_form=form)
    stands_in = request.standing.is_organiser  # type: ignore[attr-defined]
    return attempt(
        request, practice,
        lambda: actions.publish(
            practice=practice, actor=person(request), audience=form.cleaned_data["audience"], decides=decides,
            stands_in=stands_in,
        ),
        _("Publiée. Merci de l'avoir racontée : elle servira."),
    )  # fmt: skip

"""Who may do what with a text: the app that embeds it says so (`kinds`). Getters give the object, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.clubs.access import get_club

from .kinds import Rights, text_kinds
from .models import Comment, Proposal, Text


def rights_on(request: HttpRequest, text: Text) -> Rights:
    return text_kinds[text.kind].rights(request, text)


def guest_name(request: HttpRequest, text: Text) -> str:
    """The name of who comes without account, as the app that embeds the text tells; empty for others."""
    ask = text_kinds[text.kind].guest
    return ask(request, text) if ask and not request.user.is_authenticated else ""


def who(request: HttpRequest, text: Text) -> dict[str, Any]:
    """Who acts, as actions take it: `actor`, a person or None, and `by`, the name of a guest; 404 for anybody else."""
    if isinstance(request.user, User):
        return {"actor": request.user, "by": ""}
    if name := guest_name(request, text):
        return {"actor": None, "by": name}
    raise Http404


def open_to_guests(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let guests of the text come as far as the getter, which decides; others are asked to sign in."""

    @wraps(view)
    def gated(request: HttpRequest, club_slug: str, pk: int, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            text = Text.objects.filter(club__slug=club_slug, pk=pk).first()
            if text is None or not guest_name(request, text):
                return redirect_to_login(request.get_full_path())
        return view(request, club_slug=club_slug, pk=pk, **named)

    return login_not_required(gated)


def _own(request: HttpRequest, row: Comment | Proposal) -> bool:
    if isinstance(request.user, User):
        return row.author_id == request.user.pk
    return bool(row.by) and row.author_id is None and row.by == guest_name(request, row.text)


def get_text(request: HttpRequest, club_slug: str, pk: int, right: str = "read") -> tuple[Text, Rights]:
    """A text of the club, for whoever has that right on it."""
    club = get_club(request, club_slug)
    text = get_object_or_404(Text, club=club, pk=pk)
    text.club = club
    rights = rights_on(request, text)
    if not rights.read or not getattr(rights, right):
        raise Http404
    return text, rights


def get_comment(request: HttpRequest, club_slug: str, pk: int, comment_pk: int) -> Comment:
    """A remark that the person may close or take up again: their own, or any for who settles."""
    text, rights = get_text(request, club_slug, pk)
    remark = get_object_or_404(Comment, text=text, pk=comment_pk)
    remark.text = text
    if not (rights.settle or (rights.comment and _own(request, remark))):
        raise Http404
    return remark


def get_remark_to_answer(text: Text, pk: int | None) -> Comment | None:
    return None if pk is None else get_object_or_404(Comment, text=text, pk=pk)


def get_proposal(request: HttpRequest, club_slug: str, pk: int, proposal_pk: int, verb: str) -> Proposal:
    """A proposal to accept or decline, for who settles; to withdraw, for its author."""
    text, rights = get_text(request, club_slug, pk)
    proposal = get_object_or_404(Proposal.objects.select_related("author"), text=text, pk=proposal_pk)
    proposal.text = text
    allowed = _own(request, proposal) if verb == "withdraw" else rights.settle
    if not allowed:
        raise Http404
    return proposal

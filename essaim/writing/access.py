"""Who may do what with a text: the app that embeds it says so (`kinds`). Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club

from .kinds import Rights, text_kinds
from .models import Comment, Proposal, Text


def rights_on(request: HttpRequest, text: Text) -> Rights:
    return text_kinds[text.kind].rights(request, text)


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
    if not (rights.settle or (rights.comment and remark.author_id == request.user.pk)):
        raise Http404
    return remark


def get_remark_to_answer(text: Text, pk: int | None) -> Comment | None:
    return None if pk is None else get_object_or_404(Comment, text=text, pk=pk)


def get_proposal(request: HttpRequest, club_slug: str, pk: int, proposal_pk: int, verb: str) -> Proposal:
    """A proposal to accept or decline, for who settles; to withdraw, for its author."""
    text, rights = get_text(request, club_slug, pk)
    proposal = get_object_or_404(Proposal.objects.select_related("author"), text=text, pk=proposal_pk)
    allowed = proposal.author_id == request.user.pk if verb == "withdraw" else rights.settle
    if not allowed:
        raise Http404
    return proposal

"""Remarks on a text, and their answers."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..merging import clean
from ..models import Comment, Text


@transaction.atomic
def comment(
    *, text: Text, words: str, actor: User | None, quote: str = "", answers: Comment | None = None, by: str = ""
) -> Comment:  # fmt: skip
    """Say something of a passage, of the whole text, or in answer to a remark.

    `quote` is found in the text as one reads it: spaces and Markdown signs do not count. Refuses (fields `words`,
    `quote`) an empty remark, a passage that the text does not have.
    """
    if not (words := clean(words).strip()[:2000]):
        raise Refusal(_("Écrivez votre remarque : le cadre est vide."), code="empty", field="words")
    text = Text.objects.select_for_update().get(pk=text.pk)
    quote, start, end = clean(quote).strip()[:500], None, None
    if answers is not None:
        answers, quote = answers.answers or answers, ""
    elif quote:
        if (place := find(text.content, quote)) is None:
            raise Refusal(
                _("Ce passage n'est pas dans le texte. Copiez-le tel qu'il est, ou laissez le champ vide."),
                code="no_passage",
                field="quote",
            )
        start, end = place
    remark = Comment.objects.create(
        club_id=text.club_id, text=text, author=actor, by=by, words=words, quote=quote, start=start, end=end,
        answers=answers,
    )  # fmt: skip
    journaled.tell(actor=actor, verb="writing.comment", subject=text, club=text.club, details={"comment": remark.pk})
    return remark


@transaction.atomic
def resolve(*, comment: Comment, actor: User | None, by: str = "") -> Comment:
    """Close a remark with its answers. Closed already, it stays as it is."""
    comment = Comment.objects.select_for_update(of=("self",)).select_related("text", "club").get(pk=comment.pk)
    if comment.resolved_at is None:
        comment.resolved_at = timezone.now()
        comment.resolved_by = actor  # type: ignore[assignment]  # it may be nobody's: `_person`
        comment.save(update_fields=["resolved_at", "resolved_by", "updated_at"])
        journaled.tell(
            actor=actor, verb="writing.resolve", subject=comment.text, club=comment.club,
            details={"comment": comment.pk},
        )  # fmt: skip
    return comment


@transaction.atomic
def reopen(*, comment: Comment, actor: User | None, by: str = "") -> Comment:
    """Take a closed remark up again."""
    comment = Comment.objects.select_for_update(of=("self",)).select_related("text", "club").get(pk=comment.pk)
    if comment.resolved_at is not None:
        comment.resolved_at, comment.resolved_by_id = None, None
        comment.save(update_fields=["resolved_at", "resolved_by", "updated_at"])
        journaled.tell(
            actor=actor, verb="writing.reopen", subject=comment.text, club=comment.club,
            details={"comment": comment.pk},
        )  # fmt: skip
    return comment


def find(content: str, quote: str) -> tuple[int, int] | None:
    """Where a passage stands, its words compared whatever stands between them of spaces and Markdown signs."""
    words = re.findall(r"\w+|[^\w\s*_`#>~-]", quote.replace("’", "'"))
    if not words:
        return None
    pattern = r"[\s*_`#>~-]*".join(re.escape(word).replace("'", "['’]") for word in words)
    found = re.search(pattern, content)
    return (found.start(), found.end()) if found else None

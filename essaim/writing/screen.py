"""What the fragments draw: `editor`, `reading`, `history`. See the docstring of `essaim.writing`."""

import secrets
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import access, differences, markup, queries
from .actions import Saved
from .enums import ProposalState
from .forms import RemarkForm
from .kinds import Rights
from .merging import Edit, edits
from .models import Revision, Text


def editor(
    request: HttpRequest, text: Text, *, label: str = "", content: str | None = None, base: int | None = None,
    refusal: str = "", may_read_history: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """The field where one writes. `content`, `base` and `refusal`: what was typed and could not be kept."""
    return {
        "text": text,
        "label": label or text.title or _("Le texte"),
        "content": text.content if content is None else content,
        "base": text.number if base is None else base,
        "key": secrets.token_urlsafe(12),
        "refusal": refusal,
        "save_url": address("save", text),
        "history_url": address("history", text) if may_read_history else "",
        "person": request.user.pk or "lien",
        "next": request.get_full_path(),
    }


def reading(request: HttpRequest, text: Text, rights: Rights, *, remark_form: RemarkForm | None = None) -> dict:
    """The text with what is said of it and proposed for it, and what this person may do."""
    remarks = queries.remarks_on(text)
    standing = [one for one in remarks if one.resolved_at is None]
    proposals = list(queries.proposals_for(text))
    bases = queries.contents_of(text, {one.base for one in proposals})
    for one in proposals:
        one.changes = differences.html(bases.get(one.base, ""), one.content)  # type: ignore[attr-defined]
    return {
        "text": text,
        "html": markup.render(text.content, standing),
        "rights": rights,
        "remarks": standing,
        "closed": [one for one in remarks if one.resolved_at is not None],
        "proposals": [one for one in proposals if one.state == ProposalState.OPEN],
        "settled": [one for one in proposals if one.state != ProposalState.OPEN],
        "form": remark_form or RemarkForm(auto_id=f"remarque-{text.pk}-%s"),
        "next": request.get_full_path(),
        "user": request.user,
        "guest": access.guest_name(request, text),
    }


def history(text: Text, *, before: Revision | None = None, after: Revision | None = None) -> dict[str, Any]:
    """Versions by sitting, latest first; and, between two of them, what changed."""
    shown = {}
    if before and after:
        new, gone = differences.word_counts(before.content, after.content)
        shown = {
            "before": before, "after": after, "new": new, "gone": gone,
            "html": differences.html(before.content, after.content),
        }  # fmt: skip
    return {"text": text, "sittings": queries.sittings_of(text), "shown": shown}


def answer(saved: Saved, *, others: list[str]) -> dict[str, Any]:
    """What the script of the editor gets: `number`, the text's now; `edits`, what turns what it sent into it; `mine`,
    the revision that holds what it sent, None when that was nothing new."""
    text, typed = saved.text, saved.typed
    present = text.number if typed == text.content else None
    return {
        "number": text.number,
        "mine": saved.revision.number if saved.revision else present,
        "edits": in_browser_units(typed, edits(typed, text.content)),
        "saved": saved_at(),
        "people": people_here(others),
    }


def saved_at() -> str:
    return _("Enregistré à %(time)s") % {"time": f"{timezone.localtime():%H h %M}"}


def people_here(names: list[str]) -> str:
    """`Nadia et Karim écrivent ici aussi`; nothing when one is alone."""
    if not names:
        return ""
    if len(names) == 1:
        return _("%(name)s est ici aussi") % {"name": names[0]}
    return _("%(names)s et %(last)s sont ici aussi") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def in_browser_units(base: str, changes: list[Edit]) -> list[list]:
    """Edits as [start, end, text], counted in UTF-16 units as browsers do: an emoji counts for two."""
    if all(character <= "\uffff" for character in base):
        return [[edit.start, edit.end, edit.text] for edit in changes]

    def units(end: int) -> int:
        return len(base[:end].encode("utf-16-le")) // 2

    return [[units(edit.start), units(edit.end), edit.text] for edit in changes]


def address(verb: str, text: Text) -> str:
    return reverse(f"writing:{verb}", args=[text.club.slug, text.pk])

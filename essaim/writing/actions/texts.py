"""Writing: every version is kept, every typed word finds its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import merging
from ..enums import ProposalState
from ..kinds import text_kinds
from ..models import Comment, Presence, Proposal, Revision, Text

MOST_CHARACTERS = 100_000
# Versions of one person within this time are one sitting: the history shows one line, the journal says it once.
SITTING = timedelta(minutes=10)
# How long each saved version is kept; then the last of each sitting alone. A laptop closed for less finds its base.
KEPT = timedelta(days=30)
_SEEN_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True)
class Saved:
    """`text` as it is now; `typed` is what was sent; `revision` that made of it, None when it brought nothing new."""

    text: Text
    typed: str
    revision: Revision | None


@transaction.atomic
def create_text(*, club: Club, kind: str, actor: User | None, content: str = "", title: str = "") -> Text:
    """Make a text of a registered kind, with its first revision."""
    text_kinds[kind]  # a kind that nobody registered is a mistake of the caller's
    content = checked(content)
    text = Text.objects.create(club=club, kind=kind, title=title.strip()[:160], content=content, number=1)
    Revision.objects.create(club=club, text=text, number=1, content=content, author=actor)
    journaled.tell(actor=actor, verb="writing.create", subject=text, club=club, details={"kind": kind})
    return text


def write(
    *, text: Text, base: int, content: str, actor: User | None, key: str = "", note: str = "", by: str = ""
) -> Revision:  # fmt: skip
    """Keep what the person typed from revision `base`, merged with what others wrote since. Returns the revision that
    holds it: the present one when nothing is new. Refuses (field `content`) more than MOST_CHARACTERS."""
    saved = save(text=text, base=base, content=content, actor=actor, key=key, note=note, by=by)
    return saved.revision or Revision.objects.get(text=text, number=saved.text.number)


def save(
    *, text: Text, base: int, content: str | None, actor: User | None, from_typed: bool = False, key: str = "",
    note: str = "", by: str = "",
) -> Saved:  # fmt: skip
    """As `write`, and say what came of it. `content` None: nothing was typed since the base. `from_typed`: the base is
    what the person had sent for that revision, not what was kept of it (they went on typing meanwhile). `key`: this
    sending's own; sent again, it gives the same revision. `by`: the name of who has no account."""
    if content is None:  # a look at what others wrote: nobody waits for it
        text = Text.objects.select_related("club").get(pk=text.pk)
        return Saved(text, _base(text, base, from_typed), None)
    with transaction.atomic():
        text = Text.objects.select_for_update(of=("self",)).select_related("club").get(pk=text.pk)
        if key and (known := Revision.objects.filter(text=text, key=key).first()):
            return Saved(text, known.content if known.typed is None else known.typed, known)
        origin = _base(text, base, from_typed)
        typed = checked(content)
        merged = merging.merge(origin, text.content, typed)
        if merged == text.content and typed in (origin, merged):
            return Saved(text, typed, None)
        checked(merged)
        return Saved(text, typed, _keep(text, merged, actor=actor, typed=typed, key=key, note=note, by=by))


@transaction.atomic
def restore(*, text: Text, number: int, actor: User | None, by: str = "") -> Revision:
    """Give the text back the words of an earlier revision, as a new one: nothing is lost of what came between."""
    text = Text.objects.select_for_update().get(pk=text.pk)
    old = Revision.objects.filter(text=text, number=number).first()
    if old is None:
        raise Refusal(_("Cette version n'est plus gardée. Choisissez-en une autre."), code="no_version")
    if old.content == text.content:
        raise Refusal(_("Le texte est déjà celui-là."), code="same")
    note = _("Version du %(when)s remise en place") % {"when": f"{timezone.localtime(old.created_at):%d/%m/%Y %H:%M}"}
    return _keep(text, old.content, actor=actor, note=note, by=by)


def be_here(*, text: Text, user: User | None, guest: str = "") -> None:
    """Note that the person, or who writes without account, has the text open. Written every ten seconds at most."""
    now = timezone.now()
    row, made = Presence.objects.get_or_create(
        club_id=text.club_id, text=text, user=user, guest="" if user else guest, defaults={"seen_at": now}
    )
    if not made and row.seen_at < now - _SEEN_AGAIN:
        Presence.objects.filter(pk=row.pk).update(seen_at=now)


def thin_out(day: date) -> None:
    """Once a day: of sittings older than KEPT, the last version stays. Presences of yesterday go."""
    before = timezone.now() - KEPT
    Presence.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()
    for pk in Text.objects.filter(revisions__created_at__lt=before).distinct().values_list("pk", flat=True):
        with transaction.atomic():
            text = Text.objects.select_for_update().get(pk=pk)
            rows = list(
                Revision.objects.filter(text=text, created_at__lt=before)
                .order_by("number")
                .values("pk", "number", "author_id", "by", "created_at", "note")
            )
            spare = [one["pk"] for one, after in pairwise(rows) if _same_sitting(one, after)]
            asked = Proposal.objects.filter(text=text, state=ProposalState.OPEN).values_list("base", flat=True)
            Revision.objects.filter(pk__in=spare).exclude(number__in=[1, text.number, *asked]).delete()


def _same_sitting(one: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return (
        one["author_id"] == after["author_id"]
        and one["by"] == after["by"]
        and not one["note"]
        and not after["note"]
        and after["created_at"] - one["created_at"] < SITTING
    )


def _keep(
    text: Text, content: str, *, actor: User | None, typed: str | None = None, key: str = "", note: str = "",
    by: str = "",
) -> Revision:  # fmt: skip
    """Add a revision to the text, which is locked; remarks follow their passages."""
    last = Revision.objects.filter(text=text, number=text.number).only("author_id", "by", "created_at", "note").first()
    begins = bool(
        note or last is None or last.note or (last.author_id, last.by) != (actor.pk if actor else None, by)
        or timezone.now() - last.created_at > SITTING or last.number == 1
    )  # fmt: skip
    revision = Revision.objects.create(
        club_id=text.club_id, text=text, number=text.number + 1, content=content, author=actor, by=by,
        typed=None if typed is None or typed == content else typed, key=key[:40], note=note[:200],
    )  # fmt: skip
    _follow(text, content)
    text.content, text.number = content, revision.number
    text.save(update_fields=["content", "number", "updated_at"])
    if begins:
        journaled.tell(
            actor=actor, verb="writing.write", subject=text, club=text.club, details={"number": revision.number}
        )
        if settled := text_kinds[text.kind].settled:
            settled(text, revision, actor)
    return revision


def _follow(text: Text, content: str) -> None:
    anchored = list(Comment.objects.filter(text=text, start__isnull=False).only("pk", "start", "end"))
    if not anchored:
        return
    changes = merging.edits(text.content, content)
    for remark in anchored:
        place = merging.moved(remark.start or 0, remark.end or 0, changes)
        start, end = place or (None, None)
        if (start, end) != (remark.start, remark.end):
            Comment.objects.filter(pk=remark.pk).update(start=start, end=end)


def _base(text: Text, number: int, from_typed: bool) -> str:
    """The words from which the person started: those of that revision, else of the nearest one kept before it."""
    if number == text.number and not from_typed:
        return text.content
    row = Revision.objects.filter(text=text, number__lte=number).order_by("-number").first()
    if row is None:
        return ""
    return row.typed if from_typed and row.number == number and row.typed is not None else row.content


def checked(content: str) -> str:
    content = merging.clean(content)
    if len(content) > MOST_CHARACTERS:
        raise Refusal(
            _("Ce texte a %(count)s caractères ; il en tient %(most)s. Coupez-le en deux, ou retirez un passage.")
            % {"count": len(content), "most": MOST_CHARACTERS},
            code="too_long",
            field="content",
        )
    return content

"""The verbs of duplicates: find them, keep two pages apart, make one of two, undo that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed
from essaim.kernel.progress import track
from essaim.kernel.text import fold

from ..actions.common import refresh_completeness
from ..enums import WHOLE_PAGE, PairState
from ..models import DuplicatePair, FieldSource, Merge, Organization, OtherName
from . import fields
from .finding import DuplicateIndex
from .matching import PROBABLE
from .relations import Operations, move_rows, take_back

NAME_LENGTH = 200
_DERIVED = {"folded_name", "slug"}  # they follow the name
BATCH = 500


@dataclass(frozen=True)
class Search:
    """What a search of the whole directory did."""

    looked_at: int
    new: int
    gone: int  # pairs to review that no longer look alike


def find_duplicates(*, threshold: float = PROBABLE, quiet: bool = True) -> Search:
    """Look for pairs in the whole directory. What people decided stays; a pair kept apart is not shown again."""
    index = DuplicateIndex.from_database()
    found: dict[tuple[int, int], DuplicatePair] = {}
    for pk, record in track(index.records(), "find_duplicates", len(index), quiet=quiet):
        for other, score, reasons in index.matches(record, threshold):
            if other > pk and (pk, other) not in found:
                found[pk, other] = DuplicatePair(a_id=pk, b_id=other, score=score, reasons=[str(r) for r in reasons])
    return _store(found, len(index))


@transaction.atomic
def _store(found: dict[tuple[int, int], DuplicatePair], looked_at: int) -> Search:
    present = {
        (pair.a_id, pair.b_id): pair for pair in DuplicatePair.objects.select_for_update().order_by("pk").iterator()
    }
    new = [pair for key, pair in found.items() if key not in present]
    DuplicatePair.objects.bulk_create(new, BATCH, ignore_conflicts=True)
    again = []
    for key, pair in present.items():
        if pair.state == PairState.TO_REVIEW and key in found:
            pair.score, pair.reasons = found[key].score, found[key].reasons
            again.append(pair)
    DuplicatePair.objects.bulk_update(again, ["score", "reasons"], BATCH)
    gone = [pair.pk for key, pair in present.items() if pair.state == PairState.TO_REVIEW and key not in found]
    for start in range(0, len(gone), BATCH):
        DuplicatePair.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return Search(looked_at, len(new), len(gone))


@transaction.atomic
def keep_apart(*, pair: DuplicatePair, actor) -> None:
    """Say that these are two bodies: the pair is not proposed again."""
    row = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if row.state == PairState.SAME:
        raise Refusal(_("Ces deux fiches ont été réunies. Défaites la réunion pour les séparer."), code="merged")
    _decide(row, PairState.DIFFERENT, actor)
    journaled.tell(actor=actor, verb="organizations.keep_apart", subject=row.a, club=None, details={"other": row.b_id})


@transaction.atomic
def reconsider(*, pair: DuplicatePair, actor) -> None:
    """Take back « two bodies »."""
    row = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if row.state == PairState.DIFFERENT:
        _decide(row, PairState.TO_REVIEW, actor)


def _decide(pair: DuplicatePair, state: str, actor) -> None:
    pair.state, pair.decided_by, pair.decided_at = state, actor, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])


def _both(one: int, other: int) -> dict[int, Organization]:
    # Always in the order of the keys: two people who merge the same pages at once wait, and do not block each other.
    return Organization.objects.select_for_update().order_by("pk").in_bulk([one, other])


@transaction.atomic
def merge(*, kept: Organization, removed: Organization, choices: Mapping[str, str] | None = None, actor) -> Merge:
    """Make one page of two. Every link to `removed` goes to `kept`; its address leads there.

    `choices`: for each key of `fields.CHOICES`, « kept » or « removed »; what `kept` lacks is completed anyway.
    Raises `Refusal` (codes `same_page`, `merged`) when one of them is no longer a page of its own.
    """
    if kept.pk == removed.pk:
        raise Refusal(_("C'est une seule et même fiche."), code="same_page")
    rows = _both(kept.pk, removed.pk)
    kept, removed = rows[kept.pk], rows[removed.pk]
    for row in (kept, removed):
        if row.merged_into_id:
            raise Refusal(_("« %(name)s » a déjà été réunie à une autre fiche.") % {"name": row.name}, code="merged")
    names = kept.name, removed.name
    operations = Operations()
    taken = fields.decided(kept, removed, choices or {})
    _take_columns(operations, kept, removed, taken)
    _take_sources(operations, kept, removed, taken)
    move_rows(operations, Organization, removed.pk, kept.pk, but=(DuplicatePair, Merge, FieldSource, OtherName))
    _take_names(operations, kept, removed)
    operations.update(Organization, [removed.pk], {"merged_into_id": kept.pk, "listed": False})
    done = Merge.objects.create(
        kept=kept, removed=removed, kept_name=names[0], removed_name=names[1], operations=operations.done, actor=actor
    )
    a, b = sorted((kept.pk, removed.pk))
    pair, _made = DuplicatePair.objects.get_or_create(a_id=a, b_id=b, defaults={"score": 1})
    _decide(pair, PairState.SAME, actor)
    _tell("merge", done, kept, actor, {"removed": removed.pk, "name": names[1]})
    return done


def _take_columns(operations: Operations, kept: Organization, removed: Organization, taken: Mapping[str, Any]) -> None:
    # A number belongs to one page at a time: it leaves the one before the other takes it, and the replaced number
    # goes to the removed page, where an import still finds it.
    numbers = {name: value for name, value in taken.items() if name in fields.UNIQUE}
    swapped = {name: getattr(kept, name) for name in numbers}
    if leaving := [name for name, value in numbers.items() if value]:
        operations.update(Organization, [removed.pk], dict.fromkeys(leaving))
    if taken:
        operations.update(Organization, [kept.pk], taken)
    if swapped := {name: value for name, value in swapped.items() if value}:
        operations.update(Organization, [removed.pk], swapped)


def _take_sources(operations: Operations, kept: Organization, removed: Organization, taken: Mapping[str, Any]) -> None:
    """The values that come from the removed page come with where they were found."""
    mine = {row.field: row for row in FieldSource.objects.filter(organization=kept, field__in=taken)}
    theirs = {row.field: row for row in FieldSource.objects.filter(organization=removed)}
    for field, value in taken.items():
        source = theirs.get(field)
        if source is None and value not in fields.EMPTY and field not in _DERIVED:
            source = theirs.get(WHOLE_PAGE)
        if source is None:
            continue
        values = {
            "source": source.source,
            "detail": source.detail,
            "user_id": source.user_id,
            "seen_on": source.seen_on,
        }
        if present := mine.get(field):
            operations.update(FieldSource, [present.pk], values)
        else:
            operations.create(FieldSource(organization=kept, field=field, **values))


def _take_names(operations: Operations, kept: Organization, removed: Organization) -> None:
    """Every name that either had leads to the kept page."""
    now = Organization.objects.get(pk=kept.pk)
    known = {now.folded_name, fold(now.acronym), ""}
    known |= set(OtherName.objects.filter(organization=kept).values_list("folded_name", flat=True))
    others = OtherName.objects.filter(organization=removed).order_by("pk").values_list("name", flat=True)
    for name in (kept.name, kept.acronym, removed.name, removed.acronym, *others):
        folded = fold(name)[:NAME_LENGTH].rstrip()
        if folded not in known:
            known.add(folded)
            operations.create(OtherName(organization=kept, name=name, folded_name=folded))


def _tell(verb: str, done: Merge, kept: Organization, actor, details: dict[str, Any]) -> None:
    ids = [kept.pk, done.removed_id]
    refresh_completeness(ids)
    Organization.objects.filter(pk__in=ids).update(updated_at=timezone.now())
    organizations_changed.tell(ids=ids)
    journaled.tell(
        actor=actor, verb=f"organizations.{verb}", subject=kept, club=None, details={"merge": done.pk, **details}
    )


@transaction.atomic
def undo_merge(*, merge: Merge, actor) -> list[str]:
    """Make two pages again, as they were. Returns sentences on what stays as it is, having been changed since.

    Raises `Refusal` (codes `undone`, `merged`, `taken`) when later changes prevent it; nothing is then written.
    """
    done = Merge.objects.select_for_update().get(pk=merge.pk)
    rows = _both(done.kept_id, done.removed_id)
    kept, removed = rows[done.kept_id], rows[done.removed_id]
    if done.undone_at:
        raise Refusal(_("Cette réunion est déjà défaite."), code="undone")
    if kept.merged_into_id:
        raise Refusal(
            _("« %(name)s » a été réunie depuis à une autre fiche. Défaites d'abord cette réunion-là.")
            % {"name": kept.name},
            code="merged",
        )
    try:
        with transaction.atomic():
            restored = take_back(done.operations)
    except IntegrityError:
        raise Refusal(
            _(
                "Une autre fiche porte maintenant un numéro ou un lien qui revenait à « %(name)s ». Retirez-le de "
                "cette fiche, puis défaites la réunion."
            )
            % {"name": done.removed_name},
            code="taken",
        ) from None
    done.undone_at, done.undone_by = timezone.now(), actor
    done.save(update_fields=["undone_at", "undone_by", "updated_at"])
    a, b = sorted((kept.pk, removed.pk))
    for pair in DuplicatePair.objects.filter(a_id=a, b_id=b):
        _decide(pair, PairState.TO_REVIEW, actor)
    _tell("undo_merge", done, kept, actor, {"removed": removed.pk})
    return [_sentence(*left) for left in restored.left if left[2] not in _DERIVED]


def _sentence(model, row: str, column: str) -> str:
    kind = str(model._meta.verbose_name)
    if not row:
        return _("Un élément a été supprimé depuis (%(kind)s) : il ne revient pas.") % {"kind": kind}
    label = str(model._meta.get_field(column).verbose_name)
    return _("« %(row)s » : %(label)s a changé depuis et reste tel quel.") % {"row": row, "label": label}

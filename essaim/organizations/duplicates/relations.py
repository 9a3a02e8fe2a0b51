"""Move what points to one row so that it points to another, whoever owns it, and remember how to take it back.

The foreign keys are found in the models themselves, hidden ones and those of many-to-many tables included: an app of a
higher step takes part without being imported.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ForeignKey, Model, UniqueConstraint

from essaim.kernel.registry import Registry

DEEPEST = 3


@dataclass(frozen=True)
class Settled:
    """How two rows that cannot both be the kept one's are settled.

    `moving`: columns to change so that the row may move after all (a second head office becomes a site). Without it
    the row stays with the removed page. `present`: columns to write on the row that the kept page has.
    """

    moving: Mapping[str, Any] = field(default_factory=dict)
    present: Mapping[str, Any] = field(default_factory=dict)


# By model label (« clubs.membership »): functions (row that should move, row that is there) → Settled. Those of this
# app are in duplicates.settling; a higher app adds its own in its `apps.py`.
settlers: Registry[Callable[[Any, Any], Settled]] = Registry()


class Operations:
    """Writes, remembered as plain data that JSON can hold (models.Merge.operations)."""

    def __init__(self) -> None:
        self.done: list[dict[str, Any]] = []

    def update(self, model: type[Model], pks: Sequence[Any], values: Mapping[str, Any]) -> None:
        """Write these columns (attnames) of the rows. Raises IntegrityError, nothing being then written."""
        rows = model._base_manager.filter(pk__in=pks)
        old = {row["pk"]: row for row in rows.values("pk", *values)}
        with transaction.atomic():
            rows.update(**values)
        self.done += [
            {
                "op": "update",
                "model": model._meta.label_lower,
                "pk": pk,
                "old": {name: old[pk][name] for name in values},
                "new": dict(values),
            }
            for pk in pks
            if pk in old
        ]

    def create(self, row: Model) -> None:
        row.save(force_insert=True)
        self.done.append({"op": "create", "model": row._meta.label_lower, "pk": row.pk})

    def aside(self, row: Model) -> None:
        self.done.append({"op": "aside", "model": row._meta.label_lower, "pk": row.pk})


def keys_to(model: type[Model], *, but: Sequence[type[Model]] = ()) -> Iterator[ForeignKey]:
    """Yield every foreign key (and one-to-one) of every app that points to the model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.field.model in but:
            continue
        key = relation.field
        if isinstance(key, ForeignKey) and key.model._meta.managed and not getattr(relation, "parent_link", False):
            yield key


def move_rows(
    operations: Operations, model: type[Model], source: Any, target: Any, *, but: Sequence[type[Model]] = (), depth=1
) -> None:
    """Make all that points to the row `source` of `model` point to the row `target` (primary keys)."""
    for key in keys_to(model, but=but):
        pks = list(key.model._base_manager.filter(**{key.name: source}).order_by("pk").values_list("pk", flat=True))
        if not pks:
            continue
        try:
            operations.update(key.model, pks, {key.attname: target})
        except IntegrityError:
            for row in key.model._base_manager.filter(pk__in=pks).order_by("pk"):
                _move_row(operations, key, row, target, depth)


def _move_row(operations: Operations, key: ForeignKey, row: Model, target: Any, depth: int) -> None:
    try:
        operations.update(key.model, [row.pk], {key.attname: target})
        return
    except IntegrityError:
        present = equal_row(key, row, target)
    settled = _settle(row, present) if present is not None else Settled()
    if settled.moving:
        try:
            operations.update(key.model, [row.pk], {key.attname: target, **settled.moving})
            return
        except IntegrityError:
            pass  # even so it has its equal: it stays
    operations.aside(row)
    if present is None:
        return
    if settled.present:
        operations.update(key.model, [present.pk], settled.present)
    if depth < DEEPEST:
        # What points to the row that stays points to its equal: the link is kept.
        move_rows(operations, key.model, row.pk, present.pk, depth=depth + 1)


def _settle(row: Model, present: Model) -> Settled:
    try:
        settle = settlers[row._meta.label_lower]
    except KeyError:
        return Settled()
    return settle(row, present)


def equal_row(key: ForeignKey, row: Model, target: Any) -> Model | None:
    """The row that is in the way: the one that a unique constraint forbids beside `row`, once `row` points there."""
    model = key.model
    rows = model._base_manager.exclude(pk=row.pk)
    groups: list[tuple[Sequence[str], Any]] = [
        (constraint.fields, constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and key.name in constraint.fields
    ]
    groups += [(names, None) for names in model._meta.unique_together if key.name in names]
    if key.unique:
        groups.append(([key.name], None))
    for names, condition in groups:
        values = {name: row.serializable_value(name) for name in names} | {key.name: target}
        if None in values.values():
            continue
        found = rows.filter(**values)
        if condition is not None:
            if not model._base_manager.filter(pk=row.pk).filter(condition).exists():
                continue
            found = found.filter(condition)
        if present := found.first():
            return present
    return None


@dataclass
class Restored:
    """What undoing could not put back, because it changed since: (model, name of the row or "", column or "")."""

    left: list[tuple[type[Model], str, str]] = field(default_factory=list)


def take_back(operations: Sequence[Mapping[str, Any]]) -> Restored:
    """Undo the operations, the last one first. What was changed since stays as it is. Raises IntegrityError."""
    restored = Restored()
    for operation in reversed(operations):
        model = apps.get_model(operation["model"])
        row = model._base_manager.filter(pk=operation["pk"]).first()
        if operation["op"] == "create" and row is not None:
            model._base_manager.filter(pk=row.pk).delete()
        if operation["op"] != "update":
            continue
        if row is None:
            restored.left.append((model, "", ""))
            continue
        back = {}
        for name, old in operation["old"].items():
            column = next(c for c in model._meta.concrete_fields if c.attname == name)
            convert = column.target_field.to_python if isinstance(column, ForeignKey) else column.to_python
            if getattr(row, name) == convert(operation["new"][name]):
                back[name] = convert(old)
            else:
                restored.left.append((model, str(row), column.name))
        if back:
            model._base_manager.filter(pk=row.pk).update(**back)
    return restored

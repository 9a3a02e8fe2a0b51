"""What every writer of organizations does before and after: lock, provenance, completeness, hooks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed

from .. import completeness, queries
from ..enums import Source
from ..models import FieldSource, Organization


def locked(organization: Organization) -> Organization:
    """Read the organization again and hold its row until the transaction ends."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def write_sources(organization: Organization, fields: Iterable[str], *, actor, source: str, detail: str = "") -> None:
    """Say where the present values of these fields come from, today."""
    FieldSource.objects.bulk_create(
        [
            FieldSource(
                organization=organization,
                field=field,
                source=source,
                detail=detail[:200],
                user=actor,
                seen_on=timezone.localdate(),
            )
            for field in fields
        ],
        update_conflicts=True,
        unique_fields=["organization", "field"],
        update_fields=["source", "detail", "user", "seen_on"],
    )


def refresh_completeness(ids: Sequence[int]) -> None:
    """Write the completeness of these organizations anew; after a bulk import, by batches of some hundreds."""
    by_score: dict[int, list[int]] = {}
    for pk, present in queries.what_pages_hold(ids).items():
        by_score.setdefault(completeness.score(present), []).append(pk)
    for score, pks in by_score.items():
        Organization.objects.filter(pk__in=pks).update(completeness=score)


def tell(
    organization: Organization,
    verb: str,
    *,
    actor=None,
    fields: Iterable[str] = (),
    source: str = Source.PERSON,
    detail: str = "",
    **details: Any,
) -> None:
    """Finish a write within its transaction: provenance of the fields, completeness, then the hooks."""
    fields = list(fields)
    if fields:
        write_sources(organization, fields, actor=actor, source=source, detail=detail)
        details["fields"] = fields
        details["source"] = str(source)
    refresh_completeness([organization.pk])
    organization.completeness = Organization.objects.values_list("completeness", flat=True).get(pk=organization.pk)
    organizations_changed.tell(ids=[organization.pk])
    journaled.tell(actor=actor, verb=f"organizations.{verb}", subject=organization, club=None, details=details)


def kept_for_a_person(organization: Organization, field: str, source: str, overwrite: bool) -> bool:
    """Whether what is there was written by a person, so that a file may not take its place without a word."""
    if source == Source.PERSON or overwrite:
        return False
    return FieldSource.objects.filter(organization=organization, field=field, source=Source.PERSON).exists()


def check_fields(instance: Model, fields: Iterable[str] | None = None) -> None:
    """Refuse what the columns cannot hold (too long, no such choice, no address), naming the field."""
    known = {field.name for field in instance._meta.fields}
    exclude = known - set(fields) if fields is not None else {"organization"}
    try:
        instance.clean_fields(exclude=exclude)
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise Refusal(sentences[0], code="field", field=field) from None


def replace_rows(
    organization: Organization, manager: Any, rows: Sequence[dict[str, Any]], *, match: Sequence[str] = ()
) -> bool:
    """Make the rows of one relation those given, in their order. Returns whether anything changed.

    A row with `pk`, or whose `match` columns equal those of a present row, changes that row, so that what points to it
    stays; the others are made; the present rows that are not given go away.
    """
    present = {row.pk: row for row in manager.all()}
    by_match = {tuple(getattr(row, name) for name in match): row for row in present.values()} if match else {}
    kept: set[int] = set()
    changed = False
    written: list[tuple[Model, dict]] = []
    for given in rows:
        values = {name: value for name, value in given.items() if name != "pk"}
        row = present.get(given.get("pk")) if given.get("pk") else None
        if row is None and match:
            row = by_match.get(tuple(values.get(name) for name in match))
        if row is not None and row.pk in kept:
            row = None
        if row is not None:
            kept.add(row.pk)
        written.append((row or manager.model(organization=organization), values))
    gone = present.keys() - kept
    if gone:
        manager.filter(pk__in=gone).delete()
        changed = True
    for row, values in written:
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        check_fields(row)
        row.save()
        changed = True
    return changed

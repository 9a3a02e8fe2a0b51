"""What sources say, taken in: new calls, changed ones, those that are one."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User

from ..combining import combine
from ..connectors import readers
from ..enums import STANDING, CallStatus
from ..found import Found, Rows, split
from ..hooks import calls_found
from ..matching import Index, Why, facts
from ..models import Call, CallRecord, Source
from ..reports import Report
from ..searching import index
from .common import write

LEAST_TO_JUDGE = 5  # rows: of fewer, most may be bad without the shape having changed
GONE_AFTER = timedelta(days=3)
BATCH = 500


@dataclass
class _Work:
    """One taking in. `calls`: those to create, by a negative number until they are saved."""

    source: Source
    now: datetime
    report: Report
    index: Index = field(default_factory=Index)
    new: dict[int, Call] = field(default_factory=dict)
    records: list[tuple[int, CallRecord]] = field(default_factory=list)  # (call or negative number, record)
    touched: dict[int, bool] = field(default_factory=dict)  # call → whether what changes is told


def take_in(*, source: Source, rows: Rows, actor: User | None = None, complete: bool = False) -> Report:
    """Take in what a connector read. Nothing is written when the payload cannot be believed: no row where there were
    some, or most rows refused (`report.error` says it). `complete`: rows that are not there are gone.

    May raise `connectors.Broken` while the rows are read: nothing is written then.
    """
    good, bad = split(rows)
    report = Report(read=len(good) + len(bad))
    report.refuse(bad)
    if not report.read and source.last_count:
        report.error = _("La source n'a plus aucune ligne, alors qu'elle en avait %(count)s : tout est gardé.") % {
            "count": source.last_count
        }
    elif report.read >= LEAST_TO_JUDGE and report.refused * 2 > report.read:
        report.error = _(
            "%(refused)s lignes sur %(read)s ne se lisent plus : sa forme a sans doute changé. Tout est gardé."
        ) % {"refused": report.refused, "read": report.read}
    if report.error:
        return report
    if complete and report.read * 2 < source.last_count:
        complete = False
        report.warning = _("Elle en avait %(count)s : rien n'est tenu pour disparu.") % {"count": source.last_count}
    with transaction.atomic():
        _take(source, good, report, actor, complete)
    return report


def _take(source: Source, good: list[Found], report: Report, actor: User | None, complete: bool) -> None:
    # One taking in at a time within what may be merged: two sources that speak of one call make one.
    list(Source.objects.select_for_update().filter(club=source.club_id).order_by("pk").values_list("pk", flat=True))
    work = _Work(source, timezone.now(), report)
    known = _known(source, [found.external_id for found in good])
    fresh = [found for found in good if found.external_id not in known]
    if fresh:
        _fill(work)
    changed: list[CallRecord] = []
    for found in good:
        if record := known.get(found.external_id):
            if _differs(record, found):
                changed.append(record)
                work.touched[record.call_id] = True
                report.updated += 1
            else:
                report.unchanged += 1
                if record.gone_at is not None:  # it came back as it was
                    work.touched[record.call_id] = True
    seen = [known[found.external_id].pk for found in good if found.external_id in known]
    for start in range(0, len(seen), BATCH):
        CallRecord.objects.filter(pk__in=seen[start : start + BATCH]).update(seen_at=work.now, gone_at=None)
    for record in changed:
        record.seen_at, record.gone_at = work.now, None
        record.save(update_fields=["raw", "digest", "found", "seen_at", "gone_at", "updated_at"])
    for found in fresh:
        _place(work, found)
    created = _save(work)
    if complete:
        _gone(work, {found.external_id for found in good})
    _rewrite(work)
    if created:
        calls_found.tell(calls=created, source=source, actor=actor)
    index([*(call.pk for call in created), *work.touched])


def _known(source: Source, identities: list[str]) -> dict[str, CallRecord]:
    found: dict[str, CallRecord] = {}
    for start in range(0, len(identities), BATCH):
        rows = CallRecord.objects.filter(source=source, external_id__in=identities[start : start + BATCH])
        found |= {row.external_id: row for row in rows}
    return found


def _fill(work: _Work) -> None:
    """The calls that a new record may speak of: of the same club, or shared ones. Two queries."""
    speakers: dict[int, set[int]] = {}
    for call, source in CallRecord.objects.filter(source__club=work.source.club_id).values_list("call", "source"):
        speakers.setdefault(call, set()).add(source)
    columns = ("title", "funders", "url", "deadline", "contract_folder", "scale", "places", "kind")
    rows = Call.objects.filter(club=work.source.club_id, merged_into=None).order_by("pk")
    for pk, *values in rows.values_list("pk", *columns).iterator(chunk_size=2000):
        work.index.add(pk, facts(**dict(zip(columns, values, strict=True))), speakers.get(pk, ()))


def digest_of(raw: Any) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _differs(record: CallRecord, found: Found) -> bool:
    """Whether it says something else, or is read better than it was; the record then holds it."""
    digest, held = digest_of(found.raw), found.as_json()
    if record.digest == digest and record.found == held:
        return False
    record.raw, record.digest, record.found = found.raw, digest, held
    return True


def _record(work: _Work, found: Found, why: str = "") -> CallRecord:
    return CallRecord(
        source=work.source, external_id=found.external_id, raw=found.raw, digest=digest_of(found.raw),
        found=found.as_json(), merged_for=why, seen_at=work.now,
    )  # fmt: skip


def _place(work: _Work, found: Found) -> None:
    """Give a new record to the call that it speaks of, else to one of its own."""
    held = facts(**found.values())
    if hit := work.index.find(held, work.source.pk):
        key, why = hit
        work.records.append((key, _record(work, found, why)))
        work.index.joined(key, work.source.pk)
        work.report.merged += 1
        if key > 0:
            work.touched[key] = work.touched.get(key, False) or why == Why.FOLDER
        return
    key = -len(work.new) - 1
    work.new[key] = Call(club=work.source.club)
    work.records.append((key, _record(work, found)))
    work.index.add(key, held, [work.source.pk])
    work.report.created += 1


def _save(work: _Work) -> list[Call]:
    """The new calls, made of their records, and all the new records."""
    spoken: dict[int, list[tuple[int, Found]]] = {}
    for key, record in work.records:
        if key < 0:
            spoken.setdefault(key, []).append((work.source.pk, Found.from_json(record.found)))
    for key, call in work.new.items():
        for name, value in combine(spoken[key]).items():
            setattr(call, name, value)
        if call.status in STANDING and call.deadline and call.deadline <= work.now:
            call.status = CallStatus.CLOSED.value
    order = list(work.new)
    made = Call.objects.bulk_create([work.new[key] for key in order], batch_size=BATCH)
    pks = {key: call.pk for key, call in zip(order, made, strict=True)}
    for key, record in work.records:
        record.call_id = pks.get(key, key)
    CallRecord.objects.bulk_create([record for _key, record in work.records], batch_size=BATCH)
    return made


def _gone(work: _Work, identities: set[str]) -> None:
    """Records that a whole reading lacks; after some days, calls that no source has any more are closed."""
    records = CallRecord.objects.filter(source=work.source).values_list("pk", "external_id", "gone_at", "call_id")
    lost, long_ago = [], set()
    for pk, identity, gone_at, call in records:
        if identity in identities:
            continue
        work.report.gone += 1
        if gone_at is None:
            lost.append(pk)
        elif gone_at <= work.now - GONE_AFTER:
            long_ago.add(call)
    for start in range(0, len(lost), BATCH):
        CallRecord.objects.filter(pk__in=lost[start : start + BATCH]).update(gone_at=work.now)
    still = set(
        CallRecord.objects.filter(call__in=long_ago, gone_at=None).values_list("call_id", flat=True)
    ) if long_ago else set()  # fmt: skip
    rows = Call.objects.select_for_update(of=("self",)).filter(pk__in=long_ago - still, status__in=STANDING)
    for forsaken in rows.filter(by_hand=False):
        write(forsaken, {}, verb="close", source=work.source)
        work.touched[forsaken.pk] = True


def _rewrite(work: _Work) -> None:
    """Bring calls up to what their records say now; what changed is noted and told, save what a second source adds."""
    touched = sorted(work.touched)
    for start in range(0, len(touched), BATCH):
        part = touched[start : start + BATCH]
        spoken: dict[int, list[tuple[int, Found]]] = {}
        standing: set[int] = set()
        for call, source, held, gone in (
            CallRecord.objects.filter(call__in=part)
            .order_by("pk")
            .values_list("call_id", "source_id", "found", "gone_at")
        ):
            spoken.setdefault(call, []).append((source, Found.from_json(held)))
            if gone is None:
                standing.add(call)
        for row in Call.objects.select_for_update(of=("self",)).filter(pk__in=part).order_by("pk"):
            if not row.by_hand and row.pk in standing:
                follow(row, combine(spoken[row.pk]), source=work.source, told=work.touched[row.pk])


def follow(call: Call, values: Mapping[str, Any], *, source: Source | None, told: bool = True) -> None:
    """Write what the records of a locked call say, its state with it."""
    values = dict(values)
    wanted = values.pop("status")
    if not told:
        _fill_in(call, values)
        return
    past = values["deadline"] is not None and values["deadline"] <= timezone.now()
    if wanted == CallStatus.CANCELLED:
        write(call, values, verb="amend" if call.status == CallStatus.CANCELLED else "cancel", source=source)
    elif call.status in STANDING and (past or wanted == CallStatus.CLOSED):
        write(call, values, verb="close", source=source)
    elif call.status not in STANDING and not past and wanted != CallStatus.CLOSED:
        write(call, values, verb="reopen", source=source)
    else:
        write(call, values, source=source)


def _fill_in(call: Call, values: Mapping[str, Any]) -> None:
    """Only what was empty: the first source goes on saying the rest."""
    filled = [name for name, value in values.items() if not getattr(call, name) and value]
    if "permanent" in filled and call.deadline:
        filled.remove("permanent")
    for name in filled:
        setattr(call, name, values[name])
    if filled:
        call.save(update_fields=[*filled, "updated_at"])


def read_payload(*, source: Source, payloads: Iterable[bytes], actor: User | None = None) -> Report:
    """Take in payloads of a source, whatever they came by. Raises `Broken`."""
    reader = readers[source.kind]
    rows = (row for payload in payloads for row in reader.read(payload, source.options))
    return take_in(source=source, rows=rows, actor=actor, complete=reader.complete)

"""One call or two: what the machine joined is taken apart, what it did not see is joined."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from ..combining import combine
from ..enums import STANDING, CallStatus
from ..found import Found
from ..hooks import calls_found, calls_merged
from ..models import Call, CallRecord
from ..searching import index
from .common import journal
from .reading import follow


@transaction.atomic
def separate(*, record: CallRecord, actor: User | None) -> Call:
    """Give a record a call of its own, for good: it joins no other by itself again. Refuses (code `alone`) the only
    record of a call. Returns the new call."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=record.call_id)
    others = list(call.records.exclude(pk=record.pk).order_by("pk"))
    if not others:
        raise Refusal(_("Une seule source parle de cet appel : il n'y a rien à séparer."), code="alone")
    found = Found.from_json(record.found)
    values = combine([(record.source_id, found)])
    if values["status"] in STANDING and values["deadline"] and values["deadline"] <= timezone.now():
        values["status"] = CallStatus.CLOSED.value
    made = Call.objects.create(club_id=call.club_id, **values)
    CallRecord.objects.filter(pk=record.pk).update(call=made, apart=True, merged_for="")
    if not call.by_hand:
        rest = combine([(one.source_id, Found.from_json(one.found)) for one in others])
        follow(call, rest, source=None)
    journal(call, "separate", actor, record=record.external_id, made=made.pk)
    calls_found.tell(calls=[made], source=record.source, actor=actor)
    index([call.pk, made.pk])
    return made


@transaction.atomic
def merge_calls(*, kept: Call, removed: Call, actor: User | None) -> Call:
    """Say that two calls are one: the records of `removed` speak of `kept`, its page leads there. Refuses `same`, and
    `apart` for calls of two clubs, or a club's and a shared one."""
    if kept.pk == removed.pk:
        raise Refusal(_("C'est le même appel."), code="same")
    rows = {row.pk: row for row in Call.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, removed.pk])}
    kept, removed = rows[kept.pk], rows[removed.pk]
    if kept.club_id != removed.club_id:
        raise Refusal(_("L'un est au club, l'autre à tout le monde : ils restent deux."), code="apart")
    if kept.merged_into_id or removed.merged_into_id:
        raise Refusal(_("L'un des deux est déjà réuni à un autre."), code="merged")
    CallRecord.objects.filter(call=removed).update(call=kept, merged_for="operator", apart=False)
    Call.objects.filter(merged_into=removed).update(merged_into=kept)
    removed.merged_into = kept
    removed.save(update_fields=["merged_into", "updated_at"])
    records = list(kept.records.order_by("pk"))
    if records and not kept.by_hand:
        follow(kept, combine([(one.source_id, Found.from_json(one.found)) for one in records]), source=None, told=False)
    calls_merged.tell(kept=kept, removed=removed)
    journal(kept, "merge", actor, removed=removed.pk, title=removed.title)
    index([kept.pk, removed.pk])
    return kept

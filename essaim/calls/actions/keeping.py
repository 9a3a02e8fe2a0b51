"""A call that a member types in, its edits, its end."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from ..cleaning import clean_values
from ..enums import STANDING, CallStatus
from ..hooks import calls_found
from ..models import Call
from ..searching import index
from .common import journal, lock, write


@transaction.atomic
def create_call(
    *, club: Club | None, actor: User | None, title: str, organization: Organization | None = None, **values: Any
) -> Call:
    """A call of the club, or of the installation without club. `values`: fields of Call, as `cleaning.clean_values`
    takes them; HTML is cleaned. Refuses `title`, `amounts`, `rates`, `url` (with their field)."""
    held = clean_values({"title": title, **values})
    call = Call.objects.create(club=club, organization=organization, added_by=actor, by_hand=True, **held)
    journal(call, "create", actor, title=call.title)
    calls_found.tell(calls=[call], source=None, actor=actor)
    index([call.pk])
    return call


@transaction.atomic
def update_call(*, call: Call, actor: User | None, **values: Any) -> Call:
    """Write over a call of a club; its records write nothing any more. Refuses as `create_call`, and a shared call
    (code `shared`), which follows its sources."""
    call = lock(call)
    if call.club_id is None and not call.by_hand:
        raise Refusal(_("Cet appel vient de ses sources : il suit ce qu'elles disent."), code="shared")
    held = clean_values({"title": call.title, **values})
    change = write(call, held, actor=actor)
    if not call.by_hand:
        call.by_hand = True
        call.save(update_fields=["by_hand", "updated_at"])
    if change:
        journal(call, "update", actor, fields=sorted(change.fields))
    # A deadline that is moved further opens a call that was closed by it.
    if call.status == CallStatus.CLOSED and (call.deadline is None or call.deadline > timezone.now()):
        write(call, {}, verb="reopen", actor=actor)
    index([call.pk])
    return call


@transaction.atomic
def cancel_call(*, call: Call, actor: User | None) -> Call:
    """Say that it is cancelled. Refuses (code `state`) one that is."""
    call = lock(call)
    write(call, {}, verb="cancel", actor=actor)
    journal(call, "cancel", actor)
    index([call.pk])
    return call


@transaction.atomic
def reopen_call(*, call: Call, actor: User | None) -> Call:
    """It was closed or cancelled, and is not. Refuses `state`, and `past` when its deadline is."""
    call = lock(call)
    if call.deadline and call.deadline <= timezone.now():
        raise Refusal(_("Sa date limite est passée : donnez-lui la nouvelle d'abord."), code="past", field="deadline")
    write(call, {}, verb="reopen", actor=actor)
    journal(call, "reopen", actor)
    index([call.pk])
    return call


@transaction.atomic
def close_past() -> int:
    """Each day: calls whose deadline is past are closed, and whoever works on them is told."""
    rows = Call.objects.select_for_update(of=("self",)).filter(status__in=STANDING, deadline__lte=timezone.now())
    closed = []
    for call in rows.order_by("pk"):
        write(call, {}, verb="close", at=call.deadline)
        closed.append(call.pk)
    index(closed)
    return len(closed)

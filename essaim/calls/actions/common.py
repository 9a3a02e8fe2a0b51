"""What every writer of calls does: hold the call, compare, write, note the change, tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import CALL_VERBS, CallStatus, ChangeKind
from ..found import plain
from ..hooks import call_changed
from ..models import Call, Change, Source

# A change of these is written without being told: nobody's work depends on them.
QUIET = {"sectors", "territory_words", "contract_folder", "published_on", "contact", "themes"}


def lock(call: Call) -> Call:
    """The call as it is now, held until the end of the transaction."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def allowed(call: Call, verb: str) -> str:
    """The state that a verb of CALL_VERBS leads to. Refuses (code `state`) from another."""
    starts, state = CALL_VERBS[verb]
    if call.status not in starts:
        raise Refusal(
            _("Cet appel n'en est plus là : il est « %(state)s ».")
            % {"state": str(CallStatus(call.status).label).lower()},
            code="state",
        )
    return state


def differences(call: Call, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Fields whose value would change: `{name: [before, after]}` as JSON can hold it."""
    found = {}
    for name, value in values.items():
        before, after = plain(getattr(call, name)), plain(value)
        # The same moment is the same, in whatever zone it is written.
        if before != after and not (name == "deadline" and getattr(call, name) == value):
            found[name] = [before, after]
    return found


def kind_of(changes: Mapping[str, list[Any]]) -> ChangeKind:
    """What a set of changes is called."""
    after = changes.get("status", [None, None])[1]
    if after == CallStatus.CANCELLED:
        return ChangeKind.CANCELLED
    if after == CallStatus.CLOSED:
        return ChangeKind.CLOSED
    if after == CallStatus.OPEN:
        return ChangeKind.REOPENED
    return ChangeKind.DEADLINE if "deadline" in changes or "permanent" in changes else ChangeKind.AMENDED


def write(
    call: Call, values: Mapping[str, Any], *, verb: str = "amend", source: Source | None = None,
    actor: User | None = None, at: datetime | None = None,
) -> Change | None:  # fmt: skip
    """Write these values over a locked call, note what changed and tell whoever works on it. None when nothing did."""
    values = dict(values)
    loud = {name for name in differences(call, values) if name not in QUIET}
    if verb != "amend":
        values["status"] = allowed(call, verb)
    elif loud and call.status == CallStatus.OPEN:
        values["status"] = CallStatus.AMENDED.value
    changes = differences(call, values)
    if not changes:
        return None
    for name, value in values.items():
        setattr(call, name, value)
    told = set(changes) - QUIET
    if told:
        at = at or timezone.now()
        call.changed_at = at
    call.save(update_fields=[*changes, "changed_at", "updated_at"])
    if not told:
        return None
    change = Change.objects.create(
        call=call, kind=kind_of(changes), fields=changes, source=source, actor=actor, at=at or timezone.now()
    )
    call_changed.tell(call=call, kind=change.kind, changes=changes, actor=actor)
    return change


def journal(call: Call, verb: str, actor: User | None, **details: Any) -> None:
    journaled.tell(actor=actor, verb=f"calls.{verb}", subject=call, club=call.club, details=details)

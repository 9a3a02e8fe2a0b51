"""Calls that the club follows: found by the sources, or entered by a member."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from essaim.calls import actions
from essaim.calls.enums import Connector
from essaim.calls.models import Call, Change

from .cast import Cast, read
from .days import moment

END_OF_DAY = time(23, 59, 59)


def add_calls(cast: Cast) -> None:
    """Each is in `cast.calls`, under its key."""
    for entry in read("calls"):
        call = _entered(cast, entry)
        if then := entry.get("then"):
            _happened(cast, call, then)
        seen = moment(cast.today - timedelta(days=entry["seen"]), 6, 30)
        Call.objects.filter(pk=call.pk).update(created_at=seen, published_on=seen.date())
        cast.calls[entry["key"]] = Call.objects.get(pk=call.pk)
    actions.close_past()
    _add_sources()


def _add_sources() -> None:
    """The sources that an operator would begin with, not read: a demonstration asks nothing of anybody."""
    for kind, name, token_name in (
        (Connector.AIDES_TERRITOIRES, "Aides-territoires", "ESSAIM_CALLS_AIDES_TERRITOIRES"),
        (Connector.BOAMP, "Marchés publics du Pas-de-Calais et du Nord", ""),
    ):
        source = actions.add_source(club=None, actor=None, kind=kind, name=name, token_name=token_name)
        actions.pause_source(source=source, actor=None, paused=True)


def _entered(cast: Cast, entry: dict[str, Any]) -> Call:
    by = entry.get("by")
    low, high = entry.get("amount", (None, None))
    deadline = _deadline(cast.today, entry.get("days"), entry.get("hour"))
    return actions.create_call(
        club=cast.club if by else None,
        actor=cast.representative(by).user if by else None,
        organization=cast.organizations[by] if by else None,
        title=entry["title"],
        kind=entry["kind"],
        funders=entry["funders"],
        scale=entry["scale"],
        places=entry["places"],
        deadline=deadline,
        permanent=deadline is None,
        amount_min_cents=low * 100 if low else None,
        amount_max_cents=high * 100 if high else None,
        rate_max=Decimal(entry["rate"]) if "rate" in entry else None,
        audiences=entry["audiences"],
        reserved_for=entry.get("reserved_for", []),
        cpv=entry.get("cpv", []),
        sectors=entry["sectors"],
        themes=entry["themes"],
        url=entry["url"],
        application_url=entry.get("application_url", ""),
        contact=entry.get("contact", ""),
        contract_folder=entry.get("contract_folder", ""),
        description=entry["description"],
        eligibility=entry.get("eligibility", ""),
    )


def _happened(cast: Cast, call: Call, then: dict[str, Any]) -> None:
    if then["verb"] == "cancel":
        actions.cancel_call(call=call, actor=None)
    else:
        changed: dict[str, Any] = {}
        if "amount_max" in then:
            changed["amount_max_cents"] = then["amount_max"] * 100
        if "days" in then:
            changed["deadline"] = _deadline(cast.today, then["days"], 17)
        actions.update_call(call=call, actor=None, **changed)
    at = moment(cast.today - timedelta(days=then["ago"]), 6, 30)
    Change.objects.filter(call=call).update(at=at)
    Call.objects.filter(pk=call.pk).update(changed_at=at)


def _deadline(today: date, days: int | None, hour: int | None) -> datetime | None:
    if days is None:
        return None
    day = today + timedelta(days=days)
    return moment(day, hour) if hour is not None else moment(day, 23, 59).replace(second=END_OF_DAY.second)

"""What a call is, when several records speak of it. Pure and deterministic: the same records give the same call."""

from collections.abc import Sequence
from typing import Any

from .enums import CallStatus
from .found import Found

# These go together: all of them come from the first record that says one.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("deadline", "permanent"),
    ("amount_min_cents", "amount_max_cents", "rate_min", "rate_max", "amount_words"),
    ("scale", "places", "territory_words"),
)
ALONE = (
    "kind", "title", "funders", "description", "eligibility", "published_on", "opens_on", "audiences", "themes",
    "sectors", "cpv", "reserved_for", "contact", "url", "application_url", "contract_folder",
)  # fmt: skip


def combine(records: Sequence[tuple[int, Found]]) -> dict[str, Any]:
    """Values of the call and its `status`. `records`: (key of the source, what it found), the first known first.

    The source that spoke first wins; the others fill in what it does not say. Within a source, the latest notice wins;
    one that only cancels says nothing else.
    """
    order: dict[int, list[Found]] = {}
    for source, found in records:
        order.setdefault(source, []).insert(0, found)
    newest = [group[0] for group in order.values()]
    every = [one for group in order.values() for one in group]
    told = [one for one in every if one.status != CallStatus.CANCELLED] or every
    values: dict[str, Any] = {}
    for name in ALONE:
        values[name] = next((value for one in told if (value := getattr(one, name))), getattr(told[0], name))
    for names in TOGETHER:
        best = next((one for one in told if any(_says(getattr(one, name)) for name in names)), told[0])
        values |= {name: getattr(best, name) for name in names}
    if any(one.status == CallStatus.CANCELLED for one in newest):
        values["status"] = CallStatus.CANCELLED.value
    else:
        values["status"] = newest[0].status
    return values


def _says(value: Any) -> bool:
    return value not in (None, "", [], False)

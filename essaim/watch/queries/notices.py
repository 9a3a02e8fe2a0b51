"""Calls as the engine knows them."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils import timezone

from essaim.calls.cleaning import plain_text
from essaim.calls.models import Call
from essaim.kernel.text import fold

from ..engine import Notice
from ..models import CallWords
from .profiles import sector_paths, stems_of

TITLE, TEXT, AGAIN = 3.0, 1.0, 0.5
MOST_TEXT = 6_000  # characters
MOST_WORDS = 90
FIELDS = (
    "pk", "kind", "title", "funders", "scale", "places", "deadline", "permanent", "amount_min_cents",
    "amount_max_cents", "audiences", "themes", "sectors", "reserved_for", "updated_at",
)  # fmt: skip


def words_of_call(call: Call) -> dict[str, float]:
    """The stems of its title and themes (3), of its text (1, up to 2 when they come again), those that tell most."""
    found: dict[str, float] = {}
    for one in stems_of(f"{plain_text(call.description)} {plain_text(call.eligibility)}"[:MOST_TEXT]):
        found[one] = min(2.0, found[one] + AGAIN) if one in found else TEXT
    for one in stems_of(" ".join([call.title, *call.themes])):
        found[one] = TITLE
    kept = sorted(found, key=lambda word: -found[word])[:MOST_WORDS]
    return {word: found[word] for word in kept}


def notices_of(calls: QuerySet[Call]) -> list[Notice]:
    """Those calls, with the words that were read of them, or read now. Two queries, three when some are to be read."""
    rows = list(calls.only(*FIELDS))
    known = {
        pk: (words, read_at)
        for pk, words, read_at in CallWords.objects.filter(call__in=[row.pk for row in rows]).values_list(
            "call_id", "words", "read_at"
        )
    }
    fresh = {row.pk: known[row.pk][0] for row in rows if row.pk in known and known[row.pk][1] >= row.updated_at}
    paths = sector_paths()
    return [notice_of(row, paths, fresh.get(row.pk)) for row in with_texts(rows, fresh)]


def with_texts(rows: list[Call], fresh: Collection[int]) -> Iterable[Call]:
    """The rows, those whose words are not known with their text. One query at most."""
    unread = [row.pk for row in rows if row.pk not in fresh]
    texts = Call.objects.in_bulk(unread) if unread else {}
    return [texts.get(row.pk, row) for row in rows]


def notice_of(call: Call, paths: dict[str, str], words: dict[str, float] | None = None) -> Notice:
    """`paths`: of `sector_paths`. `words`: where they were read already."""
    return Notice(
        call.pk, call.kind, words_of_call(call) if words is None else words,
        tuple(paths[code] for code in call.sectors if code in paths), call.scale, tuple(call.places),
        call.amount_min_cents, call.amount_max_cents, frozenset(call.audiences), frozenset(call.reserved_for),
        days_left(call), call.permanent, fold(call.funder),
    )  # fmt: skip


def days_left(call: Call) -> int | None:
    if call.deadline is None:
        return None
    return (timezone.localdate(call.deadline) - timezone.localdate()).days


def seen_of(call: Call) -> dict:
    """What an answer keeps of a call (`engine.Decision`), as JSON can hold it."""
    notice = notice_of(call, sector_paths(), {})
    return {
        "sectors": list(notice.sectors), "scale": notice.scale, "most": notice.most, "days": notice.days,
        "funder": notice.funder, "funder_name": call.funder,
    }  # fmt: skip

"""The score of each pair (structure, call), for all pairs at once.

The subject is half of the score: sectors and words in common. The other half (territory, audience, amount, deadline,
kind) counts in full only for a call that is about something of theirs. What forbids (another territory, another
audience, a contract reserved for others, a word refused) divides what is left.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .facts import WIDE, Notice, Profile, parent


@dataclass(frozen=True)
class Weights:
    """Points of each part, and what a fault multiplies the whole by. Nobody measured them on real clubs yet: they were
    set on the labelled calls of `benchmarks/quality`."""

    subject: float = 50
    territory: float = 16
    audience: float = 8
    amount: float = 8
    deadline: float = 12
    kind: float = 6
    wanted: float = 14
    reserved: float = 10
    elsewhere: float = 0.25
    other_audience: float = 0.3
    other_kind: float = 0.5
    reserved_for_others: float = 0.15
    unwanted: float = 0.25


WEIGHTS = Weights()
SECTOR_TELLS, WORDS_TELL = 0.8, 0.9
PARENT = 0.8  # a sector known by its parent only
HALF_TOLD = 0.8  # how much words in common say half of what they can
# How near a call of each scale is, when it is open to the structure.
NEAR = {"commune": 1.0, "epci": 1.0, "department": 0.95, "region": 0.9, "country": 0.8, "europe": 0.6}
UNTOLD = 0.5
ABOVE, BELOW = 0.15, 0.35


def score(profiles: Sequence[Profile], notices: Sequence[Notice], weights: Weights = WEIGHTS) -> np.ndarray:
    """Scores of (profiles, notices), integers 0 to 100. How rare a word is, is counted among these profiles."""
    if not profiles or not notices:
        return np.zeros((len(profiles), len(notices)), dtype=np.int16)
    sector, words = _sectors(profiles, notices), _words(profiles, notices)
    subject = 1 - (1 - SECTOR_TELLS * np.minimum(1.0, sector)) * (1 - WORDS_TELL * words)
    wanted, unwanted = _meets(profiles, notices, "wanted"), _meets(profiles, notices, "unwanted")
    territory, audience = _territory(profiles, notices), _audience(profiles, notices)
    kind, reserved = _kind(profiles, notices), _reserved(profiles, notices)
    practical = (
        weights.territory * territory
        + weights.audience * audience
        + weights.amount * _amount(profiles, notices)
        + weights.deadline * _deadline(profiles, notices)
        + weights.kind * kind
    )
    about = np.maximum(subject, 0.7 * wanted)
    total = weights.subject * subject + practical * (0.4 + 0.6 * about)
    total += weights.wanted * wanted + weights.reserved * (reserved > 0)
    total *= np.where(territory == 0, weights.elsewhere, 1.0)
    total *= np.where(audience == 0, weights.other_audience, 1.0)
    total *= np.where(kind == 0, weights.other_kind, 1.0)
    total *= np.where(reserved < 0, weights.reserved_for_others, 1.0)
    total *= np.where(unwanted > 0, weights.unwanted, 1.0)
    total *= _funders(profiles, notices)
    return np.clip(np.rint(total), 0, 100).astype(np.int16)


def _positions(names: Sequence) -> dict:
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _sectors(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    """The best sector in common, 0 to 1 and a little more for one that was liked."""
    own: dict[str, dict[int, float]] = {}
    for row, profile in enumerate(profiles):
        for code in profile.sectors:
            factor = profile.lesson.sectors.get(code, 1.0)
            _keep(own, code, row, factor)
            if (above := parent(code)) != code:
                _keep(own, above, row, PARENT * profile.lesson.sectors.get(above, factor))
    asked: dict[str, dict[int, float]] = {}
    for column, notice in enumerate(notices):
        for code in notice.sectors:
            _keep(asked, code, column, 1.0)
            if (above := parent(code)) != code:
                _keep(asked, above, column, PARENT * PARENT)
    found = np.zeros((len(profiles), len(notices)))
    for code, rows in own.items():
        if columns := asked.get(code):
            block = np.ix_(list(rows), list(columns))
            both = np.outer(list(rows.values()), list(columns.values()))
            found[block] = np.maximum(found[block], both)
    # What was said not to be their trade counts on the call, whichever of its sectors they share.
    return found * _dislikes(profiles, notices)


def _dislikes(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    """What calls of sectors that are not their trade are multiplied by."""
    found = np.ones((len(profiles), len(notices)))
    holders = _columns(notices, lambda notice: notice.sectors)
    for row, profile in enumerate(profiles):
        for code, factor in profile.lesson.sectors.items():
            if factor < 1 and (columns := holders.get(code)):
                found[row, columns] = np.minimum(found[row, columns], factor)
    return found


def _columns(notices: Sequence[Notice], names: Callable[[Notice], Iterable[str]]) -> dict[str, list[int]]:
    """Which calls hold a name."""
    held: dict[str, list[int]] = {}
    for column, notice in enumerate(notices):
        for name in names(notice):
            held.setdefault(name, []).append(column)
    return held


def _keep(held: dict[str, dict[int, float]], code: str, place: int, weight: float) -> None:
    rows = held.setdefault(code, {})
    rows[place] = max(weight, rows.get(place, 0.0))


def _words(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    """How much the words in common tell, 0 to 1."""
    from scipy.sparse import csr_array

    asked_words = set().union(*(notice.words for notice in notices))
    columns = _positions([word for profile in profiles for word in profile.words if word in asked_words])
    if not columns:
        return np.zeros((len(profiles), len(notices)))
    own = _matrix(csr_array, [profile.words for profile in profiles], columns)
    asked = _matrix(csr_array, [notice.words for notice in notices], columns)
    rarity = _rarities(np.bincount(own.indices, minlength=len(columns)), len(profiles))
    common = ((own.multiply(rarity[None, :]).tocsr() @ asked.T).toarray()) / 9.0
    # What is not their trade lessens its words too: the same words come with it.
    common *= _dislikes(profiles, notices)
    return common / (common + HALF_TOLD)


def _rarities(counts: np.ndarray, size: int) -> np.ndarray:
    """1 for a word of one structure alone, towards 0 for a word of all."""
    return np.log((size + 1.0) / np.maximum(1, counts)) / np.log(size + 1.0)


def _matrix(make, rows: Sequence, columns: dict[str, int]):
    data, indices, starts = [], [], [0]
    for words in rows:
        for word, weight in words.items():
            place = columns.get(word)
            if place is not None:
                data.append(min(3.0, weight))
                indices.append(place)
        starts.append(len(data))
    shape = (len(rows), len(columns))
    return make((np.array(data, dtype=float), np.array(indices, dtype=np.int64), np.array(starts)), shape=shape)


def _meets(profiles: Sequence[Profile], notices: Sequence[Notice], name: str) -> np.ndarray:
    """1 where a call holds one of the words of that list."""
    found = np.zeros((len(profiles), len(notices)))
    listed = {word for profile in profiles for word in getattr(profile, name)}
    holders = _columns(notices, lambda notice: listed & notice.words.keys()) if listed else {}
    for row, profile in enumerate(profiles):
        for word in getattr(profile, name):
            found[row, holders.get(word, [])] = 1.0
    return found


def _territory(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    """1 near, less where wider, 0 where the call is not open to them."""
    found = np.zeros((len(profiles), len(notices)))
    holders: dict[str, list[int]] = {}
    for row, profile in enumerate(profiles):
        for code in profile.ground:
            holders.setdefault(code, []).append(row)
    for column, notice in enumerate(notices):
        if not notice.scale:
            found[:, column] = UNTOLD
        elif notice.scale in WIDE:
            found[:, column] = NEAR[notice.scale]
        else:
            for code in notice.places:
                found[holders.get(code, []), column] = NEAR.get(notice.scale, UNTOLD)
    of_scale = _columns(notices, lambda notice: (notice.scale,))
    for row, profile in enumerate(profiles):
        for scale, factor in profile.lesson.scales.items():
            found[row, of_scale.get(scale, [])] *= factor * factor
    return found


def _audience(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    keys = _positions([code for profile in profiles for code in profile.audiences])
    own = _flags([profile.audiences for profile in profiles], keys)
    asked = _flags([notice.audiences for notice in notices], keys)
    told = np.array([bool(notice.audiences) for notice in notices])
    known = np.array([bool(profile.audiences) for profile in profiles])
    return np.where(told[None, :] & known[:, None], (own @ asked.T > 0).astype(float), 0.6)


def _kind(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    keys = _positions([code for profile in profiles for code in profile.kinds])
    own = _flags([profile.kinds for profile in profiles], keys)
    asked = _flags([frozenset({notice.kind}) for notice in notices], keys)
    all_kinds = np.array([not profile.kinds for profile in profiles])
    return np.maximum((own @ asked.T > 0).astype(float), all_kinds[:, None].astype(float))


def _reserved(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    """1 for a contract reserved for such as them, -1 for others, 0 for one that is not reserved."""
    keys = _positions([code for profile in profiles for code in profile.reserved])
    own = _flags([profile.reserved for profile in profiles], keys)
    asked = _flags([notice.reserved for notice in notices], keys)
    is_reserved = np.array([bool(notice.reserved) for notice in notices])
    return np.where(is_reserved[None, :], np.where(own @ asked.T > 0, 1, -1), 0)


def _flags(rows: Sequence, keys: dict[str, int]) -> np.ndarray:
    found = np.zeros((len(rows), max(1, len(keys))))
    for row, codes in enumerate(rows):
        for code in codes:
            if code in keys:
                found[row, keys[code]] = 1.0
    return found


def _amount(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    most = np.array([np.nan if notice.most is None else float(notice.most) for notice in notices])[None, :]
    least = np.array([np.nan if notice.low is None else float(notice.low) for notice in notices])[None, :]
    low = np.array([np.nan if one.low is None else float(one.low) for one in profiles])[:, None]
    high = np.array([np.nan if one.high is None else float(one.high) for one in profiles])[:, None]
    ceiling = np.array([np.nan if one.lesson.ceiling is None else float(one.lesson.ceiling) for one in profiles])
    found = np.where(np.isnan(low) & np.isnan(high), 0.7, 1.0) * np.ones_like(most)
    found = np.where(np.isnan(most), UNTOLD, found)
    found = np.where(most < low, BELOW, found)
    # Too big when even its least is; when the least is not told, when its most is twice what they look for.
    found = np.where(np.where(np.isnan(least), most > 2 * high, least > high), ABOVE, found)
    return np.where(most >= ceiling[:, None], 0.0, found)


def _deadline(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    days = np.array([np.nan if notice.days is None else float(notice.days) for notice in notices])
    steps = np.select([days >= 21, days >= 10, days >= 5, days >= 0, days < 0], [1.0, 0.8, 0.5, 0.25, 0.0], 0.65)
    needed = np.array([0 if profile.lesson.days is None else profile.lesson.days for profile in profiles])
    return steps[None, :] * np.where(days[None, :] < needed[:, None], 0.3, 1.0)


def _funders(profiles: Sequence[Profile], notices: Sequence[Notice]) -> np.ndarray:
    found = np.ones((len(profiles), len(notices)))
    holders = _columns(notices, lambda notice: (notice.funder,))
    for row, profile in enumerate(profiles):
        for funder, factor in profile.lesson.funders.items():
            found[row, holders.get(funder, [])] = factor
    return found

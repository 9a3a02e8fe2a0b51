"""Guess what each column holds. Headers propose, values confirm; where headers say nothing, values alone decide."""

import re
from collections.abc import Sequence

from essaim.kernel.text import fold

from ..enums import SEVERAL, Target
from .content import Profile, profile
from .headers import DEPARTMENT_OF_ELECTED, GRANTS, RULES, SOMEONE_ELSE

_CAMEL = re.compile(r"(?<=[a-zéèà])(?=[A-Z])")
LEAST = 30  # a guess under this is not shown
# Words that no value of the column may contradict: the share of values (0 to 1) that must look right.
NEEDED: dict[str, tuple[str, float]] = {
    Target.POSTAL_CODE: ("postal", 0.3),
    Target.INSEE: ("insee", 0.3),
    Target.NAF: ("naf", 0.3),
    Target.NAF25: ("naf", 0.3),
    Target.WEBSITE: ("url", 0.2),
    Target.EMAIL: ("email", 0.2),
    Target.LATITUDE: ("number", 0.5),
    Target.LONGITUDE: ("number", 0.5),
    Target.X: ("number", 0.5),
    Target.Y: ("number", 0.5),
    Target.NIC: ("number", 0.5),
    Target.STATUS: ("status", 0.05),
    Target.VAT: ("vat", 0.3),
    Target.CITY: ("words", 0.5),
    Target.NAME: ("words", 0.5),
}
WEAK = 60  # a header this vague is believed only when the values say the same


def plain_header(header: str) -> str:
    """`nomBeneficiaire` → `nom beneficiaire`, `Coord. X` → `coord x`, `CODE_NAF2` → `code naf2`."""
    text = fold(_CAMEL.sub(" ", header.strip().lstrip("\ufeff")))
    return re.sub(r" (?:unite legale|etablissement)$", "", text) or text


def header_score(header: str, *, grants: bool = False) -> list[tuple[int, Target]]:
    """Return what a header may mean, surest first. Empty when it says nothing of the organization."""
    plain = plain_header(header)
    if DEPARTMENT_OF_ELECTED.match(plain):
        return [(60, Target.DEPARTMENT)]
    if not plain or SOMEONE_ELSE.search(plain):
        return []
    found: dict[Target, int] = {}
    for target, pattern, score in RULES:
        if grants and target in (Target.DESCRIPTION, Target.SUMMARY, Target.FOUNDED):
            continue
        if pattern.search(plain):
            found[target] = max(found.get(target, 0), score)
    return sorted(((score, target) for target, score in found.items()), reverse=True)


def recognises_header(cells: Sequence[str]) -> int:
    """Return how many cells of a line read like headers, to find which line holds them."""
    return sum(bool((scores := header_score(cell)) and scores[0][0] >= 50) for cell in cells if len(cell) < 80)


def guess_columns(headers: Sequence[str], samples: Sequence[Sequence[str]], *, headless: bool = False) -> list[str]:
    """Return for each column a `Target`, or "" for a column to leave out. `samples`: some rows of the file.

    `headless`: the file has no header, the values alone tell.
    """
    grants = any(GRANTS.search(plain_header(header)) for header in headers)
    profiles = [profile([row[i] for row in samples if i < len(row)], headless=headless) for i in range(len(headers))]
    wishes: list[tuple[float, int, str]] = []
    for position, (header, seen) in enumerate(zip(headers, profiles, strict=True)):
        for score, target in header_score(header, grants=grants):
            if (sure := _weigh(score, target, seen)) >= LEAST:
                wishes.append((sure, -position, target))
        if not SOMEONE_ELSE.search(plain_header(header)):
            wishes += [(score, -position, target) for score, target in _from_values(seen)]
    columns = [""] * len(headers)
    taken: set[str] = set()
    for _sure, minus, wished in sorted(wishes, reverse=True):
        position, target = -minus, Target(wished)
        if columns[position] or (target in taken and target not in SEVERAL) or _redundant(target, taken):
            continue
        columns[position] = target
        taken.add(target)
    if headless:
        _find_city(columns, profiles)
    if Target.NAME not in taken:
        _find_name(columns, headers, profiles)
    _pair_coordinates(columns, profiles)
    return [str(target) for target in columns]


def _weigh(score: int, target: Target, seen: Profile) -> float:
    """Lower a header's score by what the values say."""
    if not seen.filled:
        return score * 0.3
    if target == Target.IDENTIFIER:
        return score if seen.numbered >= 0.3 else (score if score > WEAK and seen.numbered else 0)
    if target == Target.LEGAL:
        # Two columns may speak of the form: the one whose words are understood wins.
        return score * (0.3 + 0.7 * seen.share("legal")) if seen.share("legal") >= 0.05 else 0
    if needed := NEEDED.get(target):
        kind, least = needed
        if seen.share(kind) < least:
            return 0
        if target == Target.STATUS:
            return score * (0.6 + 0.4 * seen.share(kind))
    return score


def _from_values(seen: Profile) -> list[tuple[float, str]]:
    """What the values alone tell: shapes that nothing else has."""
    found: list[tuple[float, str]] = []
    if seen.share("siret") >= 0.5:
        found.append((44.0, Target.SIRET))
    if seen.share("siren") >= 0.5:
        found.append((43.0, Target.SIREN))
    if seen.share("siret") + seen.share("siren") >= 0.6 and seen.share("siret") and seen.share("siren"):
        found.append((45.0, Target.IDENTIFIER))
    for kind, target, least in (
        ("rna", Target.RNA, 0.5), ("email", Target.EMAIL, 0.6), ("url", Target.WEBSITE, 0.7),
        ("phone", Target.PHONE, 0.7), ("naf", Target.NAF, 0.7),
    ):  # fmt: skip
        if seen.share(kind) >= least:
            found.append((40.0, target))
    if seen.headless:
        found += _from_values_alone(seen)
    return found


def _from_values_alone(seen: Profile) -> list[tuple[float, str]]:
    """For a file without headers: weaker shapes too."""
    found: list[tuple[float, str]] = []
    for kind, target, score in (
        ("postal", Target.POSTAL_CODE, 38.0), ("street", Target.ADDRESS, 36.0), ("legal", Target.LEGAL, 34.0),
        ("latitude", Target.LATITUDE, 37.0), ("longitude", Target.LONGITUDE, 37.0),
    ):  # fmt: skip
        if seen.share(kind) >= 0.6:
            found.append((score, target))
    return found


def _redundant(target: str, taken: set[str]) -> bool:
    """A generic number column beside a SIRET column, or a pair of axes beside latitude and longitude."""
    if target == Target.IDENTIFIER:
        return bool({Target.SIRET, Target.SIREN} & taken)
    if target in (Target.X, Target.Y):
        return {Target.LATITUDE, Target.LONGITUDE} <= taken
    return False


def _find_city(columns: list[str], profiles: list[Profile]) -> None:
    """Without headers, the commune stands beside its postal code."""
    if Target.POSTAL_CODE not in columns:
        return
    postal = columns.index(Target.POSTAL_CODE)
    for position in (postal + 1, postal - 1):
        if 0 <= position < len(columns) and not columns[position] and profiles[position].share("city") >= 0.5:
            columns[position] = Target.CITY
            return


def _find_name(columns: list[str], headers: Sequence[str], profiles: list[Profile]) -> None:
    """No header says « nom »: take the column of words whose values differ most from one another."""
    best, where = 0.0, -1
    for position, seen in enumerate(profiles):
        if columns[position] or SOMEONE_ELSE.search(plain_header(headers[position])) or seen.length > 90:
            continue
        if seen.share("words") >= 0.6 and not seen.share("street") > 0.5:
            score = seen.distinct * seen.fullness * (1.2 if position < 3 else 1.0)
            if score > best:
                best, where = score, position
    if where >= 0 and best > 0.3:
        columns[where] = Target.NAME


def _pair_coordinates(columns: list[str], profiles: list[Profile]) -> None:
    """One axis without the other says nothing."""
    for pair in ((Target.LATITUDE, Target.LONGITUDE), (Target.X, Target.Y)):
        found = [columns.index(axis) for axis in pair if axis in columns]
        if len(found) == 1:
            columns[found[0]] = ""

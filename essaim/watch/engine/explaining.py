"""The facts behind a score: what a sentence is made of."""

from typing import Any

from .facts import WIDE, Notice, Profile, parent

LIKED = 1.2  # from two « interested » on
NAMED = 0.3  # what a word in common must bring to be named


def explain(profile: Profile, notice: Notice) -> dict[str, Any]:
    """The facts behind a score, as JSON can hold them: only what there is to say. `days` are left to the reader's day.

    `sector` (path), `word` (as the structure says it), `branch` (the name of a sector whose words it holds),
    `wanted`, `unwanted` (as typed), `place` (a code, or the scale when it is wide, or `untold`, or `elsewhere`),
    `audience` (a code, or `other`), `amount` (`fits`, `above`, `below`), `reserved` (a code, or `others`), `kind`
    (`other`), `learned` (names of what its answers changed).
    """
    found: dict[str, Any] = {}
    if sector := _best_sector(profile, notice):
        found["sector"] = sector
    common = {
        word: min(3.0, profile.words[word]) * min(3.0, notice.words[word])
        for word in profile.words.keys() & notice.words.keys()
    }
    if common:
        best = max(common, key=lambda word: (common[word], word))
        if common[best] / 9.0 >= NAMED and best in profile.said:
            found["word"] = profile.said[best]
        elif "sector" not in found and best in profile.branch:
            found["branch"] = profile.branch[best]
    for name in ("wanted", "unwanted"):
        listed = getattr(profile, name)
        if held := [listed[word] for word in listed if word in notice.words]:
            found[name] = min(held)
    found["place"] = _place(profile, notice)
    if notice.audiences and profile.audiences:
        both = sorted(notice.audiences & profile.audiences)
        found["audience"] = both[0] if both else "other"
    if amount := _amount_word(profile, notice):
        found["amount"] = amount
    if notice.reserved:
        both = sorted(notice.reserved & profile.reserved)
        found["reserved"] = both[0] if both else "others"
    if profile.kinds and notice.kind not in profile.kinds:
        found["kind"] = "other"
    if learned := _learned(profile, notice):
        found["learned"] = learned
    return found


def _best_sector(profile: Profile, notice: Notice) -> str:
    """The sector of the call that is theirs, or in the same branch."""
    for code in notice.sectors:
        if code in profile.sectors:
            return code
    for code in notice.sectors:
        if code in profile.branches or parent(code) in profile.sectors:
            return code
    return ""


def _place(profile: Profile, notice: Notice) -> str:
    if not notice.scale:
        return "untold"
    if notice.scale in WIDE:
        return notice.scale
    return next((code for code in notice.places if code in profile.ground), "elsewhere")


def _amount_word(profile: Profile, notice: Notice) -> str:
    if notice.most is None or (profile.low is None and profile.high is None):
        return ""
    if profile.low is not None and notice.most < profile.low:
        return "below"
    if profile.high is not None and (
        notice.low > profile.high if notice.low is not None else notice.most > 2 * profile.high
    ):
        return "above"
    return "fits"


def _learned(profile: Profile, notice: Notice) -> list[str]:
    lesson, found = profile.lesson, []
    if any(lesson.sectors.get(code, 1.0) < 1 for code in notice.sectors):
        found.append("trade")
    elif any(lesson.sectors.get(code, 1.0) >= LIKED for code in notice.sectors):
        found.append("liked")
    if notice.scale in lesson.scales:
        found.append("too_far")
    if notice.funder in lesson.funders:
        found.append("not_eligible")
    if lesson.ceiling is not None and notice.most is not None and notice.most >= lesson.ceiling:
        found.append("too_big")
    return found

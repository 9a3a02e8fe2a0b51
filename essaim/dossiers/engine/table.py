"""The problem as arrays: one column a candidate, one row a need."""

from dataclasses import dataclass

import numpy as np

from .problem import ADDED_UP, WHOLE, Candidate, Need, NeedKind, Place, Problem, Rules

EARTH_RADIUS_KM = 6371.0088


@dataclass
class Table:
    """Numbers are points (integers) where nothing else is said.

    `worth[n, c]`: what candidate c gives to need n when it carries one of its `slots[n]` (0: it does not cover it).
    `is_skill[n]`: carrying it takes one of the `hands`. `steps[a, c]`: hundredths of the a-th need that adds up, each
    worth `step_worth[a]`. `cost[c]`: of being in. `known[c]`: {other column: times they worked together}. `base`: what
    is left of a team that covers nothing, before the costs of its members.
    """

    rules: Rules
    candidates: list[Candidate]
    carried: list[Need]
    added: list[Need]
    worth: np.ndarray
    quality: np.ndarray
    slots: np.ndarray
    is_skill: np.ndarray
    hands: np.ndarray
    steps: np.ndarray
    step_worth: np.ndarray
    cost: np.ndarray
    km: np.ndarray
    leads: np.ndarray
    known: list[dict[int, int]]
    kept: list[int]
    base: int

    @property
    def least(self) -> int:
        return max(len(self.kept), min(self.rules.least_members, len(self.candidates)))

    @property
    def most(self) -> int:
        return max(len(self.kept), min(self.rules.most_members, len(self.candidates)))

    def position(self) -> dict[int, int]:
        return {candidate.key: column for column, candidate in enumerate(self.candidates)}


def table_of(problem: Problem) -> Table:
    """Arrays of those who may be in a team: all but the excluded and the unavailable; those kept stay whatever."""
    needs, rules = problem.needs, problem.rules
    who = [
        one
        for one in problem.candidates
        if one.key in problem.kept or (one.key not in problem.excluded and one.availability > 0)
    ]
    carried = [need for need in needs if need.kind not in ADDED_UP]
    added = [need for need in needs if need.kind in ADDED_UP]
    rows = {need.key: row for row, need in enumerate(carried)}
    quality = np.zeros((len(carried), len(who)), dtype=np.int64)
    for column, one in enumerate(who):
        for key, well in one.covers.items():
            row = rows.get(key)
            if row is not None:
                quality[row, column] = min(WHOLE, max(0, well))
    weights = np.array([need.weight for need in carried], dtype=np.int64)
    slots = np.array([need.quantity for need in carried], dtype=np.int64)
    musts = np.array([rules.missing if need.required else 0 for need in carried], dtype=np.int64)
    worth = (weights[:, None] * quality + musts[:, None]) // slots[:, None] * (quality > 0)
    steps = np.zeros((len(added), len(who)), dtype=np.int64)
    for row, need in enumerate(added):
        steps[row] = [min(WHOLE, WHOLE * max(0, one.brings(need)) // need.quantity) for one in who]
    step_worth = np.array(
        [need.weight + (rules.missing // WHOLE if need.required else 0) for need in added], dtype=np.int64
    )
    base = -sum(rules.missing for need in needs if need.required)
    kept = [column for column, one in enumerate(who) if one.key in problem.kept]
    km = _kilometres(who, _hub(problem, [who[column] for column in kept] or who), rules)
    busy = np.array([rules.busy * (WHOLE - min(WHOLE, one.availability)) // WHOLE for one in who], dtype=np.int64)
    cost = rules.partner + rules.km * np.minimum(rules.far, np.ceil(km).astype(np.int64)) + busy
    hands = np.array([max(0, one.hands) for one in who], dtype=np.int64)
    return Table(
        rules, who, carried, added, worth, quality, slots,
        np.array([need.kind == NeedKind.SKILL for need in carried], dtype=bool), hands, steps, step_worth, cost, km,
        np.array([one.can_lead for one in who], dtype=bool), _known(who), kept, base,
    )  # fmt: skip


def _known(who: list[Candidate]) -> list[dict[int, int]]:
    """Times each worked with each, told by either."""
    columns = {one.key: column for column, one in enumerate(who)}
    known: list[dict[int, int]] = [{} for _one in who]
    for column, one in enumerate(who):
        for key, times in one.worked_with.items():
            other = columns.get(key)
            if other is not None and other != column and times > 0:
                most = max(times, known[column].get(other, 0))
                known[column][other] = known[other][column] = most
    return known


def _hub(problem: Problem, middle_of: list[Candidate]) -> Place | None:
    if problem.hub is not None:
        return problem.hub
    places = np.array([one.place for one in middle_of if one.place is not None])
    if not len(places):
        return None
    latitude, longitude = np.median(places, axis=0)
    return float(latitude), float(longitude)


def _kilometres(who: list[Candidate], hub: Place | None, rules: Rules) -> np.ndarray:
    """From where the work is, as the crow flies (haversine)."""
    if hub is None:
        return np.full(len(who), 0.0)
    places = np.array([one.place or (np.nan, np.nan) for one in who], dtype=float).reshape(-1, 2)
    latitude, longitude = np.radians(places).T
    phi, theta = np.radians(hub)
    half = np.sin((latitude - phi) / 2) ** 2 + np.cos(latitude) * np.cos(phi) * np.sin((longitude - theta) / 2) ** 2
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return np.where(np.isnan(km), float(rules.nowhere), km)

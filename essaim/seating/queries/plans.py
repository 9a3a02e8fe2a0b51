"""Reading a plan: by round and table, by person."""

from collections import defaultdict
from dataclasses import dataclass, field

from essaim.kernel.text import fold
from essaim.meetings.models import Attendance, Meeting

from ..models import Seat, SeatingPlan


@dataclass
class TableView:
    number: int
    seats: list[Seat] = field(default_factory=list)


@dataclass
class PlanView:
    """`rounds`: (number, tables in order, people away in that round); `people`: everybody in the plan, by name."""

    plan: SeatingPlan
    rounds: list[tuple[int, list[TableView], list[Attendance]]]
    people: list[Attendance]

    def tables_of(self) -> dict[int, dict[int, int]]:
        """Attendance → round → table."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for number, tables, _away in self.rounds:
            for table in tables:
                for seat in table.seats:
                    found[seat.attendance_id][number] = table.number
        return found


def current_plan(meeting: Meeting) -> SeatingPlan | None:
    """The version under work: the last one."""
    return SeatingPlan.objects.filter(meeting=meeting).select_related("made_by").order_by("-version").first()


def published_plan(meeting: Meeting) -> SeatingPlan | None:
    """What people see: the last version published."""
    rows = SeatingPlan.objects.filter(meeting=meeting, published_at__isnull=False)
    return rows.order_by("-version").first()


def version_count(meeting: Meeting) -> int:
    return SeatingPlan.objects.filter(meeting=meeting).count()


def plan_view(plan: SeatingPlan) -> PlanView:
    """One query."""
    seats = list(Seat.objects.filter(plan=plan).select_related("attendance__organization"))
    seats.sort(key=lambda seat: (fold(seat.attendance.name), seat.attendance_id))
    people = {seat.attendance_id: seat.attendance for seat in seats}
    rounds = []
    for number in range(1, plan.rounds + 1):
        tables = {n: TableView(n) for n in range(1, plan.table_count + 1)}
        here = set()
        for seat in seats:
            if seat.round == number:
                tables.setdefault(seat.table, TableView(seat.table)).seats.append(seat)
                here.add(seat.attendance_id)
        away = [person for pk, person in people.items() if pk not in here]
        rounds.append((number, list(tables.values()), away))
    return PlanView(plan, rounds, list(people.values()))


@dataclass(frozen=True)
class Stop:
    """One round of one person: the table, those who sit there too. `table` is None when the person is away."""

    round: int
    table: int | None
    others: list[Attendance]


def tables_by_person(plan: SeatingPlan) -> dict[int, list[tuple[int, int]]]:
    """Attendance (pk) → (round, table) in the order of the rounds. One query."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Seat.objects.filter(plan=plan).order_by("round").values_list("attendance_id", "round", "table")
    for attendance, number, table in rows:
        found[attendance].append((number, table))
    return dict(found)


def path_of(plan: SeatingPlan, attendance: Attendance) -> list[Stop]:
    """Where a person goes, round after round. Empty when the plan does not know them. Two queries."""
    own = dict(Seat.objects.filter(plan=plan, attendance=attendance).values_list("round", "table"))
    if not own:
        return []
    others: dict[int, list[Attendance]] = defaultdict(list)
    rows = Seat.objects.filter(plan=plan, table__in=set(own.values())).select_related("attendance__organization")
    for seat in rows:
        if own.get(seat.round) == seat.table and seat.attendance_id != attendance.pk:
            others[seat.round].append(seat.attendance)
    return [
        Stop(number, own.get(number), sorted(others[number], key=lambda one: fold(one.name)))
        for number in range(1, plan.rounds + 1)
    ]

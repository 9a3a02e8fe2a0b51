"""What is asked of the plan."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Attendance, Meeting

from ..enums import MOST_ROUNDS, MOST_TABLES, PAIRS, WishKind
from ..models import SeatingSetup, Wish


@transaction.atomic
def save_setup(
    *, meeting: Meeting, actor: User | None, table_count: int, rounds: int, seats: int | None = None,
    accessible_tables: Sequence[int] = (),
) -> SeatingSetup:  # fmt: skip
    """Say how many tables and rounds. Refuses fewer rounds than have begun."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    setup = SeatingSetup.objects.filter(meeting=meeting).first()
    if not 1 <= table_count <= MOST_TABLES:
        raise Refusal(_("Entre 1 et %(most)s tables.") % {"most": MOST_TABLES}, field="table_count")
    if not 1 <= rounds <= MOST_ROUNDS:
        raise Refusal(_("Entre 1 et %(most)s tours.") % {"most": MOST_ROUNDS}, field="rounds")
    if seats is not None and seats < 1:
        raise Refusal(_("Au moins une chaise par table."), field="seats")
    if setup and rounds < setup.rounds_begun:
        raise Refusal(
            _("Le tour %(number)s a commencé : il en faut au moins autant.") % {"number": setup.rounds_begun},
            code="begun", field="rounds",
        )  # fmt: skip
    values = {
        "table_count": table_count, "rounds": rounds, "seats": seats,
        "accessible_tables": sorted({number for number in accessible_tables if 1 <= number <= table_count}),
    }  # fmt: skip
    setup, _created = SeatingSetup.objects.update_or_create(
        meeting=meeting, defaults=values, create_defaults=values | {"club": meeting.club}
    )
    return setup


@transaction.atomic
def add_wish(
    *, meeting: Meeting, actor: User | None, kind: str, attendance: Attendance, other: Attendance | None = None,
    table: int | None = None, rounds: Sequence[int] = (),
) -> Wish:  # fmt: skip
    """Ask something of every plan of this meeting. Asked again of the same person, it replaces what was asked."""
    kind = WishKind(kind)
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    values: dict = {"table": None, "rounds": []}
    if kind in PAIRS:
        if other is None:
            raise Refusal(_("Avec qui ? Choisissez une deuxième personne."), field="other")
        if other.pk == attendance.pk:
            raise Refusal(_("Choisissez deux personnes différentes."), field="other")
        attendance, other = sorted((attendance, other), key=lambda one: one.pk)
    else:
        other = None
    if kind == WishKind.TABLE:
        if table is None or not 1 <= table <= MOST_TABLES:
            raise Refusal(_("À quelle table ? Donnez son numéro."), field="table")
        values["table"] = table
    if kind == WishKind.ROUNDS:
        values["rounds"] = sorted({number for number in rounds if 1 <= number <= MOST_ROUNDS})
        if not values["rounds"]:
            raise Refusal(_("Pour quels tours ? Cochez-en au moins un."), field="rounds")
    named: dict[str, Any] = {"meeting": meeting, "attendance": attendance, "other": other}
    if kind not in PAIRS:
        named["kind"] = kind
    else:
        values["kind"] = kind
    try:
        with transaction.atomic():
            wish, _created = Wish.objects.update_or_create(
                **named, defaults=values, create_defaults=values | {"club": meeting.club, "kind": kind}
            )
    except IntegrityError:  # somebody of another meeting, or a row gone meanwhile
        raise Refusal(_("Cette personne n'est plus sur la liste."), code="gone") from None
    journaled.tell(actor=actor, verb="seating.add_wish", subject=wish, club=meeting.club, details={"kind": str(kind)})
    return wish


@transaction.atomic
def remove_wish(*, wish: Wish, actor: User | None) -> None:
    journaled.tell(
        actor=actor, verb="seating.remove_wish", subject=wish, club=wish.meeting.club, details={"kind": wish.kind}
    )
    wish.delete()

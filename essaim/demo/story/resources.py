"""What members lend each other: a year of bookings, those to come, what waits for an answer."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from essaim.demo.drawings import picture
from essaim.organizations.models import Organization
from essaim.resources import actions, prices
from essaim.resources.enums import BookingState, HandoverKind, Shape
from essaim.resources.models import Booking, Handover, Resource
from essaim.resources.moments import at_or_after

from .cast import Cast, read

WEEKS_BEFORE, WEEKS_AFTER = 52, 8
PURPOSES = (
    "Livraison du marché", "Assemblée générale", "Formation des bénévoles", "Fête du quartier",
    "Déménagement d’un bureau",
    "Journée portes ouvertes", "Réunion d’équipe", "Atelier avec une école", "Repas des salarié·es",
    "Chantier d’automne",
)  # fmt: skip
WORDS = ("Avec plaisir.", "Le plein est fait.", "Sonnez à l’accueil.", "")
_FIELDS = (
    "rules",
    "insurance",
    "access",
    "deposit",
    "quantity",
    "unit",
    "turnaround",
    "notice",
    "longest",
    "cancel_before",
)
_RATES = ("per_hour", "per_day", "per_km", "minutes_per_day")


def add_resources(cast: Cast) -> None:
    """Twenty means and their bookings, then what the demonstration's member finds to do."""
    means = {entry["key"]: (_add(cast, entry), entry) for entry in read("resources")}
    for one, entry in means.values():
        actions.write_agreed(resource=one, bookings=_bookings(cast, one, entry))
    _reports(cast)
    _to_do(cast, {key: one for key, (one, _entry) in means.items()})


def _add(cast: Cast, entry: dict) -> Resource:
    owner = cast.organizations[entry["by"]]
    office = owner.places.select_related("municipality").first()
    rates = {name: entry[name] for name in _RATES if name in entry}
    conditions: list[dict[str, Any]] = [
        {"audience": "members", "terms": entry["terms"], **(rates if entry["terms"] != "free" else {})}
    ]
    if "partners" in entry:
        conditions.append({"audience": "partners", "terms": entry["partners"], **rates})
    means = actions.add_resource(
        club=cast.club, owner=owner, actor=cast.representative(entry["by"]).user, publish=True, conditions=conditions,
        hours=[
            actions.Opening(day, time(entry["opens"]), time(entry["closes"])) for day in entry.get("open", [])
        ],
        kind=entry["kind"], name=entry["name"], description=entry["text"], step=entry["step"],
        needs_approval=entry.get("needs_approval", False), address=office.street if office else "",
        municipality=office.municipality if office else None,
        **{name: entry[name] for name in _FIELDS if name in entry},
    )  # fmt: skip
    if "picture" in entry:
        actions.add_photo(
            resource=means, actor=cast.representative(entry["by"]).user, alternative=entry["seen"],
            upload=SimpleUploadedFile(f"{entry['picture']}.png", picture(entry["picture"]), "image/png"),
        )  # fmt: skip
    return means


def _bookings(cast: Cast, one: Resource, entry: dict) -> list[Booking]:
    """Those of each week, drawn where they fit; none in the week to come for what the member will find free."""
    chance = cast.chance
    found: list[Booking] = []
    monday = cast.today - timedelta(days=cast.today.weekday() + 7 * WEEKS_BEFORE)
    condition = one.conditions.get(audience="members")
    for week in range(WEEKS_BEFORE + WEEKS_AFTER):
        often = entry["often"] * (0.5 + min(week, 40) / 60)  # people get into the habit
        for _time in range(int(often) + (chance.random() < often % 1)):
            day = monday + timedelta(days=7 * week + chance.choice(entry.get("open", range(5))))
            starts_at, ends_at = _times(cast, one, entry, datetime.combine(day, time()))
            keys = [key for key in cast.members_on(day) if key != entry["by"]]
            if not keys:
                continue
            key = chance.choice(keys)
            quantity = chance.randint(1, entry.get("units", 1))
            blocked = ends_at + timedelta(minutes=one.turnaround)
            meeting = [row for row in found if row.starts_at < blocked and row.blocked_until > starts_at]
            if sum(row.quantity for row in meeting) + quantity > one.quantity:
                continue
            person = cast.representative(key).user
            row = Booking(
                club=cast.club, resource=one, borrower=cast.organizations[key], person=person, quantity=quantity,
                starts_at=starts_at, ends_at=ends_at, blocked_until=blocked, purpose=chance.choice(PURPOSES),
                state=_state(chance.random(), starts_at, ends_at), deposit=one.deposit,
                **prices.copy_rates(condition),
            )  # fmt: skip
            due = prices.due(row, one, starts_at, ends_at, quantity, kilometres=0)
            row.cents, row.counterpart = due.cents, due.minutes
            if row.state != BookingState.REQUESTED:
                row.answered_at, row.word = starts_at - timedelta(days=4), chance.choice(WORDS)
            found.append(row)
    return found


def _times(cast: Cast, one: Resource, entry: dict, day: datetime) -> tuple[datetime, datetime]:
    date, lasts = day.date(), entry["lasts"]
    if one.step == "hour":
        hour = cast.chance.randint(entry["opens"], entry["closes"] - lasts)
        return at_or_after(date, time(hour)), at_or_after(date, time(hour + lasts))
    if one.step == "half_day":
        first, last = cast.chance.choice([(one.day_from, one.noon), (one.noon, one.day_to), (one.day_from, one.day_to)])
        return at_or_after(date, first), at_or_after(date, last)
    return at_or_after(date, one.day_from), at_or_after(date + timedelta(days=lasts - 1), one.day_to)


def _state(drawn: float, starts_at: datetime, ends_at: datetime) -> str:
    now = timezone.now()
    if ends_at <= now:
        return BookingState.RETURNED if drawn < 0.93 else BookingState.CANCELLED
    if starts_at <= now:
        return BookingState.HANDED_OVER
    return BookingState.APPROVED


def _reports(cast: Cast) -> None:
    """Of what was returned in the last two months: how it was, and the kilometres of what rolls."""
    since = timezone.now() - timedelta(days=60)
    rows = Booking.objects.filter(club=cast.club, state=BookingState.RETURNED, ends_at__gt=since).select_related(
        "resource"
    )
    reports, driven = [], []
    for rank, row in enumerate(rows.order_by("starts_at", "pk")):
        meter = 48_000 + 60 * rank if row.per_km else None
        way = cast.chance.randint(12, 140)
        reports.append(Handover(club=cast.club, booking=row, kind=HandoverKind.OUT, at=row.starts_at, kilometres=meter))
        worn = cast.chance.random() < 0.08
        reports.append(
            Handover(
                club=cast.club, booking=row, kind=HandoverKind.BACK, at=row.ends_at,
                kilometres=meter + way if meter else None, shape=Shape.WORN if worn else Shape.GOOD,
                note="Une éraflure de plus, sans gravité." if worn else "",
            )
        )  # fmt: skip
        if meter:
            row.cents = prices.due(row, row.resource, row.starts_at, row.ends_at, row.quantity, kilometres=way).cents
            driven.append(row)
    Handover.objects.bulk_create(reports)
    Booking.objects.bulk_update(driven, ["cents"])


def _to_do(cast: Cast, means: dict[str, Resource]) -> None:
    """For Odile: a request to answer, a slot to take, a van to fetch; and a series every Tuesday for the radio."""
    tuesday = cast.today + timedelta(days=8 + (1 - cast.today.weekday()) % 7)
    odile = actions.Borrower(cast.organizations["brouette-partagee"])
    trailer = means["remorque-fraiche"]
    actions.update_resource(resource=trailer, actor=None, needs_approval=True)
    _ask(
        cast,
        trailer,
        "cuisine-belle-houblon",
        tuesday,
        "Buffet de la fête des lumières : 300 couverts à garder au frais",
    )
    _ask(cast, trailer, "au-bon-poids", tuesday + timedelta(days=7), "Collecte de fin d’année")
    room = means["salle-rivage"]
    actions.book_series(
        resource=room, borrower=actions.Borrower(cast.organizations["radio-chevalet"]),
        person=cast.representative("radio-chevalet").user, purpose="Comité de rédaction", skip_taken=True,
        recurrence=actions.Recurrence("FREQ=WEEKLY;COUNT=6", tuesday, time(18), time(20)),
    )  # fmt: skip
    van = means["cargo"]
    day = tuesday + timedelta(days=1)
    taken = [_ask(cast, van, key, day, "Tournée du mercredi") for key in ("retour-au-bocal", "presse-papier")]
    waits = actions.book(
        resource=van, borrower=odile, person=cast.accounts["membre"], wait=True,
        asked=actions.Asked(*_half(van, day), 1, "Paniers de Gonnehem"),
    )  # fmt: skip
    if waits.state == BookingState.WAITING:
        free = next((row for row in taken if row and row.state == BookingState.APPROVED), None)
        if free:
            actions.cancel(booking=free, actor=None, as_owner=True)


def _half(one: Resource, day: Any) -> tuple[datetime, datetime]:
    return at_or_after(day, one.day_from), at_or_after(day, one.noon)


def _ask(cast: Cast, one: Resource, key: str, day: Any, purpose: str) -> Booking | None:
    borrower: Organization = cast.organizations[key]
    return actions.book(
        resource=one, borrower=actions.Borrower(borrower), person=cast.representative(key).user, wait=True,
        asked=actions.Asked(*_half(one, day), 1, purpose),
    )  # fmt: skip

"""The list: what is typed and chosen, what the search finds, the choices with their counts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.search.labels import labels
from essaim.search.port import Query, Selection, select

from . import queries, words
from .enums import STANDING, Audience, CallKind, CallStatus, ReservedFor, Scale
from .models import Call
from .searching import EVERYBODY, NAME
from .territories import ground_of

PER_PAGE = 20
# Name in the address → facet.
CHOICES = {
    "nature": "kind", "public": "audience", "theme": "sector", "montant": "amount", "reserve": "reserved",
}  # fmt: skip
MONTH, QUARTER, LATER, ANYTIME = "mois", "trimestre", "tard", "permanent"
OPEN, HERE, EVERYWHERE = "ouverts", "ici", "partout"
STATES = {OPEN: STANDING, "clos": (CallStatus.CLOSED,), "annules": (CallStatus.CANCELLED,), "tous": tuple(CallStatus)}
SORTS = ("date", "nouveaux", "pertinence")


@dataclass(frozen=True)
class Choice:
    """One field of the form: its name in the address, its label, its values with their counts."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str
    any: str = ""  # the label of no choice; none when one is always made


@dataclass
class Listing:
    """What the page shows: the calls of the page, how many in all, what could be chosen, whether anything was."""

    rows: list[Call]
    total: int
    page: int
    pages: int
    typed: str = ""
    choices: list[Choice] = field(default_factory=list)
    sort: Choice | None = None
    narrowed: bool = False
    elsewhere: int = 0  # how many more, anywhere, when only those of here are shown
    corrected: str | None = None


def listing(club: Club, asked: QueryDict) -> Listing:
    """The calls that answer what is asked, for a member of the club. A value that is not known is no filter.
    A fixed number of queries."""
    typed = " ".join(asked.get("q", "").split())[:200]
    chosen = {name: asked.get(name, "").strip()[:60] for name in CHOICES}
    state = asked.get("etat", OPEN) if asked.get("etat") in STATES else OPEN
    where = EVERYWHERE if asked.get("ou") == EVERYWHERE else HERE
    when = asked.get("quand", "") if asked.get("quand") in (MONTH, QUARTER, LATER, ANYTIME) else ""
    filters: dict[str, list[str]] = {
        "club": [EVERYBODY, str(club.pk)],
        "status": [str(one) for one in STATES[state]],
    }
    filters |= {CHOICES[name]: [value] for name, value in chosen.items() if value}
    scopes = _here(club) if where == HERE else None
    everything = select(NAME, Query(text=typed, filters=filters, scopes=scopes))
    days = _days(everything, past=state != OPEN)
    found = everything
    if state == OPEN or when:
        kept = [one for one, part in days.items() if not when or part == when]
        found = select(NAME, Query(text=typed, filters=filters | {"day": kept}, scopes=scopes))
    ids = [int(number) for number in found.columns.ids.view[found.ordered(found.total)]]
    sort = asked.get("tri", "")
    if sort not in SORTS or (sort == "pertinence" and not typed):
        sort = "pertinence" if typed else "date"
    if sort != "pertinence":
        ids = queries.sort_ids(ids, "new" if sort == "nouveaux" else "deadline")
    pages = max(1, -(-len(ids) // PER_PAGE))
    number = asked.get("page", "1")
    page = min(max(int(number) if number.isdecimal() else 1, 1), pages)
    elsewhere = 0
    if where == HERE and not len(ids):
        elsewhere = select(NAME, Query(text=typed, filters=filters | {"day": list(days)})).total
    return Listing(
        rows=queries.in_order(ids[(page - 1) * PER_PAGE : page * PER_PAGE]),
        total=len(ids), page=page, pages=pages, typed=typed,
        choices=_choices(found, everything, chosen, days, when=when, where=where, state=state),
        sort=Choice("tri", _("Dans l'ordre"), _sorts(typed), sort),
        narrowed=bool(typed or any(chosen.values()) or when or where != HERE or state != OPEN),
        elsewhere=elsewhere, corrected=found.corrected,
    )  # fmt: skip


def _here(club: Club) -> dict[str, list[str]]:
    """Calls for everywhere, those whose territory is not told, and those of a territory that holds or is in ours."""
    return {
        "scale": [Scale.EUROPE.value, Scale.COUNTRY.value, "unknown"],
        "place": sorted(ground_of(club).codes),
    }


def _days(selection: Selection, *, past: bool) -> dict[str, str]:
    """The days of the index, and the part of the calendar they are in; without those that are past, unless asked."""
    today = timezone.localdate()
    month, quarter = today + timedelta(days=31), today + timedelta(days=92)
    found = {}
    for value in selection.columns.facets["day"].values:
        if value == "none":
            found[value] = ANYTIME
            continue
        on = date.fromisoformat(value)
        if on < today:
            if past:
                found[value] = ""
        else:
            found[value] = MONTH if on <= month else QUARTER if on <= quarter else LATER
    return found


def _choices(
    found: Selection, everything: Selection, chosen: dict[str, str], days: dict[str, str], *, when: str, where: str,
    state: str,
) -> list[Choice]:  # fmt: skip
    names = {
        "nature": _("De quoi s'agit-il"), "public": _("Pour qui"), "theme": _("Thème"), "montant": _("Combien"),
        "reserve": _("Réservé à"),
    }  # fmt: skip
    parts: dict[str, int] = {}
    for value, count in everything.facet("day").items():
        if part := days.get(value):
            parts[part] = parts.get(part, 0) + count
    labelled = {
        MONTH: _("Dans le mois"), QUARTER: _("Dans les trois mois"), LATER: _("Plus tard"),
        ANYTIME: _("Sans date limite"),
    }  # fmt: skip
    any_choice = _("Peu importe")
    made = [
        Choice(name, names[name], _options(facet, found.facet(facet)), chosen[name], any_choice)
        for name, facet in CHOICES.items()
    ]
    made.insert(
        0,
        Choice(
            "quand", _("Jusqu'à quand"),
            [(part, f"{label} ({parts[part]})") for part, label in labelled.items() if part in parts],
            when, any_choice,
        ),
    )  # fmt: skip
    made.append(Choice("ou", _("Où"), [(HERE, _("Ouverts à notre territoire")), (EVERYWHERE, _("Partout"))], where))
    states = {OPEN: _("Ouverts"), "clos": _("Clos"), "annules": _("Annulés"), "tous": _("Tous")}
    made.append(Choice("etat", _("État"), list(states.items()), state))
    return made


def _options(facet: str, counts: dict[str, int]) -> list[tuple[str, str]]:
    """Values that have results, with their label and count: choices in their order, sectors most frequent first."""
    present = {value: count for value, count in counts.items() if value and count}
    if facet == "sector":
        named = labels("sector", present)
        order = sorted((value for value in present if value in named), key=lambda value: (-present[value], value))
        return [(value, f"{named[value]} ({present[value]})") for value in order]
    if facet == "amount":
        named = {name: str(label) for name, _limit, label in words.STEPS} | {words.UNTOLD: _("montant non dit")}
    else:
        kinds = {"kind": CallKind.choices, "audience": Audience.choices, "reserved": ReservedFor.choices}[facet]
        named = {value: str(label) for value, label in kinds}
    return [(value, f"{label} ({present[value]})") for value, label in named.items() if value in present]


def _sorts(typed: str) -> list[tuple[str, str]]:
    named = [("date", _("Date limite la plus proche")), ("nouveaux", _("Les derniers arrivés"))]
    return [("pertinence", _("Les plus proches des mots")), *named] if typed else named

"""Reading pairs, what differs between two pages, merges."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.kernel.text import fold
from essaim.ui.templatetags.ui import day

from .. import identifiers, legal
from ..enums import PairState, PlaceKind
from ..models import DuplicatePair, Merge, Organization, Place
from . import fields
from .access import cared_for


def pairs(user, *, state: str = PairState.TO_REVIEW, q: str = "") -> QuerySet[DuplicatePair]:
    """Pairs that the person may settle, the most alike first; `q` finds words in either name. Three queries in all."""
    rows = _seen_by(user).filter(state=state)
    if state != PairState.SAME:
        rows = rows.filter(a__merged_into=None, b__merged_into=None)
    for word in fold(q).split():
        rows = rows.filter(Q(a__folded_name__contains=word) | Q(b__folded_name__contains=word))
    head_offices = Place.objects.filter(kind=PlaceKind.HEAD_OFFICE).select_related("municipality")
    return (
        rows.select_related("a", "b")
        .prefetch_related(
            Prefetch("a__places", head_offices, to_attr="head_offices"),
            Prefetch("b__places", head_offices, to_attr="head_offices"),
        )
        .order_by("-score", "pk")
    )


def _seen_by(user) -> QuerySet[DuplicatePair]:
    rows = DuplicatePair.objects.all()
    return rows if (seen := cared_for(user)) is None else rows.filter(a__in=seen, b__in=seen)


def figures(user) -> dict[str, int]:
    """How many pairs are in each state. One query."""
    alive = Q(a__merged_into=None, b__merged_into=None)
    return _seen_by(user).aggregate(
        to_review=Count("pk", filter=Q(state=PairState.TO_REVIEW) & alive),
        same=Count("pk", filter=Q(state=PairState.SAME)),
        different=Count("pk", filter=Q(state=PairState.DIFFERENT) & alive),
    )


def merges(user) -> QuerySet[Merge]:
    """Merges that the person may undo, the latest first. `later`: the kept page was itself merged since."""
    rows = Merge.objects.select_related("kept", "removed", "actor", "undone_by").order_by("-created_at", "-pk")
    seen = cared_for(user)
    rows = rows if seen is None else rows.filter(kept__in=seen)
    return rows.annotate(later=Exists(Merge.objects.filter(removed=OuterRef("kept"), undone_at=None)))


@dataclass(frozen=True)
class Line:
    """One line of the comparison: what each page says, and whether that differs."""

    key: str
    label: str
    a: str
    b: str

    @property
    def differs(self) -> bool:
        return self.a != self.b

    @property
    def one_side(self) -> bool:
        return self.differs and not (self.a and self.b)


def comparison(a: Organization, b: Organization) -> list[Line]:
    """What the two pages say, line by line; lines empty on both sides are left out."""
    lines = [Line(c.key, str(c.label), shown(c, a), shown(c, b)) for c in fields.CHOICES]
    lines += [Line(key, label, read(a), read(b)) for key, label, read in _besides()]
    return [line for line in lines if line.a or line.b]


def shown(choice: fields.Choice, organization: Organization) -> str:
    """The value of a choice as a person reads it."""
    return " · ".join(text for column in choice.columns if (text := _column(column, organization)))


def _column(column: str, organization: Organization) -> str:
    value: Any = getattr(organization, column)
    if value in fields.EMPTY or column in ("folded_name", "slug", "naf_nomenclature"):
        return ""
    readers: dict[str, Callable[[Any], str]] = {
        "siren": lambda number: "" if organization.siret else f"SIREN {identifiers.display_siren(number)}",
        "siret": identifiers.display_siret,
        "legal_category": legal.legal_label,
        "founded_on": day,
        "closed_on": day,
    }
    if column in readers:
        return readers[column](value)
    display = getattr(organization, f"get_{column}_display", None)
    return str(display()) if display else str(value)


def _besides() -> Iterator[tuple[str, str, Callable[[Organization], str]]]:
    """What is not chosen but follows: places, people, know-how… All of it goes to the kept page."""
    english = get_language() == "en"

    def joined(texts) -> str:
        return ", ".join(text for text in texts if text)

    yield "places", _("Lieux"), lambda o: joined(str(place) for place in o.places.order_by("kind", "pk"))
    yield "others", _("Autres noms"), lambda o: joined(o.other_names.order_by("pk").values_list("name", flat=True))
    yield (
        "sectors",
        _("Secteurs"),
        lambda o: joined(
            o.sector_links.order_by("sector").values_list("sector__name_en" if english else "sector__name", flat=True)
        ),
    )
    yield "skills", _("Savoir-faire"), lambda o: joined(skill.name for skill in o.skills.all())
    yield "people", _("Personnes"), lambda o: joined(person.name for person in o.representations.all())

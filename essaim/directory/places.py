"""Which commune does a person mean by what they typed? When it is not sure, say so and offer doors."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from essaim.clubs.models import Club
from essaim.clubs.queries import municipalities_of
from essaim.kernel.text import fold
from essaim.territory.models import Municipality
from essaim.territory.names import plain_name, postal_code, split_code, split_department

CLOSE = 70  # of 100: below, a proposed name would surprise
OFFERED = 3


@dataclass(frozen=True)
class Understood:
    """`places`: the communes meant, the main one first; `others`: what could have been meant instead."""

    places: tuple[Municipality, ...] = ()
    others: tuple[Municipality, ...] = ()
    both_codes: bool = False  # the five digits are a postal code here and an INSEE code there


def understand(typed: str, club: Club | None = None) -> Understood:
    """Tell the communes from a name, a postal code, an INSEE code, or a code and a name.

    One query for a name that exists; a few more when it is ambiguous or unknown.
    """
    code, name = split_code(typed)
    plain = plain_name(name)
    if code:
        found = _by_code(code)
        named = [place for place in found if plain and plain in (place.folded_name, plain_name(place.name))]
        if named:
            return Understood((named[0],))
        if found and not plain:
            insee = [place for place in found if place.pk == code]
            return Understood(tuple(found), both_codes=bool(insee) and len(found) > 1)
    name, department = split_department(name)
    return _by_name(name, department or _department(code), club)


def _department(code: str) -> str:
    return code[:3] if code.startswith("97") else code[:2]


def _by_code(code: str) -> list[Municipality]:
    code = postal_code(code) or code
    rows = Municipality.objects.filter(Q(postal_codes__code=code) | Q(pk=code)).distinct()
    return list(rows.order_by("-population", "pk"))


def _by_name(name: str, department: str, club: Club | None) -> Understood:
    plain = plain_name(name)
    if not plain:
        return Understood()
    names = {plain, fold(name)}
    found = _ranked(Municipality.objects.filter(folded_name__in=names), department)
    if not found:
        found = _ranked(Municipality.objects.filter(former_municipalities__folded_name__in=names), department)
    if len(found) == 1:
        return Understood((found[0],))
    if found:
        here = _those_of(club, found)
        first = here[0] if here else found[0]
        return Understood((first,), tuple(place for place in found if place != first)[:OFFERED])
    begun = _ranked(Municipality.objects.filter(folded_name__startswith=plain), department)
    here = _those_of(club, begun)
    if len(begun) == 1 or len(here) == 1:
        return Understood(((here or begun)[0],))
    return Understood((), tuple((here or begun)[:OFFERED]) or _alike(plain, club))


def _ranked(rows: QuerySet[Municipality], department: str) -> list[Municipality]:
    """The most populous first; those of the department alone, when it has some."""
    places = list(rows.select_related("department").distinct().order_by("-population", "pk")[:200])
    return [place for place in places if place.department_id == department] or places


def _those_of(club: Club | None, places: Collection[Municipality]) -> list[Municipality]:
    if not club or not places:
        return []
    codes = set(municipalities_of(club).filter(pk__in=[place.pk for place in places]).values_list("pk", flat=True))
    return [place for place in places if place.pk in codes]


def _alike(plain: str, club: Club | None) -> tuple[Municipality, ...]:
    """Names that look like it: of the club's territory, else those with the same first letter, else any."""
    scopes: list[QuerySet[Municipality]] = [Municipality.objects.filter(folded_name__startswith=plain[0])]
    if club:
        scopes.insert(0, municipalities_of(club))
    for rows in [*scopes, Municipality.objects.all()]:
        names = dict(rows.values_list("pk", "folded_name"))
        near = process.extract(plain, names, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=OFFERED)
        if near:
            best = near[0][1]
            codes = [code for _name, score, code in near if score >= best - 6]
            places = Municipality.objects.select_related("department").in_bulk(codes)
            return tuple(places[code] for code in codes)
    return ()

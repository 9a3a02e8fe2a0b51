"""Reading the territory: finders, neighbours, suggestions, maps."""

from collections.abc import Collection

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from essaim.kernel.text import fold

from .drawing import HexCell
from .enums import OutlineKind
from .finder import MunicipalityFinder, Place
from .geometry import Geometry, bounding_box, distance_km
from .models import Department, FormerMunicipality, HexagonalMap, Municipality, Outline, PostalCode
from .names import plain_name, postal_code


def municipality_finder(*, prefer: Collection[str] = ()) -> MunicipalityFinder:
    """Build the finder of all communes in the database (about half a second for France): once for each import."""
    postal_codes: dict[str, list[str]] = {}
    for code, insee in PostalCode.objects.order_by("code").values_list("code", "municipality_id"):
        postal_codes.setdefault(insee, []).append(code)
    columns = (
        "insee_code", "name", "department_id", "intermunicipality_id", "population", "latitude", "longitude",
    )  # fmt: skip
    places = [
        Place(insee, name, department, epci or "", population or 0, lat, lon, tuple(postal_codes.get(insee, ())))
        for insee, name, department, epci, population, lat, lon in Municipality.objects.order_by(
            "insee_code"
        ).values_list(*columns)
    ]
    former = FormerMunicipality.objects.order_by("insee_code").values_list("insee_code", "name", "municipality_id")
    departments = {fold(name): code for code, name in Department.objects.values_list("code", "name")}
    return MunicipalityFinder(places, former, departments, prefer)


def suggest_municipalities(typed: str, *, limit: int = 8, department: str = "") -> list[Municipality]:
    """Communes whose name has words beginning as typed (`noeux` → Nœux-les-Mines), or of a postal code being typed.

    Those whose name begins so come first, then the most populous. At most two queries.
    """
    plain = plain_name(typed)
    if not plain:
        return []
    rows: QuerySet[Municipality] = Municipality.objects.select_related("department")
    if department:
        rows = rows.filter(department_id=department)
    if plain.isdigit():
        codes = {postal_code(plain)} - {""} if len(plain) > 3 else set()
        matching = PostalCode.objects.filter(Q(code__startswith=plain) | Q(code__in=codes))
        return list(
            rows.filter(insee_code__in=matching.values("municipality_id")).order_by("-population", "name")[:limit]
        )
    words = list(dict.fromkeys([plain, fold(typed)]))
    begins, anywhere = Q(), Q()
    for word in words:
        begins |= Q(folded_name__startswith=word)
        anywhere |= Q(folded_name__contains=f" {word}")
    rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.filter(begins | anywhere).order_by(rank, "-population", "name")[:limit])


def municipalities_within(latitude: float, longitude: float, radius_km: float) -> list[tuple[Municipality, float]]:
    """Communes whose centre is within the radius, with the distance in kilometres, nearest first. One query."""
    south, west, north, east = bounding_box(latitude, longitude, radius_km)
    rows = []
    for municipality in Municipality.objects.filter(latitude__range=(south, north), longitude__range=(west, east)):
        assert municipality.latitude is not None  # what the filter asked
        assert municipality.longitude is not None
        away = distance_km(latitude, longitude, municipality.latitude, municipality.longitude)
        if away <= radius_km:
            rows.append((municipality, away))
    return sorted(rows, key=lambda row: (row[1], row[0].pk))


def outlines_of(kind: OutlineKind | str, codes: Collection[str]) -> dict[str, Geometry]:
    """The known outlines, by code. One query."""
    return dict(Outline.objects.filter(kind=kind, code__in=codes).values_list("code", "geometry"))


def stored_honeycomb(key: str) -> HexagonalMap | None:
    """The map computed under that key, or None; a GET computes nothing."""
    return HexagonalMap.objects.filter(pk=key).first()


def honeycomb_cells(key: str) -> list[HexCell]:
    """The cells of a stored map, with names and populations; empty when there is none. Two queries."""
    stored = stored_honeycomb(key)
    if stored is None:
        return []
    rows = Municipality.objects.filter(insee_code__in=stored.cells).values_list("insee_code", "name", "population")
    return [HexCell(code, name, population or 0, *stored.cells[code]) for code, name, population in rows]


def department_codes() -> list[str]:
    """Codes of all departments, in order."""
    return list(Department.objects.order_by("code").values_list("code", flat=True))

"""Where an organization is, as far as it is known, and how far two such places are from each other."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from essaim.kernel.text import fold
from essaim.territory.finder import Found, MunicipalityFinder
from essaim.territory.finder import Place as Municipality
from essaim.territory.geometry import distance_km
from essaim.territory.names import bare_name, department_of_code, plain_name, postal_code, split_code, split_department

from .names import stem

NEAR_KM = 12  # a neighbouring commune: bodies move there, files take it for the other


class Apart(StrEnum):
    """How far two places are from each other."""

    SAME = "same"  # the same commune
    NEAR = "near"  # a neighbouring commune, or only the postal code is common
    DEPARTMENT = "department"  # the same department, another commune
    ELSEWHERE = "elsewhere"  # another commune, the department of one of them not being known
    FAR = "far"  # another department
    UNKNOWN = "unknown"  # one of them, or both, is not known well enough
    UNKNOWN_IN_DEPARTMENT = "unknown_in_department"  # the department agrees and nothing more is known


@dataclass(frozen=True)
class Whereabouts:
    """What is known of a place: any part may be empty. Departments are those of the INSEE (2A, 974)."""

    insee: str = ""
    postal: str = ""
    department: str = ""
    city: str = ""  # as territory.names.plain_name gives it
    latitude: float | None = None
    longitude: float | None = None
    postal_codes: tuple[str, ...] = ()  # of the commune
    department_name: str = ""  # folded

    @cached_property
    def departments(self) -> tuple[str, ...]:
        if self.department:
            return (self.department,)
        code = self.insee or self.postal
        if self.insee[:2] in ("2A", "2B"):
            return (self.insee[:2],)
        return department_of_code(code) if code else ()

    @cached_property
    def local_stems(self) -> frozenset[str]:
        """Words that tell nothing in the name of a body that is there: its commune, its department and its number."""
        words = [*self.city.split(), *self.department_name.split(), *self.departments]
        return frozenset(stem(word) for word in words)

    @cached_property
    def department_stems(self) -> frozenset[str]:
        """The words of the department's name: none for `Nord`, which is as often a point of the compass."""
        return frozenset(stem(word) for word in bare_name(self.department_name).split() if self.department != "59")

    @cached_property
    def bare_city(self) -> str:
        return bare_name(self.city)


NOWHERE = Whereabouts()


def _whereabouts(municipality: Municipality, postal: str, finder: MunicipalityFinder) -> Whereabouts:
    return Whereabouts(
        municipality.insee_code,
        postal,
        municipality.department,
        plain_name(municipality.name),
        municipality.latitude,
        municipality.longitude,
        municipality.postal_codes,
        next((name for name, code in finder.departments.items() if code == municipality.department), ""),
    )


def read_place(
    text: str = "",
    *,
    insee: str = "",
    postal: str = "",
    city: str = "",
    department: str = "",
    finder: MunicipalityFinder | None = None,
) -> Whereabouts:
    """Read a place from a free text (`62400 Béthune`, `Béthune (62)`, `62`) or from separate cells.

    `finder` (territory.queries.municipality_finder) tells the commune, its department and its centre; without it the
    words themselves are compared. Never raises.
    """
    code = ""
    if text:
        code, rest = split_code(text)
        if not code:
            rest, found = split_department(_department_first(rest))
            department = department or found
        if not department and rest.strip().isalnum() and rest.strip()[:2].isdigit() and len(rest.strip()) <= 3:
            department, rest = rest.strip().upper(), ""
        city = city or rest
    postal = postal_code(postal) or code
    insee = postal_code(insee)
    if finder:
        answer = finder.find(name=city, postal=postal, insee=insee, department=department)
        if isinstance(answer, Found):
            return _whereabouts(answer.place, postal, finder)
        if not department and (known := finder.departments.get(fold(city))):
            return Whereabouts(insee, postal, known, "")
    return Whereabouts(insee, postal, department.strip().upper(), plain_name(city))


def _department_first(text: str) -> str:
    """`62 BETHUNE` → `BETHUNE (62)`; anything else as it is."""
    head, _space, rest = text.strip().partition(" ")
    if rest and ((head.isdigit() and len(head) in (2, 3)) or head.upper() in ("2A", "2B")):
        return f"{rest.strip(' -')} ({head})"
    return text


def apart(a: Whereabouts, b: Whereabouts) -> Apart:
    """Say how far the two places are."""
    if a.insee and b.insee:
        if a.insee == b.insee:
            return Apart.SAME
        if None not in (a.latitude, a.longitude, b.latitude, b.longitude):
            away = distance_km(a.latitude, a.longitude, b.latitude, b.longitude)  # type: ignore[arg-type]
            if away <= NEAR_KM:
                return Apart.NEAR
        return Apart.DEPARTMENT if _share_department(a, b) else Apart.FAR
    if (a.insee and b.postal in a.postal_codes and not b.city) or (
        b.insee and a.postal in b.postal_codes and not a.city
    ):
        return Apart.SAME
    if a.departments and b.departments and not _share_department(a, b):
        return Apart.FAR
    if a.city and b.city:
        if _same_city(a, b):
            return Apart.SAME
        if a.postal and a.postal == b.postal:
            return Apart.NEAR
        return Apart.DEPARTMENT if _share_department(a, b) else Apart.ELSEWHERE
    if a.postal and a.postal == b.postal:
        return Apart.SAME
    if a.postal and b.postal:
        return Apart.DEPARTMENT
    return Apart.UNKNOWN_IN_DEPARTMENT if _share_department(a, b) else Apart.UNKNOWN


def _share_department(a: Whereabouts, b: Whereabouts) -> bool:
    # Overseas, « 97 » stands for any of 971 to 978.
    return any(
        one == other or (one == "97" and other.startswith("97")) or (other == "97" and one.startswith("97"))
        for one in a.departments
        for other in b.departments
    )


def _same_city(a: Whereabouts, b: Whereabouts) -> bool:
    """The same name, but for a letter or for an end left out (`Bruay` for Bruay-la-Buissière)."""
    one, other = a.bare_city, b.bare_city
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 5 and long.startswith(short + " ") and short not in ("saint", "sainte"):
        return True
    return len(short) >= 6 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1

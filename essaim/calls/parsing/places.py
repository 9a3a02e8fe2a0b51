"""Where a call is open: names and codes as `Call.scale` and `Call.places` hold them."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from essaim.kernel.text import fold
from essaim.territory.reference import packaged_rows

from ..enums import Scale

_COUNTRY = {
    "france", "france entiere", "national", "france et territoires d outre mer", "toute la france", "pays", "metropole",
    "france metropolitaine", "territoire national", "fr",
}  # fmt: skip
_EUROPE = {"europe", "union europeenne", "ue", "european union"}
_CODE = re.compile(r"^(PAYS|REG|DEP|EPCI|COM)-?(\w+)$", re.IGNORECASE)
_LED = re.compile(r"^(?:region|departement|conseil (?:regional|departemental))(?: d[eu]s?| de la| d| de l)? ")
_ARTICLES = re.compile(r"^(?:de la|de l|du|des|de|la|le|les|l|d) ")
_WIDTH = {Scale.EUROPE: 0, Scale.COUNTRY: 1, Scale.REGION: 2, Scale.DEPARTMENT: 3, Scale.EPCI: 4, Scale.COMMUNE: 5}
ALL_REGIONS = 13  # those of the mainland: all of them is the country


@dataclass(frozen=True)
class Where:
    scale: str = Scale.UNKNOWN.value
    places: list[str] = field(default_factory=list)
    words: str = ""


@functools.cache
def _by_name() -> dict[str, str]:
    """Folded names of regions and departments → their place; a region wins over a department of the same name."""
    found = {fold(row["name"]): f"department:{row['code']}" for row in packaged_rows("departments")}
    return found | {fold(row["name"]): f"region:{row['code']}" for row in packaged_rows("regions")} | {
        "paca": "region:93", "region sud": "region:93", "sud": "region:93", "idf": "region:11", "reunion": "region:04",
        "corse": "region:94", "alsace": "department:67",
    }  # fmt: skip


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(
        f"{scale}:{row.get('code') or row['siren']}"
        for scale, name in (("region", "regions"), ("department", "departments"), ("epci", "intermunicipalities"))
        for row in packaged_rows(name)
    )


def read_where(names: Iterable[str], scale: str = "", code: str = "") -> Where:
    """Names of places (or one code with its scale), as a source writes them. What is not understood stays in words."""
    if scale and (made := _by_scale(scale, code)):
        return made
    labels = [one.strip(" -–") for one in names if one and one.strip(" -–")]
    places: list[str] = []
    lost: list[str] = []
    wide = ""
    for label in labels:
        plain = fold(label)
        if plain in _COUNTRY:
            wide = Scale.COUNTRY.value
        elif plain in _EUROPE:
            wide = wide or Scale.EUROPE.value
        elif place := _place(plain):
            places.append(place)
        else:
            lost.append(label)
    words = ", ".join(lost)[:300]
    return Where(wide, [], words) if wide else _gathered(places, words)


def read_codes(codes: Iterable[str]) -> Where:
    """Codes of the schema of data.gouv.fr: `PAYS-99100`, `REG-32`, `DEP-62`, `COM-987`."""
    places: list[str] = []
    lost: list[str] = []
    wide = ""
    for code in codes:
        found = _CODE.match(code.strip())
        if not found:
            lost.append(code.strip())
            continue
        kind, value = found[1].upper(), found[2].upper()
        if kind == "PAYS":
            wide = Scale.COUNTRY.value
            continue
        place = f"{ {'REG': 'region', 'DEP': 'department', 'EPCI': 'epci', 'COM': 'commune'}[kind] }:{value}"
        # Overseas collectivities (COM-987) are departments in INSEE's code when they are anywhere.
        if kind == "COM" and len(value) == 3:
            place = f"department:{value}"
        (places if place in _known() or (kind == "COM" and len(value) == 5) else lost).append(place)
    return Where(wide, [], "") if wide else _gathered(places, ", ".join(filter(None, lost))[:300])


def _place(plain: str) -> str:
    names = _by_name()
    for form in (plain, _LED.sub("", plain), _ARTICLES.sub("", _LED.sub("", plain))):
        if form in names:
            return names[form]
    if found := re.search(r"\b(\d{2,3}|2[ab])$", plain):
        place = f"department:{found[1].upper()}"
        return place if place in _known() else ""
    return ""


def _by_scale(scale: str, code: str) -> Where | None:
    """The scales of Aides-territoires, with the code of the perimeter."""
    plain = fold(scale)
    if plain in ("pays", "country", "national"):
        return Where(Scale.COUNTRY.value)
    if plain in ("continent", "europe"):
        return Where(Scale.EUROPE.value)
    kinds = {"region": "region", "departement": "department", "department": "department", "epci": "epci",
             "commune": "commune"}  # fmt: skip
    kind = kinds.get(plain)
    return _gathered([f"{kind}:{code}"], "") if kind and code else None


def _gathered(places: list[str], words: str) -> Where:
    """The widest scale names the whole; all the regions are the country."""
    distinct = list(dict.fromkeys(places))
    if not distinct:
        return Where(words=words)
    mainland = {one for one in distinct if one.startswith("region:") and len(one) == 9 and one[7] != "0"}
    if len(mainland) >= ALL_REGIONS:
        return Where(Scale.COUNTRY.value, [], words)
    scales = [Scale(one.partition(":")[0]) for one in distinct]
    return Where(min(scales, key=_WIDTH.__getitem__).value, distinct, words)

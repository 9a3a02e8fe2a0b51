"""BOAMP, the notices of public contracts (domain.md §4.2): pages of an Explore API, without key. `donnees` is JSON in a
string, of two families of schemas; its texts hold entities. A notice that corrects or cancels names the first one."""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urlencode

from ..enums import CallKind
from ..found import Found, Refused
from ..parsing import as_list, read_amounts, read_day, read_deadline, read_where, reserved_in, text_of
from .reader import CANCELLED, OPEN, Ask, Reader, call, each, joined, load_json, rows_of

ADDRESS = "https://boamp-datadila.opendatasoft.com/api/explore/v2.1/catalog/datasets/boamp/records"
PAGE = 100
MOST_PAGES = 20
MOST_WORDS = 200
_TYPES = {"SERVICES": "Services", "FOURNITURES": "Fournitures", "TRAVAUX": "Travaux"}


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "results", "records"), _call)


def _call(row: dict[str, Any]) -> Found:
    notice = text_of(row.get("idweb")) or text_of(row.get("id")).replace("_", "-")
    data = row.get("donnees")
    told = load_json(data.encode()) if isinstance(data, str) and data.strip() else data
    words = list(_words(told))
    lines = dict.fromkeys(unescape(one) for one in words if len(one) > 12 and not one.startswith("http"))
    reserved = reserved_in(" ".join([text_of(row.get("objet")), *words]))
    earlier = as_list(row.get("annonces_anterieures")) or as_list(row.get("annonce_lie"))
    folder = text_of(row.get("contractfolderid")) or f"boamp:{(earlier[-1] if earlier else notice).replace('_', '-')}"
    state = text_of(row.get("etat")).upper()
    departments = as_list(row.get("code_departement_prestation")) or as_list(row.get("code_departement"))
    return call(
        row,
        external_id=notice,
        title=unescape(text_of(row.get("objet"))),
        kind=(CallKind.RESERVED_TENDER if reserved else CallKind.TENDER).value,
        funders=[unescape(text_of(row.get("nomacheteur")))],
        description=joined(*list(lines)[:MOST_WORDS]),
        where=read_where([], "departement", departments[0]) if len(departments) == 1 else read_where(departments),
        published_on=read_day(row.get("dateparution")),
        deadline=read_deadline(row.get("datelimitereponse")),
        amounts=read_amounts(""),
        audiences=["private_sector", "ess"],
        themes=[*(_TYPES.get(one.upper(), one) for one in as_list(row.get("type_marche"))),
                *as_list(row.get("descripteur_libelle"))],
        cpv=_cpv(told),
        reserved_for=reserved,
        url=text_of(row.get("url_avis")),
        application_url=_profile(told),
        contract_folder=folder[:120],
        status=CANCELLED if "ANNUL" in state or "annul" in text_of(row.get("nature_libelle")).lower() else OPEN,
    )  # fmt: skip


def _words(data: Any, depth: int = 0) -> Iterator[str]:
    """Every text of the notice, in order."""
    if depth > 30:
        return
    if isinstance(data, str):
        if text := " ".join(data.split()):
            yield text
    elif isinstance(data, dict):
        for value in data.values():
            yield from _words(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value, depth + 1)


def _named(data: Any, wanted: tuple[str, ...], depth: int = 0) -> Iterator[str]:
    """Texts under keys of these names, wherever they are."""
    if depth > 30:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            if any(word in key.lower() for word in wanted):
                yield from _words(value)
            else:
                yield from _named(value, wanted, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _named(value, wanted, depth + 1)


def _cpv(data: Any) -> list[str]:
    found = (one.replace(" ", "")[:8] for one in _named(data, ("cpv", "itemclassificationcode")))
    return list(dict.fromkeys(one for one in found if len(one) == 8 and one.isdecimal()))[:12]


def _profile(data: Any) -> str:
    return next((one for one in _named(data, ("urlprofilacheteur", "buyerprofileuri")) if one.startswith("http")), "")


def pages(address: str, options: Mapping[str, Any], _token: str, ask: Ask) -> Iterator[bytes]:
    """`options["departments"]`: codes; `options["where"]`: a condition of one's own (ODSQL)."""
    conditions = ["nature_categorise='appeloffre/standard'", "titulaire IS NULL"]
    if departments := options.get("departments"):
        conditions.append("(" + " OR ".join(f"code_departement='{_code(one)}'" for one in departments) + ")")
    if own := options.get("where"):
        conditions.append(f"({own})")
    for page in range(MOST_PAGES):
        asked = {
            "where": " AND ".join(conditions), "limit": PAGE, "offset": page * PAGE, "order_by": "dateparution DESC"
        }  # fmt: skip
        payload = ask(f"{address}?{urlencode(asked)}")
        yield payload
        if len(rows_of(payload, "results", "records")) < PAGE:
            return


def _code(department: Any) -> str:
    return "".join(sign for sign in str(department) if sign.isalnum())[:3]


READER = Reader(read, pages, ADDRESS, complete=False, options={"departments": ["62", "59"]})

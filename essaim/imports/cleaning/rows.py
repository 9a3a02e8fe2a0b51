"""Read the cells of a row into a Record."""

from collections.abc import Callable, Sequence

from essaim.organizations.enums import EssBasis, Family, NafNomenclature, StatusKind
from essaim.organizations.identifiers import NotAnIdentifier, parse_vat
from essaim.organizations.legal import clean_naf, decide_ess, family_of, guess_legal_category, naf_label
from essaim.territory.finder import Found, How, MunicipalityFinder
from essaim.territory.names import postal_code

from ..enums import Target
from . import text as read
from .address import split_address, tidy_street
from .coordinates import read_point
from .names import fold_name, sounds_public, tidy_name
from .numbers import read_number
from .record import PlaceSaid, Record
from .statuses import read_statuses

T = Target
(
    _NAME, _NIC, _HEAD, _LEGAL, _ESS, _NAF, _NAF25, _ACTIVE, _VAT, _ADDRESS, _EXTRA, _POSTAL, _CITY, _INSEE,
    _DEPARTMENT, _LATITUDE, _LONGITUDE, _X, _Y,
) = (
    str(target)
    for target in (
        T.NAME, T.NIC, T.HEAD_OFFICE, T.LEGAL, T.ESS, T.NAF, T.NAF25, T.ACTIVE, T.VAT, T.ADDRESS, T.EXTRA,
        T.POSTAL_CODE, T.CITY, T.INSEE, T.DEPARTMENT, T.LATITUDE, T.LONGITUDE, T.X, T.Y,
    )
)  # fmt: skip
_STREET = tuple(map(str, (T.STREET_NUMBER, T.STREET_REPETITION, T.STREET_KIND, T.STREET)))
NUMBERS = (T.SIRET, T.SIREN, T.IDENTIFIER)
# Statuses that only a structure of the social economy has, whatever its form: loi n° 2014-856 art. 1 and L3332-17-1.
_OF_ESS = {StatusKind.ESUS}
_PLAIN: dict[str, tuple[Callable[[str], object], str]] = {
    T.ACRONYM: (lambda cell: read.one_line(cell)[:40], "acronym"),
    T.HEADCOUNT: (read.read_headcount, "headcount"),
    T.FOUNDED: (read.read_date, "founded_on"),
    T.CLOSED: (read.read_date, "closed_on"),
    T.SUMMARY: (lambda cell: _cut(read.one_line(cell), 240), "summary"),
    T.DESCRIPTION: (lambda cell: cell.strip()[:20_000], "description"),
    T.WEBSITE: (read.read_url, "website"),
    T.EMAIL: (read.read_email, "email"),
    T.PHONE: (read.read_phone, "phone"),
}
# An unreadable value of these deserves a word; « Effectif : PME » or an empty date does not.
_TOLD = {T.WEBSITE, T.EMAIL, T.PHONE}


class RowReader:
    """Reads rows by a mapping. `columns`: a Target or "" for each column; `finder` tells the communes."""

    def __init__(self, columns: Sequence[str], finder: MunicipalityFinder) -> None:
        # Plain text keys: a member of an enumeration is hashed in Python, for each cell of each row.
        self._single = {str(target): i for i, target in enumerate(columns) if target}
        # A target that no column feeds is read at the end of the row, where an empty cell stands.
        self._at = dict.fromkeys(map(str, Target), -1) | self._single
        self._street = [self._single[target] for target in _STREET if target in self._single]
        self._statuses = [i for i, target in enumerate(columns) if target == T.STATUS]
        self._others = [i for i, target in enumerate(columns) if target == T.OTHER_NAME]
        self._plain = [(i, *_PLAIN[t], t) for i, t in enumerate(columns) if t in _PLAIN]
        self._numbers = [(self._single[t], t) for t in (*NUMBERS, T.RNA) if t in self._single]
        self._width = len(columns)
        self._finder = finder

    def read(self, number: int, cells: Sequence[str]) -> Record:
        """Return the Record of a row; its `refusal` says why it cannot be taken."""
        record = Record(number)
        found, beyond = len(cells), cells[self._width :]
        cells = [*map(str.strip, cells[: self._width]), *[""] * (max(self._width - found, 0) + 1)]
        if beyond and any(map(str.strip, beyond)):
            record.refusal = ("too_many_cells", {"cells": found, "columns": self._width})
            record.name = tidy_name(cells[self._at[_NAME]])
            return record
        if not any(cells):
            record.refusal = ("empty", {})
            return record
        record.name = tidy_name(cells[self._at[_NAME]])
        record.folded = fold_name(record.name) if record.name else ""
        self._read_numbers(record, cells)
        if record.refusal:
            return record
        if record.name and not any(map(str.isalpha, record.name)) and not (record.siren or record.rna):
            record.refusal = ("name_is_number", {"value": record.name})
            return record
        values = record.values
        for index, reader, field, target in self._plain:
            if cell := cells[index]:
                if value := reader(cell):
                    values[field] = value
                elif target in _TOLD:
                    record.notes.append(("value_left_out", {"value": cell[:80]}))
        statuses = [status for index in self._statuses for status in read_statuses(cells[index])]
        record.statuses = tuple(dict.fromkeys(statuses))
        record.other_names = tuple(
            name for index in self._others if (name := tidy_name(cells[index])) and fold_name(name) != record.folded
        )
        if cell := cells[self._at[_VAT]]:
            try:
                values["vat_number"] = parse_vat(cell, siren=record.siren or None)
            except NotAnIdentifier as error:
                record.notes.append(("number_left_out", {"value": cell[:60], "why": error.sentence}))
        self._read_form(record, cells)
        record.place = self._read_place(record, cells)
        if cells[self._at[_ACTIVE]] and read.read_yes(cells[self._at[_ACTIVE]]) is False:
            values["listed"] = False
        return record

    def _read_numbers(self, record: Record, cells: Sequence[str]) -> None:
        bad: list[tuple[str, str]] = []
        for index, target in self._numbers:
            if not (cell := cells[index]):
                continue
            found = read_number(cell)
            if found.siret and not record.siret and (not record.siren or found.siren == record.siren):
                record.siret = found.siret
            record.siren = record.siren or found.siren
            record.rna = record.rna or found.rna
            record.lost = record.lost or found.lost
            if found.why and not (target == T.RNA and cell[:1] not in "Ww"):
                bad.append((cell[:60], found.why))
        if record.siren and not record.siret and (nic := cells[self._at[_NIC]]):
            record.siret = read_number(record.siren + nic.removesuffix(".0").zfill(5)).siret
        if not bad:
            return
        cell, why = bad[0]
        if record.siren or record.rna:
            record.notes.append(("number_left_out", {"value": cell, "why": why}))
        elif not record.lost:
            record.refusal = ("bad_number", {"value": cell, "why": why})
        else:
            record.notes.append(("bad_number", {"value": cell, "why": why}))

    def _read_form(self, record: Record, cells: Sequence[str]) -> None:
        values = record.values
        words = cells[self._at[_LEGAL]]
        guess = guess_legal_category(words) if words else None
        category = guess.category if guess else ""
        kind = guess.cooperative_kind if guess else ""
        flag = "O" if read.read_yes(cells[self._at[_ESS]]) else ""
        read_form(record, category=category, kind=kind, flag=flag)
        for target, field in ((_NAF, "naf_code"), (_NAF25, "naf25_code")):
            if cell := cells[self._at[target]]:
                code = clean_naf(cell)
                if len(code) <= 6 and code[:2].isdigit() and code[-1:].isalpha():
                    values[field] = code
                    if field == "naf_code" and naf_label(code):
                        values["naf_nomenclature"] = str(NafNomenclature.REV2)

    def _read_place(self, record: Record, cells: Sequence[str]) -> PlaceSaid | None:
        street, postal, city = split_address(address) if (address := cells[self._at[_ADDRESS]]) else ("", "", "")
        if named := " ".join([cells[index] for index in self._street if cells[index]]):
            street = tidy_street(named)
        if extra := cells[self._at[_EXTRA]]:
            street = tidy_street(f"{street}, {extra}" if street else extra)
        postal = cells[self._at[_POSTAL]] or postal
        city = read.one_line(cells[self._at[_CITY]] or city)[:80]
        insee = cells[self._at[_INSEE]]
        department = cells[self._at[_DEPARTMENT]]
        latitude, longitude = None, None
        if _LATITUDE in self._single:
            latitude, longitude = read_point(
                read.read_float(cells[self._at[_LATITUDE]]), read.read_float(cells[self._at[_LONGITUDE]]),
                axes=False,
            )  # fmt: skip
        elif _X in self._single:
            latitude, longitude = read_point(
                read.read_float(cells[self._at[_X]]), read.read_float(cells[self._at[_Y]]), axes=True
            )
        head = read.read_yes(cells[self._at[_HEAD]]) if _HEAD in self._single else None
        return locate(
            record, self._finder, siret=record.siret, street=street, postal=postal, city=city, insee=insee,
            department=department, point=(latitude, longitude), head_office=head,
        )  # fmt: skip


def read_form(record: Record, *, category: str, kind: str = "", flag: str = "") -> None:
    """Write what the legal form tells: family, kind of cooperative, why it is of the social economy, public or not."""
    values = record.values
    if category:
        values["legal_category"] = category
    if kind:
        values["cooperative_kind"] = str(kind)
    # SIREN that begin with 1 or 2 are those of the State and of local authorities.
    record.public = category.startswith(("71", "72", "73", "74")) or (
        not category and (record.siren[:1] in ("1", "2") or (sounds_public(record.folded) and not record.rna))
    )
    if record.public:
        values["family"] = str(Family.OTHER)
        return
    decision = decide_ess(legal_category=category, cooperative_kind=kind, sirene_flag=flag)
    if not decision and record.rna:
        # Only associations have an RNA number, and they are of the social economy by their form.
        decision = decide_ess(legal_category="9220")
        values.setdefault("family", str(Family.ASSOCIATION))
    if family := family_of(category, cooperative_kind=kind, ess=bool(decision) or bool(_OF_ESS & set(record.statuses))):
        values["family"] = str(family)
    if decision.basis != EssBasis.UNKNOWN:
        values["ess_basis"], values["ess_note"] = str(decision.basis), decision.note[:200]


def locate(
    record: Record, finder: MunicipalityFinder, *, siret: str, street: str, postal: str, city: str, insee: str,
    department: str, point: tuple[float | None, float | None], head_office: bool | None,
) -> PlaceSaid | None:  # fmt: skip
    """Return the place of a row, its commune told by the finder; write the department when that is all there is."""
    code = postal_code(postal) if postal else ""
    found_code = ""
    if city or code or insee:
        answer = finder.find(name=city, postal=code, insee=insee, department=department)
        if isinstance(answer, Found):
            found_code = answer.place.insee_code
            if answer.how == How.CLOSE and city:
                record.notes.append(("guessed_city", {"value": city, "found": answer.place.name}))
            city = city or answer.place.name
        elif city:
            record.notes.append(("unknown_city", {"value": city}))
    if not found_code and department:
        record.department = finder.department_code(department)
    place = PlaceSaid(siret, street, code, city, found_code, point[0], point[1], head_office)
    return place if place.is_somewhere else None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"

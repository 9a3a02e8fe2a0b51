"""vCard 4.0 (RFC 6350) and 3.0 (RFC 2426): what address books take."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC

from .columns import family_label, people_labels
from .entries import Entry

LINE = 75  # octets, without the line break (RFC 6350 §3.2)


def cards(entries: Iterable[Entry], sectors: dict[str, str], *, version: str = "4.0") -> Iterator[str]:
    """Yield one card for each organization; `version` is "4.0" or "3.0"."""
    for entry in entries:
        yield "".join(fold(line) for line in _lines(entry, sectors, version))


def escape(text: str) -> str:
    r"""Escape a text value: `\` `,` `;` and line breaks (RFC 6350 §3.4). Other control characters go."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    text = re.sub(r"\r\n?|\n|\u2028|\u2029", r"\\n", text)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


def fold(line: str) -> str:
    """Part a line in pieces of 75 octets at most, each next one begun by a space; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _uri(text: str) -> str:
    """An address, on one line and without what would begin another property."""
    return re.sub(r"[\x00-\x20\x7f]", "", text)


def _number(phone: str) -> str:
    """`03 21 00 00 01` → `+33321000001`: a tel: address names the country (RFC 3966)."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"+33{digits[1:]}" if re.fullmatch(r"0\d{9}", digits) else digits


def _lines(entry: Entry, sectors: dict[str, str], version: str) -> Iterator[str]:
    modern = version == "4.0"
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"FN:{escape(entry.name)}"
    if modern:
        yield "KIND:org"
    else:
        yield "N:;;;;"  # required by RFC 2426; an organization has none
        yield "X-ABSHOWAS:COMPANY"
    yield f"ORG:{escape(entry.name)}"
    if entry.acronym:
        yield f"NICKNAME:{escape(entry.acronym)}"
    if entry.street or entry.municipality:
        country = "France" if entry.municipality else ""
        parts = ("", "", entry.street, entry.municipality, "", entry.postal_code, country)
        yield ("ADR;TYPE=work:" if modern else "ADR;TYPE=WORK:") + ";".join(map(escape, parts))
    if entry.latitude is not None and entry.longitude is not None:
        both = f"{entry.latitude:.6f}", f"{entry.longitude:.6f}"
        yield "GEO:geo:" + ",".join(both) if modern else "GEO:" + ";".join(both)
    if entry.phone:
        yield (
            f"TEL;VALUE=uri;TYPE=work,voice:tel:{_number(entry.phone)}"
            if modern
            else f"TEL;TYPE=WORK,VOICE:{escape(entry.phone)}"
        )
    if entry.email:
        yield f"EMAIL;TYPE=work:{escape(entry.email)}" if modern else f"EMAIL;TYPE=INTERNET:{escape(entry.email)}"
    if entry.website:
        yield f"URL:{_uri(entry.website)}"
    if names := [sectors.get(code, code) for code in entry.sectors]:
        yield "CATEGORIES:" + ",".join(map(escape, names))
    note = [family_label(entry), entry.summary, *people_labels(entry)]
    if text := "\n".join(filter(None, note)):
        yield f"NOTE:{escape(text)}"
    yield f"SOURCE:{_uri(entry.url)}"
    yield f"UID:{_uri(entry.url)}"
    stamp = entry.updated_at.astimezone(UTC)
    yield f"REV:{stamp:%Y%m%dT%H%M%SZ}" if modern else f"REV:{stamp:%Y-%m-%dT%H:%M:%SZ}"
    yield "END:VCARD"

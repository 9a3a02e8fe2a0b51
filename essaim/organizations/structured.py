"""An organization for machines: schema.org JSON-LD for search engines, vCard for address books.

Only what visitors see goes in. Sources: schema.org/Organization and schema.org/NGO; RFC 2426 (vCard 3.0, which every
address book still reads).
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from .enums import Family
from .models import Organization, Place
from .naming import folded

_NOT_FOR_PROFIT = {Family.ASSOCIATION, Family.FOUNDATION}


def absolute(path: str) -> str:
    """Return the full address of a path of this installation."""
    return f"{settings.ESSAIM_URL}{path}"


def json_ld(
    organization: Organization, *, head: Place | None, served: Sequence[str], skills: Sequence[str],
    links: Sequence[str], image: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Return the schema.org description. `served`: names of territories; `links`: addresses; `image`: a path or ''."""
    address = absolute(organization.get_absolute_url())
    numbers = (("SIREN", organization.siren), ("SIRET", organization.siret), ("RNA", organization.rna))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO" if organization.family in _NOT_FOR_PROFIT else "Organization",
        "@id": address,
        "name": organization.name,
        "alternateName": organization.acronym,
        "url": organization.website or address,
        "description": organization.summary,
        "foundingDate": organization.founded_on.isoformat() if organization.founded_on else "",
        "dissolutionDate": organization.closed_on.isoformat() if organization.closed_on else "",
        "email": organization.email,
        "telephone": organization.phone,
        "vatID": organization.vat_number,
        "logo": absolute(image) if image else "",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in numbers if value
        ],
        "address": _address(head) if head else {},
        "location": _location(head) if head else {},
        "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in served],
        "knowsAbout": list(skills),
        "sameAs": [address, *links] if organization.website else list(links),
    }
    return {name: value for name, value in data.items() if value}


def _address(place: Place) -> dict[str, str]:
    values = {
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.municipality.name if place.municipality else place.city,
    }
    if not any(values.values()):
        return {}
    return {"@type": "PostalAddress", "addressCountry": "FR"} | {name: value for name, value in values.items() if value}


def _location(place: Place) -> dict[str, Any]:
    if place.latitude is None or place.longitude is None:
        return {}
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "Place", "geo": geo}


def vcard(organization: Organization, *, head: Place | None, sectors: Sequence[str]) -> str:
    """Return the card of an organization for an address book, lines ended by CRLF and folded at 75 octets."""
    city = (head.municipality.name if head.municipality else head.city) if head else ""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{absolute(organization.get_absolute_url())}",
        f"FN:{_text(organization.name)}",
        "N:;;;;",
        f"ORG:{_text(organization.name)}",
        "X-ABShowAs:COMPANY",
        f"REV:{organization.updated_at:%Y%m%dT%H%M%SZ}",
    ]
    if organization.acronym:
        lines.append(f"NICKNAME:{_text(organization.acronym)}")
    if organization.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_text(organization.phone)}")
    if organization.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_text(organization.email)}")
    if head and (head.street or city):
        lines.append(f"ADR;TYPE=WORK:;;{_text(head.street)};{_text(city)};;{_text(head.postal_code)};France")
    if head and head.latitude is not None and head.longitude is not None:
        lines.append(f"GEO:{head.latitude:.6f};{head.longitude:.6f}")
    if organization.website:
        lines.append("URL:" + "".join(organization.website.split()))
    if organization.summary:
        lines.append(f"NOTE:{_text(organization.summary)}")
    if sectors:
        lines.append("CATEGORIES:" + ",".join(map(_text, sectors)))
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def vcard_name(organization: Organization) -> str:
    return (folded(organization.name, 60).replace(" ", "-") or "structure") + ".vcf"


def _text(value: str) -> str:
    """Escape a text for a vCard value; line ends of any kind become the escaped one."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> str:
    """Cut a line at 75 octets, never inside a character; what follows begins with a space."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        limit = 75 if not pieces else 74
        if len((piece + character).encode()) > limit:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])

"""What connectors share: payloads opened, rows made or refused, pages asked for."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..cleaning import clean, one_line, plain_text, web_address
from ..enums import CallKind, CallStatus
from ..found import Found, Refused
from ..parsing import Amounts, Where, markdown, sectors_in

MOST_DEPTH = 40
CELL = 2 * 1024 * 1024  # a longer cell is a quote that was never closed


class Broken(Refusal):
    """The payload as a whole cannot be read: nothing of it is believed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="broken")


# Asks an address with the politeness of `live`: (url, headers, method) → the content.
Ask = Callable[..., bytes]


def one_page(address: str, _options: Mapping[str, Any], _token: str, ask: Ask) -> Iterator[bytes]:
    """The address as it is: one payload."""
    yield ask(address)


@dataclass(frozen=True)
class Reader:
    """`read(payload, options)`: pure. `pages(address, options, token, ask)`: the payloads of a live reading, one after
    the other. `complete`: a good reading has all the calls that stand, so that those it lacks are gone."""

    read: Callable[[bytes, Mapping[str, Any]], Iterable[Found | Refused]]
    pages: Callable[[str, Mapping[str, Any], str, Ask], Iterator[bytes]] = one_page
    address: str = ""  # the usual one
    complete: bool = True
    needs_token: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


def load_json(payload: bytes) -> Any:
    """Raises Broken."""
    try:
        return json.loads(payload.decode("utf-8-sig"), parse_constant=lambda _word: None)
    except (ValueError, RecursionError):
        raise Broken(_("Ce n'est pas du JSON : le fichier est abîmé, ou la source a répondu autre chose.")) from None


def rows_of(payload: bytes, *keys: str) -> list[Any]:
    """The list of a JSON payload: itself, or under one of these keys. Raises Broken when there is none."""
    data = load_json(payload)
    if isinstance(data, dict):
        data = next((data[key] for key in keys if isinstance(data.get(key), list)), data)
    if not isinstance(data, list):
        raise Broken(_("La forme de cette source a changé : nous n'y trouvons plus la liste des appels."))
    return data


def load_csv(payload: bytes, wanted: Iterable[str]) -> list[dict[str, str]]:
    """Rows by header. Raises Broken when a wanted column lacks, or the file is no table."""
    text = decode(payload)
    first = text.split("\n", 1)[0]
    csv.field_size_limit(CELL)
    try:
        delimiter = max(";,\t|", key=first.count)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [{key: value or "" for key, value in row.items() if isinstance(key, str)} for row in reader]
    except csv.Error:
        raise Broken(_("Ce tableau est abîmé : un guillemet y est ouvert et jamais refermé.")) from None
    missing = [name for name in wanted if name not in (reader.fieldnames or ())]
    if missing:
        raise Broken(_("La forme de cette source a changé : la colonne « %(name)s » manque.") % {"name": missing[0]})
    return rows


def decode(payload: bytes) -> str:
    """UTF-8, else as Windows writes."""
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("cp1252", "replace")


def each(rows: Iterable[Any], make: Callable[[dict[str, Any]], Found]) -> Iterator[Found | Refused]:
    """Make a call of each row, or say why not. One bad row never stops the others."""
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            yield Refused(number, "", _("Cette ligne n'est pas une fiche."))
            continue
        try:
            yield make(row)
        except Refusal as refusal:
            yield Refused(number, title_of(row), refusal.sentence)
        except (AttributeError, TypeError, KeyError, ValueError, IndexError, ArithmeticError, RecursionError):
            yield Refused(number, title_of(row), _("Cette fiche est écrite d'une façon que nous ne savons pas lire."))


def title_of(row: Mapping[str, Any]) -> str:
    """Something by which a person finds the row again."""
    for name in ("title", "titre", "name", "nom", "Nom", "objet", "id"):
        if isinstance(row.get(name), str | int) and str(row[name]).strip():
            return one_line(row[name], 120)
    return ""


def call(
    raw: Any, *, external_id: Any, title: Any, where: Where | None = None, amounts: Amounts | None = None,
    description: str = "", eligibility: str = "", **values: Any,
) -> Found:  # fmt: skip
    """A call of cleaned values. Refuses one without title or without identity (`title`, `identity`)."""
    made = one_line(title)
    if not made:
        raise Refusal(_("Sans titre : on ne saurait pas de quoi il s'agit."), code="title")
    identity = " ".join(str(external_id or "").split())
    if not identity:
        raise Refusal(_("Sans identifiant ni adresse : on ne saurait pas la reconnaître demain."), code="identity")
    if len(identity) > 250:
        identity = "sha256:" + hashlib.sha256(identity.encode()).hexdigest()
    for name in ("url", "application_url"):
        if name in values:
            values[name] = web_address(values[name])
    values["funders"] = _short(values.get("funders", []), 160)
    values["themes"] = _short(values.get("themes", []), 80)
    values["contact"] = plain_text(str(values.get("contact") or ""))[:600]
    if where is not None:
        values |= {"scale": where.scale, "places": where.places, "territory_words": where.words}
    if amounts is not None:
        values |= {
            "amount_min_cents": amounts.low, "amount_max_cents": amounts.high, "rate_min": amounts.rate_low,
            "rate_max": amounts.rate_high,
        }  # fmt: skip
    values["amount_words"] = one_line(values.get("amount_words", ""), 600)
    values.setdefault("sectors", sectors_in(values["themes"], made))
    if values.get("deadline"):
        values["permanent"] = False
    return Found(
        external_id=identity, title=made, description=clean(description), eligibility=clean(eligibility), raw=raw,
        **values,
    )  # fmt: skip


def _short(texts: Iterable[str], most: int) -> list[str]:
    """Twelve lines at most, each once."""
    return list(dict.fromkeys(filter(None, (one_line(one, most) for one in texts))))[:12]


def joined(*parts: str) -> str:
    """Texts one after the other, as paragraphs of HTML."""
    return "\n".join(clean(part) for part in parts if part and part.strip())


def from_markdown(text: str) -> str:
    return markdown(text) if text else ""


def identity_of(*parts: str) -> str:
    """For rows without identifier: what does not change from one day to the next."""
    return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def origin(address: str) -> str:
    """`https://example.org` of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


TENDERS = (CallKind.TENDER.value, CallKind.RESERVED_TENDER.value)
CANCELLED, CLOSED, OPEN = CallStatus.CANCELLED.value, CallStatus.CLOSED.value, CallStatus.OPEN.value

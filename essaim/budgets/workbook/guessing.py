"""What a stranger's table means: its heads, its accounts, its amounts."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

from ..engine import ACCOUNTS
from ..enums import Funding
from ..labels import DETAILS, HEADS
from .columns import COLUMNS, GUESSES

DEEPEST = 20  # rows above the heads
_NUMBER = re.compile(r"^\s*(\d{2,})")
_WORDS = {
    "benevol": "volunteers", "volont": "volunteers", "prestation": "services", "service": "services", "don": "gifts",
    "mecenat": "gifts", "mise a disposition": "provision", "secours": "relief", "gift": "gifts",
    "volunteer": "volunteers",
}  # fmt: skip


def heads_of(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    """The row of the heads and where each column stands; None when there are none to be understood."""
    for place, row in enumerate(rows[:DEEPEST]):
        found = _columns(row)
        if "cents" in found and ({"label", "account", "code"} & set(found)):
            return place, found
        if {"quantity", "unit_cents"} <= set(found) and {"label", "account"} & set(found):
            return place, found
    return None


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Names of ours by best match: the whole head first, then its longest beginning."""
    matches: list[tuple[int, str, int]] = []
    for place, cell in enumerate(row):
        head = fold(str(cell or ""))
        if not head:
            continue
        for name, guesses in GUESSES.items():
            own = {fold(str(COLUMNS[name]))}
            for guess in {*guesses, *own}:
                if head == guess:
                    matches.append((1000 + len(guess), name, place))
                elif head.startswith(f"{guess} "):
                    matches.append((len(guess), name, place))
    found: dict[str, int] = {}
    for _score, name, place in sorted(matches, key=lambda one: (-one[0], one[2])):
        if name not in found and place not in found.values():
            found[name] = place
    return found


def account_of(text: Any) -> str:
    """The account that a cell means: our code, a number of the chart, or words of the grid. Refuses what it cannot
    tell, and the number 870 or 875 alone, which mean two things (engine.accounts)."""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    written = str(text or "").strip()
    if written in ACCOUNTS:
        return written
    folded = fold(written)
    if match := _NUMBER.match(written):
        group = match[1][:2]
        rest = fold(written[match.end() :])
        if group in ("86", "87"):
            return _in_kind(group, match[1], rest, written)
        if group in ACCOUNTS:
            return _detail(group, rest) or group
    for code in ACCOUNTS:
        label = DETAILS.get(code)
        if label is not None and fold(str(label)) == folded:
            return code
    for group, label in HEADS.items():
        if group in ACCOUNTS and fold(str(label)) == folded:
            return group
    if folded:
        for group in ("87", "86"):
            if "benevol" in folded and group == "86":
                return "86-volunteers"
    raise Refusal(_("le poste « %(text)s » n'est pas reconnu.") % {"text": written or _("vide")}, code="account")


def _detail(group: str, rest: str) -> str | None:
    """The detail whose words end the cell (« 64 Personnel : Charges sociales »)."""
    for code, label in DETAILS.items():
        if ACCOUNTS[code].group == group and rest and (rest == fold(str(label)) or rest.endswith(fold(str(label)))):
            return code
    return None


def _in_kind(group: str, number: str, rest: str, written: str) -> str:
    for word, nature in _WORDS.items():
        if word in rest and (code := f"{group}-{nature}") in ACCOUNTS:
            return code
    both = [code for code, one in ACCOUNTS.items() if one.group == group and number[:3] in (one.form, one.chart)]
    if len(both) == 1:
        return both[0]
    if both:
        raise Refusal(
            _("« %(text)s » dit deux choses : le formulaire et le plan comptable n'ont pas le même numéro. Ajoutez le "
              "mot : bénévolat, dons…") % {"text": written},
            code="account",
        )  # fmt: skip
    raise Refusal(_("« %(text)s » ne dit pas la nature : bénévolat, dons, prestations…") % {"text": written},
                  code="account")  # fmt: skip


def decimal_of(cell: Any) -> Decimal | None:
    """A number as typed or stored, two decimals; None for an empty cell. Refuses words."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | date):
        raise Refusal(_("« %(text)s » n'est pas un nombre.") % {"text": cell}, code="number")
    text = str(cell).replace("€", "").replace("%", "")
    text = "".join(text.split()).replace("\u202f", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise Refusal(_("« %(text)s » n'est pas un nombre.") % {"text": cell}, code="number") from None
    if not found.is_finite() or abs(found) > 10**10:
        raise Refusal(_("« %(text)s » n'est pas un montant.") % {"text": cell}, code="number")
    if found != found.quantize(Decimal("0.01")):
        if isinstance(cell, float) and abs(found - found.quantize(Decimal("0.01"))) < Decimal("0.000001"):
            return found.quantize(Decimal("0.01"))
        raise Refusal(_("« %(text)s » a plus de deux décimales.") % {"text": cell}, code="number")
    return found


def cents_of(cell: Any) -> int | None:
    found = decimal_of(cell)
    return None if found is None else int(found * 100)


def funding_of(cell: Any) -> str:
    """The state that words say; nothing when none is said."""
    folded = fold(str(cell or ""))
    words = {
        Funding.ASKED: ("demand", "asked", "request", "sollicit"),
        Funding.GRANTED: ("accord", "acquis", "obtenu", "granted", "notifi"),
        Funding.REFUSED: ("refus", "refused"), Funding.OWN: ("nous l avons", "own", "propre", "we have"),
    }  # fmt: skip
    for state, beginnings in words.items():
        if folded and (folded == fold(str(state.label)) or folded.startswith(beginnings)):
            return state
    if folded:
        raise Refusal(_("l'état « %(text)s » n'est pas reconnu : demandé, accordé, refusé…") % {"text": cell},
                      code="funding")  # fmt: skip
    return ""

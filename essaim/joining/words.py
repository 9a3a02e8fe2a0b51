"""Merge fields: what stands in braces in a message, and what takes its place for each structure."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.kernel.errors import Refusal

# Field → what it becomes, for the page where one writes.
FIELDS = {
    "structure": gettext_lazy("le nom de la structure"),
    "prenom": gettext_lazy("le prénom de la personne"),
    "nom": gettext_lazy("son prénom et son nom"),
    "commune": gettext_lazy("la commune de la structure"),
    "club": gettext_lazy("le nom du club"),
}
MEETING_FIELDS = {
    "rencontre": gettext_lazy("le titre de la rencontre"),
    "date": gettext_lazy("le jour de la rencontre"),
    "heure": gettext_lazy("l'heure du début"),
    "lieu": gettext_lazy("la salle et la commune"),
}
_FIELD = re.compile(r"\{([^{}\n]*)\}")
# An empty value takes away the space before it: « Bonjour {prenom}, » gives « Bonjour, ».
_SPACED = re.compile(r"[ \u00a0]?\{([^{}\n]*)\}")


def fields_in(text: str) -> list[str]:
    """Names in braces, in order, each once."""
    return list(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def check(text: str, *, with_meeting: bool, field: str) -> None:
    """Refuse a text with a field that does not exist, one of a meeting when there is none, or a lone brace."""
    unknown = [name for name in fields_in(text) if name not in FIELDS and name not in MEETING_FIELDS]
    if unknown:
        raise Refusal(
            ngettext(
                "Nous ne connaissons pas le champ %(names)s. Vous avez le choix entre %(known)s.",
                "Nous ne connaissons pas les champs %(names)s. Vous avez le choix entre %(known)s.",
                len(unknown),
            )
            % {"names": _braced(unknown), "known": _braced([*FIELDS, *(MEETING_FIELDS if with_meeting else {})])},
            code="unknown_field", field=field,
        )  # fmt: skip
    orphans = [name for name in fields_in(text) if name in MEETING_FIELDS]
    if orphans and not with_meeting:
        raise Refusal(
            _("%(names)s parle d'une rencontre. Choisissez-la, ou retirez ce champ.") % {"names": _braced(orphans)},
            code="no_meeting", field=field,
        )  # fmt: skip
    if re.search(r"[{}]", _FIELD.sub("", text)):
        raise Refusal(
            _("Une accolade est seule. Un champ s'écrit entre deux accolades, par exemple {prenom}."),
            code="lone_brace", field=field,
        )  # fmt: skip


def _braced(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in place of the fields. A value's own braces and line ends are not read again."""

    def put(found: re.Match) -> str:
        value = " ".join(values.get(found[1].strip(), "").split())
        if not value:
            return ""
        return f"{found[0][0] if found[0][0] != '{' else ''}{value}"

    return _SPACED.sub(put, text)

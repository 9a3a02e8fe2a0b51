"""What the screens show of a row: its change in words, the two sides of a probable duplicate."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from essaim.organizations.identifiers import display_siren, display_siret
from essaim.organizations.models import Organization
from essaim.ui.templatetags.ui import number as format_number

from .enums import Decision, Outcome, SourceKind, Work
from .models import ImportBatch, ImportRow
from .report import notes_of, reason_of

_LABELS: dict[str, Any] = {
    "places": _("Lieu"),
    "other_names": _("Autre nom"),
    "statuses": _("Statut ou label"),
    "served_areas": _("Département"),
    "listed": _("Visible dans l'annuaire"),
}
_HIDDEN = {"ess_note", "naf_nomenclature"}  # they follow from what is shown
TAGS = {
    Outcome.CREATED: "tag-ok", Outcome.UPDATED: "tag-ok", Outcome.UNCHANGED: "", Outcome.DUPLICATE: "tag-wait",
    Outcome.REFUSED: "tag-no",
}  # fmt: skip
ONE = {
    Outcome.CREATED: _("Créée"), Outcome.UPDATED: _("Complétée"), Outcome.UNCHANGED: _("Inchangée"),
    Outcome.DUPLICATE: _("Doublon probable"), Outcome.REFUSED: _("Refusée"),
}  # fmt: skip
COUNTS = {
    Outcome.DUPLICATE: "duplicates", Outcome.REFUSED: "refused", Outcome.CREATED: "created",
    Outcome.UPDATED: "updated", Outcome.UNCHANGED: "unchanged",
}  # fmt: skip


def progress_of(batch: ImportBatch) -> str:
    """Where the worker is, in words."""
    if not batch.tries:
        return str(_("En attente de son tour…"))
    if batch.work == Work.APPLY:
        return str(_("Écriture de l'import…"))
    if not batch.progress:
        return str(_("Lecture des fichiers…") if batch.kind == SourceKind.SIRENE else _("Question posée à l'API…"))
    return ngettext("%(count)s structure lue", "%(count)s structures lues", batch.progress) % {
        "count": format_number(batch.progress)
    }


def label_of(field: str) -> Any:
    return _LABELS.get(field) or Organization._meta.get_field(field).verbose_name  # type: ignore[union-attr]


def shown_rows(rows: Iterable[ImportRow]) -> list[dict[str, Any]]:
    """Return for each row what the table, or the card of a probable duplicate, says."""
    return [_shown(row) for row in rows]


def _shown(row: ImportRow) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": row.number,
        "name": row.name,
        "outcome": ONE[Outcome(row.outcome)],
        "about": row.details.get("about", ""),
        "tag": TAGS[Outcome(row.outcome)],
        "organization": row.organization,
        "reason": reason_of(row),
        "notes": notes_of(row),
        "changes": [
            {"label": label_of(field), "before": before, "after": after}
            for field, (before, after) in row.details.get("changes", {}).items()
            if field not in _HIDDEN
        ],
        "decision": row.decision,
    }
    if row.outcome == Outcome.DUPLICATE:
        shown["sides"] = _sides(row)
        shown["choices"] = [
            {"value": value, "label": label, "chosen": value == row.decision} for value, label in Decision.choices
        ]
    return shown


def _sides(row: ImportRow) -> list[dict[str, Any]]:
    """Facts in pairs: what the file says, what the directory has (or what the file said higher up)."""
    here = _facts(row.details.get("record", {}))
    there = _facts(row.details.get("there", {})) if row.organization is None else _facts_of(row.organization)
    labels = {
        "name": _("Nom"), "siren": _("SIREN"), "siret": _("SIRET"), "rna": _("RNA"), "address": _("Adresse"),
        "website": _("Site internet"),
    }  # fmt: skip
    return [
        {"label": label, "here": here[key], "there": there[key]}
        for key, label in labels.items()
        if here[key] or there[key]
    ]


def _facts(said: dict[str, Any]) -> dict[str, str]:
    address = " ".join(filter(None, [said.get("street"), said.get("postal_code"), said.get("city")]))
    return {
        "name": said.get("name", ""),
        "siren": display_siren(said.get("siren")),
        "siret": display_siret(said.get("siret")),
        "rna": said.get("rna", ""),
        "address": address or said.get("department", ""),
        "website": said.get("website", ""),
    }


def _facts_of(organization: Organization) -> dict[str, str]:
    places = sorted(organization.places.all(), key=lambda place: place.kind)
    return {
        "name": organization.name,
        "siren": display_siren(organization.siren),
        "siret": display_siret(organization.siret),
        "rna": organization.rna or "",
        "address": str(places[0]) if places else "",
        "website": organization.website,
    }


def tabs_of(batch: ImportBatch, outcome: str) -> list[dict[str, Any]]:
    """One tab for each outcome that has rows, what asks for a look first."""
    entries = [
        {"label": Outcome(one).label, "url": f"?resultat={one}", "current": outcome == one, "count": count}
        for one, column in COUNTS.items()
        if (count := getattr(batch, column))
    ]
    return [*entries, {"label": _("Toutes"), "url": "?resultat=toutes", "current": outcome not in COUNTS,
                       "count": batch.rows_read}]  # fmt: skip


def first_tab(batch: ImportBatch) -> str:
    """What asks for a look: duplicates, then what is refused, then the rest."""
    return next((str(one) for one, column in COUNTS.items() if getattr(batch, column)), "toutes")

"""The public form's own PDF, filled. Nothing of it is in this repository: the operator puts it in the folder
`formulaires` of ESSAIM_HOME, with a TOML of the same name that says which fact goes into which field::

    # cerfa_12156.pdf beside cerfa_12156.toml
    title = "Demande de subvention (12156*06)"
    for = ["grant", "call_for_projects"]      # kinds of call; empty: all

    [fields]
    "Nom de l'association" = "lead.name"
    "SIRET" = "lead.siret"
    "Montant" = "budget.requested"
"""

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdf
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from pypdf.generic import NameObject, TextStringObject

from essaim.budgets.engine import by_class
from essaim.budgets.engine.accounts import GROUPS
from essaim.kernel.errors import Refusal
from essaim.ui.templatetags.ui import day

from .facts import FileFacts

FOLDER = "formulaires"


@dataclass(frozen=True)
class OfficialForm:
    name: str
    title: str
    pdf: Path
    kinds: tuple[str, ...]
    fields: dict[str, str]


def _amount(cents: int | None) -> str:
    """As one types it into a form: `1240,50`, `1240`."""
    if cents is None:
        return ""
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)


# What a field may be filled with. `budget.60`, `budget.74`… are the classes of the grid.
FACTS: dict[str, Callable[[FileFacts], str]] = {
    "title": lambda facts: facts.dossier.title,
    "summary": lambda facts: facts.dossier.summary,
    "subject": lambda facts: facts.subject,
    "addressee": lambda facts: facts.addressee,
    "lots": lambda facts: facts.plan.lots,
    "deadline": lambda facts: facts.deadline,
    "today": lambda facts: day(localdate()),
    "form": lambda facts: facts.form if facts.is_group else "",
    "partners": lambda facts: ", ".join(one.name for one in facts.members if not one.is_lead),
    "lead.name": lambda facts: facts.lead.name if facts.lead else "",
    "lead.acronym": lambda facts: facts.lead.organization.acronym if facts.lead else "",
    "lead.siret": lambda facts: (facts.lead.organization.siret or "") if facts.lead else "",
    "lead.siren": lambda facts: (facts.lead.organization.siren or "") if facts.lead else "",
    "lead.rna": lambda facts: (facts.lead.organization.rna or "") if facts.lead else "",
    "lead.address": lambda facts: facts.lead.address if facts.lead else "",
    "lead.email": lambda facts: facts.lead.organization.email if facts.lead else "",
    "lead.phone": lambda facts: facts.lead.organization.phone if facts.lead else "",
    "lead.representative": lambda facts: facts.lead.representative if facts.lead else "",
    "budget.charges": lambda facts: _amount(facts.sums.charges) if facts.budget else "",
    "budget.income": lambda facts: _amount(facts.sums.income) if facts.budget else "",
    "budget.requested": lambda facts: _amount(facts.sums.requested) if facts.budget else "",
    "budget.rate": lambda facts: str(facts.sums.rate or "").replace(".", ",") if facts.budget else "",
    "budget.whole": lambda facts: _amount(facts.sums.charges + facts.sums.kind_charges) if facts.budget else "",
    "budget.year": lambda facts: str(facts.budget.first_year) if facts.budget else "",
} | {
    f"budget.{group}": (
        lambda facts, group=group: _amount(by_class(facts.numbers).get(group)) if facts.budget else ""
    )
    for groups in GROUPS.values() for group in groups
}  # fmt: skip


def forms() -> list[OfficialForm]:
    """Those that the operator provides, by name. One that cannot be read is left aside: `problems` says why."""
    found = []
    for path in sorted(_folder().glob("*.toml")):
        try:
            found.append(_read(path))
        except (ValueError, OSError):
            continue
    return found


def problems() -> list[str]:
    """What the operator has to mend, in sentences."""
    found = []
    for path in sorted(_folder().glob("*.toml")):
        try:
            form = _read(path)
            known = set(pypdf.PdfReader(form.pdf).get_fields() or {})
        except Exception as error:
            # A damaged PDF raises whatever the library meets first.
            found.append(f"{path.name}: {error}")
            continue
        found += [f"{path.name}: no field « {name} » in the PDF" for name in form.fields if name not in known]
        found += [f"{path.name}: no fact « {one} »" for one in form.fields.values() if one not in FACTS]
    return found


def _folder() -> Path:
    return Path(settings.ESSAIM_HOME) / FOLDER


def _read(path: Path) -> OfficialForm:
    said = tomllib.loads(path.read_text("utf-8"))
    pdf = path.with_suffix(".pdf")
    fields = said.get("fields", {})
    if not pdf.exists():
        raise ValueError(f"no {pdf.name} beside it")
    if not isinstance(fields, dict) or not all(isinstance(one, str) for one in fields.values()):
        raise ValueError("[fields] holds text only")
    return OfficialForm(path.stem, str(said.get("title", path.stem)), pdf, tuple(said.get("for", [])), fields)


def fill(form: OfficialForm, facts: FileFacts) -> bytes:
    """The form with its fields filled, still to be changed by hand; fields of which no fact is known stay as they are.

    Refuses (code `form`) a PDF that does not open, is locked, or has no field.
    """
    try:
        reader = pypdf.PdfReader(form.pdf)
        if reader.is_encrypted or not reader.get_fields():
            raise ValueError("locked, or without fields")
        writer = pypdf.PdfWriter(clone_from=reader)
        values = {name: FACTS[fact](facts) for name, fact in form.fields.items() if fact in FACTS}
        for page in writer.pages:
            writer.update_page_form_field_values(page, {name: one for name, one in values.items() if one})
        writer.set_need_appearances_writer(True)
        writer.root_object[NameObject("/Lang")] = TextStringObject("fr-FR")
        out = io.BytesIO()
        writer.write(out)
    except Exception as error:
        # What the operator gave may be anything; pypdf raises many kinds.
        raise Refusal(
            _("Le formulaire « %(name)s » ne se remplit pas : prévenez qui tient l'installation.")
            % {"name": form.title},
            code="form",
        ) from error
    return out.getvalue()

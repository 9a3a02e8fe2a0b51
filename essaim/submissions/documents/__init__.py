"""The papers of a dossier, one file for each kind. They are in French whatever the reader's language: they go to French
funders and buyers.

`DOCUMENTS` says which there are, in the order of the archive; `make(facts, name)` gives their files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from essaim.budgets.workbook import write

from . import official
from .bonds import agreement_paper, authority_paper, letter_paper
from .docx import as_docx
from .facts import FileFacts, facts_of
from .file import file_paper
from .market import dc1_paper, dc2_paper
from .paper import Paper
from .pdf import as_pdf

__all__ = ["DOCUMENTS", "FileFacts", "Made", "facts_of", "make", "one_paper", "usual"]


@dataclass(frozen=True)
class Made:
    """A file of the archive. `name` without ending; `structure`: whose it is, when it is one member's."""

    document: str
    name: str
    ending: str
    content: bytes
    structure: str = ""


@dataclass(frozen=True)
class Document:
    """`papers(facts)`: (words of the name, structure, paper). `also_docx`: the archive holds both forms.
    `usual(facts)`: whether it is chosen before anybody says."""

    label: Any
    papers: Callable[[FileFacts], list[tuple[str, str, Paper]]]
    usual: Callable[[FileFacts], bool]
    also_docx: bool = False


def _alone(name: str, build: Callable[[FileFacts], Paper]) -> Callable[[FileFacts], list[tuple[str, str, Paper]]]:
    return lambda facts: [(name, "", build(facts))]


DOCUMENTS: dict[str, Document | None] = {
    "letter": Document(_("Lettre"), _alone("lettre", letter_paper), lambda facts: True),
    "file": Document(_("Dossier (PDF et DOCX)"), _alone("dossier", file_paper), lambda facts: True, also_docx=True),
    "budget": None,  # a workbook: BUDGET
    "dc1": Document(
        _("DC1 du groupement, prérempli"), _alone("dc1", dc1_paper), lambda facts: facts.is_tender
    ),
    "dc2": Document(
        _("DC2 de chaque membre, prérempli"),
        lambda facts: [("dc2", one.name, dc2_paper(facts, one)) for one in facts.members],
        lambda facts: facts.is_tender,
    ),
    "agreement": Document(
        _("Convention de groupement"), _alone("convention-de-groupement", agreement_paper),
        lambda facts: facts.is_group,
    ),
    "authority": Document(
        _("Habilitation du mandataire, par membre"),
        lambda facts: [
            ("habilitation", one.name, authority_paper(facts, one)) for one in facts.members
            if facts.lead and not one.is_lead
        ],
        lambda facts: facts.is_group,
    ),
    "form": None,  # the operator's own PDF: official
    "papers": None,  # given from the vaults
    "attachments": None,
}  # fmt: skip
LABELS = {
    "budget": _("Budget (classeur XLSX)"), "form": _("Formulaire officiel, rempli"),
    "papers": _("Pièces données par les partenaires"), "attachments": _("Fichiers ajoutés"),
} | {name: one.label for name, one in DOCUMENTS.items() if one is not None}  # fmt: skip


def usual(facts: FileFacts) -> list[str]:
    """What leaves as a rule, for this call and this team."""
    found = [name for name, one in DOCUMENTS.items() if one is not None and one.usual(facts)]
    found += ["papers", "attachments"]
    if facts.budget is not None:
        found.append("budget")
    if official_for(facts):
        found.append("form")
    return [name for name in DOCUMENTS if name in found]


def official_for(facts: FileFacts) -> list[official.OfficialForm]:
    kind = facts.call.kind if facts.call else ""
    return [one for one in official.forms() if not one.kinds or kind in one.kinds]


def make(facts: FileFacts, name: str) -> list[Made]:
    """The files of one of DOCUMENTS; those of others (`papers`, `attachments`) are the archive's own."""
    with translation.override("fr"):
        document = DOCUMENTS[name]
        if document is not None:
            return [made for words, structure, paper in document.papers(facts)
                    for made in _both(name, words, structure, paper, document)]  # fmt: skip
        if name == "budget" and facts.budget is not None:
            return [Made(name, "budget", "xlsx", write(facts.budget))]
        if name == "form":
            return [Made(name, one.name, "pdf", official.fill(one, facts)) for one in official_for(facts)]
        return []


def _both(name: str, words: str, structure: str, paper: Paper, document: Document) -> list[Made]:
    found = [Made(name, words, "pdf", as_pdf(paper), structure)]
    if document.also_docx:
        found.append(Made(name, words, "docx", as_docx(paper), structure))
    return found


def one_paper(facts: FileFacts, name: str, structure: int | None) -> Paper | None:
    """One paper alone; of one member when the document is by member (`structure`: key of its organization)."""
    document = DOCUMENTS.get(name)
    if document is None:
        return None
    with translation.override("fr"):
        rows = document.papers(facts)
        if structure is None:
            return rows[0][2] if rows else None
        names = [one.name for one in facts.members if one.organization.pk == structure]
        return next((paper for _words, whose, paper in rows if whose in names), None)

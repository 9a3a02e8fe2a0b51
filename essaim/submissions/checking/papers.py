"""The papers of each partner: lacking, expired, unreadable, ending before the file leaves."""

from collections import defaultdict

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from essaim.kernel import french

from .. import queries
from ..checklist import PartnerPapers, checklist_of
from ..checks import Check, Subject
from ..enums import PaperStatus, Urgency


def paper_checks(subject: Subject) -> list[Check]:
    """Seven queries. What is asked without being required comes last."""
    if not queries.asks_papers(subject.dossier):
        words = _("La liste des pièces à joindre n'est pas faite.")
        return [Check("papers.none", Urgency.SOON, words, subject.page("submissions:papers"))]
    return [
        point for papers in checklist_of(subject.dossier, subject.partners) for point in _of_partner(subject, papers)
    ]


def _of_partner(subject: Subject, papers: PartnerPapers) -> list[Check]:
    name = papers.partner.organization.name
    page = subject.page("submissions:papers", anchor=f"structure-{papers.partner.pk}")
    lacking: dict[bool, list[str]] = defaultdict(list)
    found = []
    for line in papers.lines:
        if line.status == PaperStatus.MISSING:
            lacking[line.required].append(str(line.kind))
        sound = any(not one.flaws for one in line.handed)
        for one in line.handed:
            if sound or not one.flaws:
                continue
            words = _("%(paper)s de %(name)s : %(flaws)s.") % {
                "paper": one.name, "name": name, "flaws": ", ".join(one.flaws)
            }  # fmt: skip
            urgency = (Urgency.BLOCKING if one.blocks else Urgency.SOON) if line.required else Urgency.TO_SEE
            found.append(Check("papers.flawed", urgency, _said(words), page))
    for required, kinds in lacking.items():
        words = ngettext(
            "Pièce de %(name)s à joindre : %(kinds)s.", "Pièces de %(name)s à joindre : %(kinds)s.", len(kinds)
        ) % {"name": name, "kinds": ", ".join(kinds)}  # fmt: skip
        found.append(Check("papers.missing", Urgency.BLOCKING if required else Urgency.TO_SEE, _said(words), page))
    return found


def _said(words: str) -> str:
    """« Pièces du Fournil », in French."""
    return french.contracted(words) if get_language() == "fr" else words

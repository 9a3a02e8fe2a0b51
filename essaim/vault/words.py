"""Sentences about papers."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.ui.templatetags.ui import day

from .models import Paper
from .types import shipped

FAR = 92  # days: beyond, the last day says more than their number


def called(paper: Any) -> str:
    """What a paper, or a copy with its columns, is called: « RIB », « Comptes annuels approuvés 2025 », « CV d'une
    personne de l'équipe : Lina »."""
    known = shipped().get(paper.kind)
    name = str(known) if known else paper.file_name
    if paper.exercise:
        name = f"{name} {paper.exercise}"
    return _("%(name)s : %(title)s") % {"name": name, "title": paper.title} if paper.title else name


def how_long(paper: Paper, today: date) -> str:
    """« finit dans 7 jours, le 4 décembre 2026 », « périmée depuis le 3 mai 2026 », or nothing."""
    if paper.valid_until is None:
        return ""
    left = (paper.valid_until - today).days
    if left < 0:
        return _("périmée depuis le %(day)s") % {"day": day(paper.valid_until)}
    if left > FAR:
        return _("valable jusqu'au %(day)s") % {"day": day(paper.valid_until)}
    if left == 0:
        return _("finit aujourd'hui")
    return ngettext(
        "finit dans %(count)s jour, le %(day)s", "finit dans %(count)s jours, le %(day)s", left
    ) % {"count": left, "day": day(paper.valid_until)}  # fmt: skip


def ending_lines(papers: list[Paper], today: date) -> list[str]:
    return [f"{called(paper)} : {how_long(paper, today)}" for paper in papers]

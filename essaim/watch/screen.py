"""What the pages of watching draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.calls.models import Call
from essaim.calls.tabs import work_tabs_for
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import queries, sentences
from .access import own_organizations
from .enums import Reason, Verdict
from .models import Answer, Score

PER_PAGE = 12
# The word in the address, what it shows, the answer it is about.
PARTS: dict[str, tuple[Any, str]] = {
    "": (gettext_lazy("À regarder"), ""),
    "suivis": (gettext_lazy("Qui nous intéressent"), Verdict.INTERESTED),
    "plus-tard": (gettext_lazy("Plus tard"), Verdict.LATER),
    "ecartes": (gettext_lazy("Écartés"), Verdict.NO),
}


@dataclass(frozen=True)
class Line:
    """A call in the list of a structure. `value` and `sentence`: None and empty where it has no score any more."""

    call: Call
    value: int | None = None
    sentence: str = ""
    answer: Answer | None = None


def for_us(request: HttpRequest, club: Club, organization: Organization, part: str) -> dict[str, Any]:
    """The calls of one structure, a page of them. `part`: a key of PARTS."""
    verdict = PARTS[part][1]
    rows = queries.answers_of(club, organization, verdict) if verdict else queries.best_for(club, organization)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts_for(club, organization)
    address = reverse("watch:for_us", args=[club.slug])
    chosen = f"structure={organization.pk}"
    parts = [
        {
            "label": label,
            "url": f"{address}?{chosen}" + (f"&voir={name}" if name else ""),
            "current": name == part,
            "count": counts[wanted or "new"],
        }
        for name, (label, wanted) in PARTS.items()
    ]
    return {
        "club": club,
        "mine": organization,
        "own": own_organizations(request, club),
        "part": part,
        "parts": parts,
        "page": page,
        "lines": lines(club, organization, list(page.object_list)),  # type: ignore[arg-type]  # of scores or answers
        "reasons": Reason.choices,
        "tabs": work_tabs_for(request, "for_us"),
    }


def lines(club: Club, organization: Organization, rows: Iterable[Score | Answer]) -> list[Line]:
    """Scores, or answers. Two queries at most, besides the rows."""
    held = list(rows)
    scores = {row.call_id: row for row in held if isinstance(row, Score)}
    if answered := [row.call for row in held if isinstance(row, Answer)]:
        scores |= queries.best_scores(club, [organization], answered)
    names = sentences.sector_names()
    return [_line(row, scores.get(row.call_id), names) for row in held]


def _line(row: Score | Answer, score: Score | None, names: sentences.Names) -> Line:
    answer = row if isinstance(row, Answer) else None
    if score is None:
        return Line(row.call, None, sentences.ending(row.call), answer)
    return Line(row.call, score.value, sentences.why(score.facts, row.call, names), answer)


def among_us(request: HttpRequest, club: Club) -> dict[str, Any]:
    """Open calls with the members that they concern most, a page of them."""
    page = Paginator(queries.calls_for_members(club), PER_PAGE).get_page(request.GET.get("page"))
    calls = list(page.object_list)
    concerned = queries.concerned_by(club, calls)
    names = sentences.sector_names()
    return {
        "club": club,
        "page": page,
        "rows": [
            {
                "call": call,
                "ending": sentences.ending(call),
                "people": [
                    {"score": score, "short": sentences.in_short(score.facts, names), "answer": answer}
                    for score, answer in concerned[call.pk]
                ],
            }
            for call in calls
        ],
        "tabs": work_tabs_for(request, "among_us"),
    }


def verdict_said(verdict: str) -> str:
    """What the person reads after their answer."""
    return {
        Verdict.INTERESTED: _("C'est noté. Sa date limite est dans vos échéances, et le club voit que vous êtes là."),
        Verdict.LATER: _("On vous le montre de nouveau dans une semaine."),
        Verdict.NO: _("Écarté. Les prochains seront mieux choisis."),
    }[Verdict(verdict)]

"""What watching says on the page of a call, and on its card in the list."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from essaim.calls.models import Call
from essaim.calls.panels import Mark, Panel
from essaim.calls.words import euros

from . import awards, queries, sentences
from .access import own_organizations
from .enums import Reason, Verdict

GOOD = 70


def among_us(request: HttpRequest, call: Call) -> Panel | None:
    """Whom it concerns among the members, and the buttons for one's own. Four queries at most."""
    club = request.club  # type: ignore[attr-defined]
    own = own_organizations(request, club)
    concerned = queries.concerned_by(club, [call])[call.pk]
    if not own and not concerned:
        return None
    names = sentences.sector_names()
    answers = queries.own_answers(club, call, own) if own else {}
    scores = queries.best_scores_each(club, own, call) if own else {}
    return Panel(
        "watch/_among_us.html",
        {
            "club": club,
            "call": call,
            "people": [
                {"score": score, "short": sentences.in_short(score.facts, names), "answer": answer}
                for score, answer in concerned
            ],
            "own": [
                {
                    "organization": one, "answer": answers.get(one.pk), "score": scores.get(one.pk),
                    "sentence": sentences.why(scores[one.pk].facts, call, names) if one.pk in scores else "",
                }
                for one in own
            ] if call.stands else [],
            "reasons": Reason.choices,
        },
        aside=True,
    )  # fmt: skip


def won_before(request: HttpRequest, call: Call) -> Panel | None:
    """Who won something like it. The queries of the registry, and one."""
    found = awards.similar(request.club, call)  # type: ignore[attr-defined]
    rows = [
        {
            "award": one.award,
            "winners": one.winners,
            "facts": ", ".join(filter(None, [one.award.funder, str(one.award.year or ""), euros(one.award.cents)])),
        }
        for one in found
    ]
    return Panel("watch/_awards.html", {"rows": rows}) if rows else None


def marks(request: HttpRequest, calls: list[Call]) -> dict[int, Mark]:
    """The best score of one's own structures, or that one of them is in. Two queries, three for a page without."""
    club = request.club  # type: ignore[attr-defined]
    own = own_organizations(request, club)
    if not own or not calls:
        return {}
    found = {
        pk: Mark(_("%(score)s sur 100 pour vous") % {"score": row.value}, "ok" if row.value >= GOOD else "")
        for pk, row in queries.best_scores(club, own, calls).items()
    }
    for answer in queries.own_answers_on(club, calls, own):
        if answer.verdict == Verdict.INTERESTED:
            found[answer.call_id] = Mark(_("Vous intéresse"), "ok")
    return found

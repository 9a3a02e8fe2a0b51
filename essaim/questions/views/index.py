"""The questions of the club: open, for me, settled, mine; searched, by topic."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member

from .. import access, queries
from ..names import name_of_asker


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    user = person(request)
    part = request.GET.get("liste", queries.PARTS[0])
    part = part if part in queries.PARTS else queries.PARTS[0]
    typed, topic = request.GET.get("q", "").strip()[:200], request.GET.get("sujet", "")[:50]
    page = request.GET.get("page", "1")
    found = queries.question_list(
        club, user, part=part, words=typed, topic=topic, page=int(page) if page.isdigit() and len(page) < 6 else 1
    )
    counts = queries.counts_by_part(club, user)
    topics = queries.topics_of(club)
    organiser = access.is_organiser(request)
    return render(
        request,
        "questions/index.html",
        {
            "found": found,
            "rows": [(one, name_of_asker(one, user, is_organiser=organiser)) for one in found.questions],
            "part": part,
            "typed": typed,
            "topic": topic,
            "topic_name": dict(topics).get(topic, ""),
            "topics": topics,
            "any_question": any(counts.values()),
            "tabs": _tabs(club.slug, "" if typed else part, topic, counts),
        },
    )


def _tabs(slug: str, part: str, topic: str, counts: dict[str, int]) -> list[dict]:
    labels = {
        "ouvertes": _("Ouvertes"), "pour-vous": _("On compte sur vous"), "resolues": _("Résolues"),
        "miennes": _("Les miennes"),
    }  # fmt: skip
    address = reverse("questions:index", args=[slug])
    return [
        {"label": labels[name], "url": f"{address}?liste={name}", "current": name == part, "count": counts[name]}
        for name in queries.PARTS
    ]

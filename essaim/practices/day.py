"""What practices bring to « Ma journée », and what the door of mutual aid says."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.day import Task
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members

from . import queries
from .enums import VisitKind

NEW = timedelta(days=31)


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """What waits for the person: to read, to answer, to confirm, to publish; for an organiser, to open. Five
    queries."""
    own = list(own_members(request.user, club))
    standing = request.standing  # type: ignore[attr-defined]

    def url(name: str, *arguments: int) -> str:
        return reverse(f"practices:{name}", args=[club.slug, *arguments])

    found = [
        Task(
            "message-circle" if visit.kind == VisitKind.CALL else "footprints",
            _("%(name)s aimerait vous appeler") % {"name": visit.organization.name}
            if visit.kind == VisitKind.CALL
            else _("%(name)s aimerait venir voir") % {"name": visit.organization.name},
            url("detail", visit.practice_id) + "#visites",
            _("Lire et répondre"),
            visit.practice.title,
        )
        for visit in queries.visits_waiting(club, own)
    ]
    found += [
        Task(
            "book-open", _("Une pratique à lire : %(title)s") % {"title": review.practice.title},
            url("review", review.practice_id, review.pk), _("Lire"), review.practice.organization.name,
        )
        for review in queries.reviews_waiting(club, own)
    ]  # fmt: skip
    found += [
        Task(
            "refresh-cw", _("Toujours vrai ? %(title)s") % {"title": practice.title},
            url("still_true", practice.pk), _("Répondre"),
            _("Personne ne l'a confirmée depuis un an."),
        )
        for practice in queries.to_check(club, own)
    ]  # fmt: skip
    found += [
        Task(
            "send", _("À publier : %(title)s") % {"title": practice.title}, url("detail", practice.pk),
            _("Publier"), _("Une autre structure l'a lue et la trouve claire."),
        )
        for practice in queries.ready_to_publish(club, own)
    ]  # fmt: skip
    if standing.is_organiser:
        found += [
            Task(
                "globe", _("À ouvrir à tous ? %(title)s") % {"title": practice.title}, url("detail", practice.pk),
                _("Décider"), _("%(name)s aimerait qu'elle soit publique.") % {"name": practice.organization.name},
            )
            for practice in queries.asking_public(club)
        ]  # fmt: skip
    return found


def news(request: HttpRequest, club: Club) -> str:
    """`12 pratiques, dont 2 nouvelles`. One query."""
    total, new = queries.counts(club, since=timezone.now() - NEW)
    if not total:
        return ""
    words = ngettext("%(count)s pratique", "%(count)s pratiques", total) % {"count": total}
    if not new:
        return words
    return ngettext(
        "%(words)s, dont %(count)s publiée ce mois-ci", "%(words)s, dont %(count)s publiées ce mois-ci", new
    ) % {"words": words, "count": new}

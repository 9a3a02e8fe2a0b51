"""What happens elsewhere and concerns a dossier: its call changes, a partner leaves its club."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.calls.enums import ChangeKind
from essaim.calls.models import Call
from essaim.clubs.models import Membership

from .. import mails, queries, rules
from ..enums import IN_TEAM, PREPARING
from ..models import CallHand, Dossier, Partner

# Journaled by clubs: an organization is no longer in the register.
_GONE = {"clubs.leave"}


def follow_call(*, call: Call, kind: str, changes: dict[str, Any], actor: Any = None, **_more: Any) -> None:
    """The teams that answer a call read that it changed; the deadline of their file stays theirs to move."""
    words = _words(call, kind)
    for dossier in Dossier.objects.filter(call=call, state__in=PREPARING).select_related("club").order_by("pk"):
        key = f"{kind}:{timezone.now():%Y%m%d%H%M%S}"
        for partner in rules.team_of(queries.partners_of(dossier)):
            mails.call_changed(partner, key=key, words=words)


def _words(call: Call, kind: str) -> str:
    if kind == ChangeKind.DEADLINE and call.deadline:
        day = timezone.localtime(call.deadline)
        return _("Nouvelle date limite : %(day)s.") % {"day": f"{day:%d/%m/%Y %H:%M}"}
    return {
        ChangeKind.CANCELLED: _("Il est annulé."),
        ChangeKind.CLOSED: _("Il est clos."),
        ChangeKind.REOPENED: _("Il est rouvert."),
    }.get(ChangeKind(kind), _("Son texte ou ses conditions ont changé : relisez-les."))  # fmt: skip


def follow_merge(*, kept: Call, removed: Call, **_more: Any) -> None:
    """Two calls are one: dossiers and raised hands go on with the one that stays."""
    Dossier.objects.filter(call=removed).update(call=kept)
    there = CallHand.objects.filter(call=kept).values_list("club_id", "organization_id")
    known = set(there)
    for hand in CallHand.objects.filter(call=removed):
        if (hand.club_id, hand.organization_id) not in known:
            CallHand.objects.filter(pk=hand.pk).update(call=kept)


def follow_membership(*, verb: str, subject: Any, **_more: Any) -> None:
    """A partner left its club: it stays in the dossier, by its own people; who leads is told."""
    if verb not in _GONE or not isinstance(subject, Membership):
        return
    parts = Partner.objects.filter(
        organization=subject.organization_id, through=subject.club_id, state__in=IN_TEAM, dossier__state__in=PREPARING
    )
    for partner in parts.select_related("dossier__club", "organization", "user", "through").order_by("pk"):
        mails.left_club(partner, subject.club)

"""What to send to whom: only what is new or changed, and was not sent before."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from essaim.accounts.models import User
from essaim.calls.enums import STANDING
from essaim.calls.models import Call, Change
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.organizations.models import Organization

from ..enums import TOLD_FROM, TOLD_MOST, Rhythm, Verdict
from ..models import Answer, DigestChoice, Score, Told


def version_of(call: Call) -> str:
    """What a call says now: when it last changed, empty when it never did."""
    return call.changed_at.isoformat() if call.changed_at else ""


@dataclass
class Digest:
    """`fresh`: scores, the best first. `changed`: calls that the person knows, with what changed last."""

    fresh: list[Score] = field(default_factory=list)
    changed: list[tuple[Call, Change | None]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fresh or self.changed)

    @property
    def calls(self) -> list[Call]:
        return [*(one.call for one in self.fresh), *(call for call, _change in self.changed)]


def rhythm_of(club: Club, user: User) -> str:
    """How often the person is written to. One query."""
    known = DigestChoice.objects.filter(club=club, user=user).values_list("rhythm", flat=True).first()
    return known or Rhythm.WEEKLY.value


def people_to_write_to(club: Club) -> list[User]:
    """Whoever has an account and acts for a member. One query."""
    return list(
        User.objects.filter(
            is_active=True, representations__organization__memberships__club=club,
            representations__organization__memberships__state=MembershipState.MEMBER,
            representations__organization__merged_into=None,
        ).distinct().order_by("pk")
    )  # fmt: skip


def digest_for(club: Club, user: User, today: date) -> Digest:
    """What to tell a person now. Seven queries at most."""
    own = list(own_members(user, club))
    if not own:
        return Digest()
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    for one in Answer.objects.filter(club=club, organization__in=own):
        answers[one.call_id][one.organization_id] = one
    known = _known(club, user, answers)
    return Digest(_fresh(club, own, answers, set(known), today), _changed(user, known))


def _known(club: Club, user: User, answers: dict[int, dict[int, Answer]]) -> dict[int, Call]:
    """Calls that the person was sent, or that one of theirs answered « interested »; not those that none wants."""
    followed = {pk for pk, rows in answers.items() if any(one.verdict == Verdict.INTERESTED for one in rows.values())}
    refused = {pk for pk, rows in answers.items() if all(one.verdict == Verdict.NO for one in rows.values())}
    sent = set(Told.objects.filter(user=user).values_list("call_id", flat=True))
    rows = Call.objects.filter(Q(club=None) | Q(club=club), pk__in=(sent | followed) - refused, merged_into=None)
    # Refused ones count as known: they are never new again.
    found = {row.pk: row for row in rows}
    return found | {pk: Call(pk=pk) for pk in (refused | sent) - found.keys()}


def _fresh(
    club: Club, own: list[Organization], answers: dict[int, dict[int, Answer]], known: set[int], today: date
) -> list[Score]:
    rows = Score.objects.filter(
        Q(call__deadline=None) | Q(call__deadline__gt=timezone.now()), club=club, organization__in=own,
        value__gte=TOLD_FROM, call__status__in=STANDING, call__merged_into=None,
    ).select_related("call", "organization").order_by("-value", "call_id", "organization_id")  # fmt: skip
    found: dict[int, Score] = {}
    for row in rows:
        answer = answers[row.call_id].get(row.organization_id) if row.call_id in answers else None
        if row.call_id in known or row.call_id in found:
            continue
        if answer and (answer.verdict == Verdict.NO or (answer.until and answer.until > today)):
            continue
        found[row.call_id] = row
        if len(found) == TOLD_MOST:
            break
    return list(found.values())


def _changed(user: User, known: dict[int, Call]) -> list[tuple[Call, Change | None]]:
    """Those that changed since they were sent, or since their « interested »; whatever their state now."""
    moved = [call for call in known.values() if call.changed_at]
    if not moved:
        return []
    sent = set(
        Told.objects.filter(user=user, call__in=[call.pk for call in moved]).values_list("call_id", "version")
    )  # fmt: skip
    moved = [call for call in moved if (call.pk, version_of(call)) not in sent]
    changes: dict[int, Change] = {}
    for change in Change.objects.filter(call__in=[call.pk for call in moved]).order_by("at", "pk"):
        changes[change.call_id] = change
    said = dict(_answered(user, [call.pk for call in moved]))
    # Who said « interested » after the change has read it as it is.
    moved = [call for call in moved if call.changed_at and not (said.get(call.pk) and said[call.pk] >= call.changed_at)]
    return [(call, changes.get(call.pk)) for call in sorted(moved, key=lambda call: call.pk)]


def _answered(user: User, calls: list[int]) -> list[tuple]:
    rows = Answer.objects.filter(call__in=calls, verdict=Verdict.INTERESTED, organization__representations__user=user)
    return list(rows.order_by("given_at").values_list("call_id", "given_at"))

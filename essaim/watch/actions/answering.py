"""What a structure says of a call, and what that taught, forgotten on request."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.calls.queries import calls_seen_in
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..enums import LATER_DAYS, Reason, Verdict
from ..models import Answer, Interest, Waiting
from ..queries.notices import seen_of


@transaction.atomic
def answer(
    *, club: Club, organization: Organization, call: Call, actor: User | None, verdict: str, reason: str = "",
    words: str = "",
) -> Answer:  # fmt: skip
    """Say it in the name of a member; said again, it replaces. The score learns from it.

    Refuses a no without reason (field `reason`), a structure that is no member (`not_member`), a call that the club
    does not see (`unseen`).
    """
    if verdict not in Verdict.values:
        raise Refusal(_("Choisissez une des trois réponses."), code="verdict", field="verdict")
    if verdict == Verdict.NO and reason not in Reason.values:
        raise Refusal(_("Dites pourquoi : nous vous proposerons mieux."), code="reason", field="reason")
    if not members_of(club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    if not calls_seen_in(club).filter(pk=call.pk).exists():
        raise Refusal(_("Cet appel n'est plus là."), code="unseen")
    today = timezone.localdate()
    row, _created = Answer.objects.select_for_update(of=("self",)).update_or_create(
        club=club, organization=organization, call=call,
        defaults={
            "verdict": verdict,
            "reason": reason if verdict == Verdict.NO else "",
            "words": " ".join(words.split())[:200] if verdict == Verdict.NO else "",
            "until": today + timedelta(days=LATER_DAYS) if verdict == Verdict.LATER else None,
            "given_at": timezone.now(),
            "seen": seen_of(call),
            "user": actor,
        },
    )  # fmt: skip
    score_again(club, organization)
    _journal(actor, "answer", row)
    return row


@transaction.atomic
def take_back(*, club: Club, organization: Organization, call: Call, actor: User | None) -> None:
    """As if nothing had been said; nothing happens when nothing was."""
    row = Answer.objects.select_for_update(of=("self",)).filter(club=club, organization=organization, call=call).first()
    if row is None:
        return
    _journal(actor, "take_back", row)
    row.delete()
    score_again(club, organization)


@transaction.atomic
def forget_lessons(*, club: Club, organization: Organization, actor: User | None) -> Interest:
    """What was answered until now teaches nothing any more; the answers stay."""
    row, _created = Interest.objects.select_for_update(of=("self",)).get_or_create(
        club=club, organization=organization
    )  # fmt: skip
    row.forget_before = timezone.now()
    row.save(update_fields=["forget_before", "updated_at"])
    score_again(club, organization)
    journaled.tell(
        actor=actor, verb="watch.forget_lessons", subject=row, club=club, details={"organization": organization.pk}
    )
    return row


def score_again(club: Club, organization: Organization) -> None:
    """The worker scores the member against all calls."""
    Waiting.objects.bulk_create([Waiting(club=club, organization=organization)], ignore_conflicts=True)


def _journal(actor: User | None, verb: str, row: Answer) -> None:
    journaled.tell(
        actor=actor, verb=f"watch.{verb}", subject=row.call, club=row.club,
        details={"organization": row.organization_id, "verdict": row.verdict},
    )  # fmt: skip

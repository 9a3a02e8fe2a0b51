"""Who helped whom, and who is of the club."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.access import standing_in
from essaim.clubs.models import Club
from essaim.mutualaid.help import Help
from essaim.organizations.models import Representation

from ..enums import AnswerState
from ..models import Answer, Thanks


def helped(club: Club, since: date) -> Iterator[Help]:
    """Answers that were accepted or thanked for. Who asked without their name is told to nobody. One query."""
    rows = Answer.objects.filter(
        Q(accepted_at__isnull=False) | Q(Exists(Thanks.objects.filter(answer=OuterRef("pk")))),
        club=club, state=AnswerState.SHOWN, from_asker=False, organization__isnull=False, created_at__date__gte=since,
    ).values_list("organization", "question__organization", "question__anonymous", "created_at")  # fmt: skip
    for giver, receiver, anonymous, at in rows:
        if giver != receiver:
            yield Help(giver, None if anonymous else receiver, timezone.localdate(at))


def people_of_club(club: Club, user: User) -> tuple[bool, int | None]:
    """Whether a person belongs to the club, and the organization (pk) they answer for. Three queries."""
    standing = standing_in(club, user)
    row = (
        Representation.objects.filter(
            user=user, organization__memberships__club=club, organization__memberships__state="member"
        )
        .order_by("pk")
        .values_list("organization", flat=True)
        .first()
    )
    return standing.is_member, row

"""Reading date polls: tallies, who is asked, what one answered."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.clubs.models import Club

from ..choosing import Tally
from ..models import DatePoll, Meeting, PollAnswer, PollOption, PollVoter


def poll_of(meeting: Meeting) -> DatePoll | None:
    poll = DatePoll.objects.filter(meeting=meeting).select_related("chosen").first()
    if poll:
        poll.meeting = meeting
    return poll


def tallies_of(poll: DatePoll) -> list[Tally]:
    """What was answered to each date, dates in order. Two queries."""
    tallies = {option.pk: Tally(option) for option in poll.options.all()}
    rows = PollAnswer.objects.filter(option__poll=poll).select_related("voter__organization").order_by("voter__name")
    for answer in rows:
        voter = answer.voter
        tallies[answer.option_id].add(answer.choice, name=voter_name(voter), required=voter.required)
    return list(tallies.values())


def voter_name(voter: PollVoter) -> str:
    """Who answered, and for whom."""
    if voter.organization is None:
        return voter.name
    return f"{voter.name} ({voter.organization.name})"


def silent_voters(poll: DatePoll) -> QuerySet[PollVoter]:
    """Those who have not answered, by name."""
    return poll.voters.filter(answered_at=None).select_related("organization", "user").order_by("name", "pk")


def own_voter(poll: DatePoll, user: User) -> PollVoter | None:
    """The person's own line, by their account or by their address. One query."""
    rows = poll.voters.filter(Q(user=user) | Q(user=None, email__iexact=user.email))
    return rows.order_by("-user", "pk").first()


def choices_of(voter: PollVoter | None) -> dict[int, str]:
    """What the person answered: option (pk) → choice."""
    return dict(voter.answers.values_list("option_id", "choice")) if voter else {}


def voter_by_pk(pk: int) -> PollVoter | None:
    """The line that a link names, with what its page reads."""
    return PollVoter.objects.filter(pk=pk).select_related("poll__meeting__club", "poll__meeting__host", "user").first()


def option_of(poll: DatePoll, number: str) -> PollOption:
    """The date that a form names, or 404."""
    return get_object_or_404(PollOption, poll=poll, pk=number if number.isdecimal() else 0)


def polls_to_close(now: datetime) -> QuerySet[DatePoll]:
    return DatePoll.objects.filter(closed_at=None, closes_at__lte=now).order_by("pk")


def polls_to_remind(*, closes_before: datetime, opened_before: datetime, now: datetime) -> QuerySet[DatePoll]:
    return DatePoll.objects.filter(
        closed_at=None, reminded_at=None, closes_at__gt=now, closes_at__lte=closes_before, created_at__lte=opened_before
    ).order_by("pk")


def polls_waiting_for(club: Club, user: User, *, now: datetime) -> list[DatePoll]:
    """Open polls where the person is asked and has not answered. One query."""
    mine = Q(voters__user=user) | Q(voters__user=None, voters__email__iexact=user.email)
    rows = DatePoll.objects.filter(mine, club=club, closed_at=None, closes_at__gt=now, voters__answered_at=None)
    return list(rows.select_related("meeting").order_by("closes_at").distinct())


def polls_without_date(club: Club) -> list[DatePoll]:
    """Closed polls that chose nothing, while their meeting still has no date. One query."""
    return list(
        DatePoll.objects.filter(
            club=club, closed_at__isnull=False, chosen=None, meeting__starts_at=None, meeting__state="preparing"
        )
        .select_related("meeting")
        .order_by("closed_at")
    )

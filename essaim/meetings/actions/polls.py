"""A poll on the date of a meeting: opened, answered, closed by the rule or by hand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..choosing import in_order, named
from ..enums import Choice, MeetingState, TalkState
from ..mails import polls as mails
from ..models import DatePoll, Meeting, PollAnswer, PollOption, PollVoter, Talk
from ..queries import member_people, organization_of
from ..queries import polls as queries
from .common import lock, one_line
from .meetings import update_meeting

MOST_DATES = 10
OPEN_FOR = timedelta(days=9)  # time for a week-end and a team meeting
REMIND_BEFORE = timedelta(days=3)
REMIND_AFTER = timedelta(days=2)


@transaction.atomic
def open_poll(
    *, meeting: Meeting, actor: User | None, options: Sequence[tuple[datetime, datetime]],
    last_day: date | None = None, message: str = "",
) -> DatePoll:  # fmt: skip
    """Ask the members, the host and the speakers which dates suit. It closes when `last_day` ends (nine days from now,
    unless told; always before the first date). A poll that chose nothing makes way for the new one.

    Refuses (with the field) fewer than two dates or more than ten, one gone by or proposed twice, a last day that is
    past or comes after a date; and a meeting that is no longer being prepared.
    """
    meeting = lock(meeting)
    _check_preparing(meeting)
    if DatePoll.objects.filter(meeting=meeting, closed_at=None).exists():
        raise Refusal(_("Un sondage est déjà ouvert pour cette rencontre."), code="open")
    options = sorted(options)
    _check_options(options, new=options)
    closes_at = _end_of(last_day or _usual_last_day(options[0][0]))
    _check_last_day(closes_at, options)
    DatePoll.objects.filter(meeting=meeting).delete()
    poll = DatePoll.objects.create(
        club_id=meeting.club_id, meeting=meeting, closes_at=closes_at, message=one_line(message, 300)
    )
    dates = [
        PollOption.objects.create(club_id=meeting.club_id, poll=poll, starts_at=start, ends_at=end)
        for start, end in options
    ]
    journaled.tell(
        actor=actor, verb="meetings.open_poll", subject=poll, club=meeting.club, details={"dates": len(options)}
    )
    mails.opened(_ask(poll), dates=dates)
    return poll


@transaction.atomic
def change_dates(
    *, poll: DatePoll, actor: User | None, options: Sequence[tuple[datetime, datetime]], last_day: date | None = None
) -> DatePoll:
    """Make the dates of an open poll those given. A date that stays as it was keeps its answers; one that moves is
    another date. Those who had answered are told once for the change; whoever has no answer left is asked again.

    Refuses what `open_poll` refuses, and once the poll is closed (code `closed`).
    """
    meeting = lock(poll.meeting)
    poll = DatePoll.objects.select_for_update().get(pk=poll.pk)
    poll.meeting = meeting
    _check_preparing(meeting)
    _check_open(poll)
    now = {(option.starts_at, option.ends_at): option for option in poll.options.all()}
    wanted = sorted(options)
    added = [times for times in wanted if times not in now]
    removed = [option for times, option in now.items() if times not in wanted]
    _check_options(wanted, new=added)
    closes_at = _end_of(last_day) if last_day else poll.closes_at
    _check_last_day(closes_at, wanted)
    answered = list(poll.voters.filter(answered_at__isnull=False).select_related("user").order_by("pk"))
    PollOption.objects.filter(pk__in=[option.pk for option in removed]).delete()
    new = [PollOption.objects.create(club_id=poll.club_id, poll=poll, starts_at=one, ends_at=two) for one, two in added]
    if closes_at != poll.closes_at:
        poll.closes_at, poll.reminded_at = closes_at, None
    if added or removed:
        poll.changes += 1
    poll.save(update_fields=["closes_at", "reminded_at", "changes", "updated_at"])
    if not added and not removed:
        return poll
    poll.voters.filter(answers=None).update(answered_at=None)
    journaled.tell(
        actor=actor, verb="meetings.change_dates", subject=poll, club=meeting.club,
        details={"added": len(added), "removed": len(removed)},
    )  # fmt: skip
    for voter in answered:
        voter.poll = poll
    mails.changed(answered, added=new, removed=removed)
    return poll


@transaction.atomic
def answer_poll(*, voter: PollVoter, choices: Mapping[int, str], actor: User | None = None) -> PollVoter:
    """Note what the person answers: option (pk) → choice. Dates they leave out keep what was answered before.

    Refuses once the poll is closed (code `closed`), an answer that is none of the three, and no answer at all.
    """
    poll = DatePoll.objects.select_for_update().get(pk=voter.poll_id)
    _check_open(poll)
    options = set(poll.options.values_list("pk", flat=True))
    wanted = {pk: choice for pk, choice in choices.items() if pk in options}
    if not wanted:
        raise Refusal(_("Répondez à une date au moins."), code="empty")
    if not set(wanted.values()) <= set(Choice.values):
        raise Refusal(_("Choisissez oui, si besoin ou non."), code="choice")
    for pk, choice in wanted.items():
        PollAnswer.objects.update_or_create(
            club_id=poll.club_id, option_id=pk, voter=voter, defaults={"choice": Choice(choice)}
        )
    voter.answered_at = timezone.now()
    if actor and voter.user_id is None and not poll.voters.filter(user=actor).exists():
        voter.user = actor
    voter.save(update_fields=["answered_at", "user", "updated_at"])
    return voter


@transaction.atomic
def voter_for(*, poll: DatePoll, user: User) -> PollVoter:
    """The person's line, made when a member answers who was not asked by name."""
    DatePoll.objects.select_for_update().get(pk=poll.pk)
    if voter := queries.own_voter(poll, user):
        return voter
    return PollVoter.objects.create(
        club_id=poll.club_id, poll=poll, user=user, name=user.name or user.email, email=user.email,
        organization=organization_of(poll.club, user),
    )  # fmt: skip


@transaction.atomic
def close_poll(*, poll: DatePoll, actor: User | None, option: PollOption | None = None) -> DatePoll:
    """Close it. `option`: the date that an organiser chose; without it the rule chooses (`choosing.rank`).

    The date goes to the meeting, and those who answered are told. Nothing is chosen when nobody could come.
    Closed already, it stays as it is.
    """
    meeting = lock(poll.meeting)
    poll = DatePoll.objects.select_for_update().get(pk=poll.pk)
    if poll.closed_at:
        return poll
    if option is not None and option.poll_id != poll.pk:
        raise Refusal(_("Cette date n'est pas dans le sondage."), code="option")
    if option is not None and option.starts_at <= timezone.now():
        raise Refusal(_("Cette date est passée."), code="past")
    poll.by_hand = option is not None
    if option is None:
        best = in_order(queries.tallies_of(poll), now=timezone.now())
        option = best[0].option if best else None
    poll.closed_at = timezone.now()
    poll.chosen = option if meeting.state == MeetingState.PREPARING else None
    poll.save(update_fields=["closed_at", "chosen", "by_hand", "updated_at"])
    journaled.tell(
        actor=actor, verb="meetings.close_poll", subject=poll, club=poll.club,
        details={"chosen": poll.chosen.starts_at.isoformat() if poll.chosen else None, "by_hand": poll.by_hand},
    )  # fmt: skip
    if poll.chosen:
        meeting = update_meeting(
            meeting=meeting, actor=actor, starts_at=poll.chosen.starts_at, ends_at=poll.chosen.ends_at
        )
        poll.meeting = meeting
        answered = list(poll.voters.filter(answered_at__isnull=False).select_related("user"))
        for voter in answered:
            voter.poll = poll
        mails.closed(answered)
    return poll


@transaction.atomic
def cancel_poll(*, poll: DatePoll, actor: User | None) -> None:
    """Take the poll away with its answers. Its links say that it is over."""
    lock(poll.meeting)
    poll = DatePoll.objects.select_for_update().get(pk=poll.pk)
    journaled.tell(actor=actor, verb="meetings.cancel_poll", subject=poll, club=poll.club, details={})
    poll.delete()


def every_day(_today: date) -> None:
    """Close the polls whose last day is over, then write once to those who have not answered. Called again the same
    day, it finds nothing left to do."""
    now = timezone.now()
    for poll in queries.polls_to_close(now).select_related("meeting"):
        close_poll(poll=poll, actor=None)
    near = queries.polls_to_remind(closes_before=now + REMIND_BEFORE, opened_before=now - REMIND_AFTER, now=now)
    for poll in near:
        _remind(poll)


@transaction.atomic
def _remind(poll: DatePoll) -> None:
    poll = DatePoll.objects.select_for_update().get(pk=poll.pk)
    if poll.reminded_at or poll.closed_at:
        return  # another run did meanwhile
    poll.reminded_at = timezone.now()
    poll.save(update_fields=["reminded_at", "updated_at"])
    silent = list(queries.silent_voters(poll))
    for voter in silent:
        voter.poll = poll
    mails.reminder(silent)


def _ask(poll: DatePoll) -> list[PollVoter]:
    """A line for each representative and substitute of the members, and for the speakers. The host's people and the
    speakers are needed. One line for an address, whoever represents several organizations."""
    meeting = poll.meeting
    seen: dict[str, PollVoter] = {}
    for person in member_people(poll.club):
        email = (person.user.email if person.user else person.email).lower()
        line = seen.setdefault(
            email,
            PollVoter(
                club=poll.club, poll=poll, user=person.user, organization=person.organization, name=person.name,
                email=email,
            ),
        )  # fmt: skip
        line.required = line.required or person.organization_id == meeting.host_id
    wanted = [TalkState.ASKED, TalkState.ACCEPTED]
    for talk in Talk.objects.filter(meeting=meeting, state__in=wanted).select_related("speaker"):
        if email := talk.speaker.email.lower():
            new = PollVoter(club=poll.club, poll=poll, name=talk.speaker.name, email=email)
            seen.setdefault(email, new).required = True
    for voter in seen.values():
        voter.save()
    return list(seen.values())


def _check_preparing(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PREPARING:
        raise Refusal(_("Une date se sonde tant que la rencontre se prépare."), code="state")


def _check_last_day(closes_at: datetime, options: Sequence[tuple[datetime, datetime]]) -> None:
    """`options` are sorted."""
    if closes_at <= timezone.now():
        raise Refusal(_("Laissez au moins la journée pour répondre."), code="too_soon", field="last_day")
    first = options[0][0]
    if closes_at > first:
        raise Refusal(
            _("Le sondage se ferme avant la première date : le %(date)s au plus tard.")
            % {"date": f"{timezone.localtime(first) - timedelta(days=1):%d/%m/%Y}"},
            code="too_late", field="last_day",
        )  # fmt: skip


def _check_options(options: Sequence[tuple[datetime, datetime]], *, new: Sequence[tuple[datetime, datetime]]) -> None:
    if not 2 <= len(options) <= MOST_DATES:
        raise Refusal(_("Proposez de deux à dix dates."), code="count", field="options")
    starts = [start for start, _end in options]
    if len(set(starts)) < len(starts):
        raise Refusal(_("La même date est proposée deux fois."), code="twice", field="options")
    if any(end <= start for start, end in options):
        raise Refusal(_("La fin vient après le début."), code="ends_before", field="options")
    if any(start <= timezone.now() for start, _end in new):
        raise Refusal(_("Une des dates est passée."), code="past", field="options")


def _check_open(poll: DatePoll) -> None:
    if poll.closed_at and poll.chosen:
        raise Refusal(
            _("Le sondage est clos : la rencontre aura lieu le %(date)s.") % {"date": named(poll.chosen)}, code="closed"
        )
    if poll.closed_at or poll.closes_at <= timezone.now():
        raise Refusal(_("Le sondage est clos : vos réponses d'avant restent."), code="closed")


def _usual_last_day(first: datetime) -> date:
    """Nine days from now, or the eve of the first date when it comes sooner."""
    return min(timezone.localdate() + OPEN_FOR, timezone.localdate(first) - timedelta(days=1))


def _end_of(day: date) -> datetime:
    """Midnight that ends the day, on the wall: the worker's own day begins then."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))

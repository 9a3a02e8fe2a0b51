"""On the day: who comes without having said so, the moment under way, the round that begins."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.actions import add_person, check_in
from essaim.meetings.models import AgendaItem, Attendance, Meeting
from essaim.organizations.models import Organization

from .. import queries
from ..models import SeatingSetup


@transaction.atomic
def welcome(
    *, meeting: Meeting, actor: User | None, name: str, organization: Organization | None = None, email: str = "",
    key: str = "",
) -> Attendance:  # fmt: skip
    """Write down somebody who comes without having said so, and that they are there. An address already on the list is
    that person. `key` as in `meetings.actions.check_in`."""
    row = add_person(meeting=meeting, actor=actor, name=name, email=email, organization=organization)
    return check_in(attendance=row, actor=actor, key=key)


@transaction.atomic
def go_to_moment(*, meeting: Meeting, actor: User | None, step: int, seen: int | None) -> SeatingSetup:
    """Go to the next moment of the agenda (`step` 1) or back to the one before (−1); the first one begins the meeting.

    `seen`: the moment that the presser's page showed; when another press has moved it meanwhile, nothing is done.
    """
    setup = _day(meeting)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    if not items:
        raise Refusal(_("Le programme est vide : ajoutez-y des moments pour les suivre ici."), code="no_agenda")
    if setup.moment_id != seen:
        return setup
    rank = next((i for i, item in enumerate(items) if item.pk == setup.moment_id), -1)
    target = min(max(rank + step, 0), len(items) - 1)
    if target != rank:
        setup.moment, setup.moment_since = items[target], timezone.now()
        setup.save(update_fields=["moment", "moment_since", "updated_at"])
    return setup


@transaction.atomic
def begin_round(*, meeting: Meeting, actor: User | None, number: int) -> SeatingSetup:
    """Begin a round: from now on plans keep its tables. Begun twice is once. Refuses a round of no published plan, and
    to jump over one."""
    setup = _day(meeting)
    plan = queries.published_plan(meeting)
    if plan is None:
        raise Refusal(_("Publiez d'abord le plan des tables."), code="no_plan")
    if not 1 <= number <= min(plan.rounds, setup.rounds) or number > setup.rounds_begun + 1:
        raise Refusal(_("Ce tour n'est pas le prochain."), code="not_next")
    if number > setup.rounds_begun:
        setup.rounds_begun = number
        setup.save(update_fields=["rounds_begun", "updated_at"])
        journaled.tell(
            actor=actor, verb="seating.begin_round", subject=plan, club=meeting.club, details={"round": number}
        )
    return setup


def _day(meeting: Meeting) -> SeatingSetup:
    """The meeting's setup, locked; with what is proposed when nobody has said anything about tables."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    setup = SeatingSetup.objects.filter(meeting=meeting).first()
    return setup or SeatingSetup.objects.create(club=meeting.club, meeting=meeting, **queries.proposal(meeting))

"""The team meets."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.meetings import actions as meetings
from essaim.meetings.enums import AttendeeKind
from essaim.meetings.models import Meeting

from .. import queries, rules
from ..enums import OpenTo
from ..models import Dossier, TeamMeeting
from .common import lock, one_line, told

LENGTH = timedelta(hours=2)


@transaction.atomic
def propose_meeting(
    *, dossier: Dossier, starts_at: datetime, actor: User | None, place: str = "", why: str = "", by: str = ""
) -> Meeting:  # fmt: skip
    """A meeting of two hours to which the people of the team alone are invited, each by a message with its calendar
    event and a link to answer. Its title names the dossier only when the club's members know of it.

    Refuses (field `starts_at`) a moment that is past, and a team of which nobody can be written to (`nobody`).
    """
    dossier = lock(dossier)
    known = dossier.open_to == OpenTo.CLUB
    title = _("Équipe du dossier %(title)s") % {"title": dossier.title} if known else _("Réunion d'équipe")
    try:
        meeting = meetings.create_meeting(
            club=dossier.club, actor=actor, title=title[:120], presentation=why.strip()[:1000], starts_at=starts_at,
            ends_at=starts_at + LENGTH, address=one_line(place)[:200],
        )  # fmt: skip
    except Refusal as refusal:
        raise Refusal(str(refusal), code=refusal.code, field="starts_at") from None
    asked = 0
    for partner in rules.team_of(queries.partners_of(dossier)):
        kind = AttendeeKind.MEMBER if partner.through_id == dossier.club_id else AttendeeKind.PROSPECT
        people = [(str(user), user.email) for user in queries.people_of(partner)] if partner.user or not partner.email \
            else [(partner.contact_name or partner.organization.name, partner.email)]  # fmt: skip
        for name, email in people:
            meetings.invite(
                meeting=meeting, actor=actor, name=name, email=email, organization=partner.organization, kind=kind
            )
            asked += 1
    if not asked:
        raise Refusal(_("Personne dans l'équipe n'a d'adresse : dites d'abord à qui écrire."), code="nobody")
    meeting = meetings.announce(meeting=meeting, actor=actor, members=False)
    TeamMeeting.objects.create(club=dossier.club, dossier=dossier, meeting=meeting)
    told(dossier, "propose_meeting", actor, by=by, meeting=meeting.pk)
    return meeting

"""What members give by the meetings, for the page where organisers see who brings what (clubs.involvement)."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import ngettext

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from .enums import MeetingState, TalkState
from .models import Attendance, Meeting, Talk, Theme

Given = Iterable[tuple[int, date]]


def hosted(count: int) -> str:
    return ngettext("accueilli %(count)s rencontre", "accueilli %(count)s rencontres", count) % {"count": count}


def meetings_hosted(club: Club, since: date) -> Given:
    """(host, day) for each meeting held since that day. One query."""
    rows = Meeting.objects.filter(club=club, state=MeetingState.HELD, host__isnull=False, starts_at__date__gte=since)
    return [(host, localdate(at)) for host, at in rows.values_list("host", "starts_at")]


def help_given(club: Club, since: date) -> Iterable[Help]:
    """Hosting, as help given to the whole club. One query."""
    return [Help(host, None, day) for host, day in meetings_hosted(club, since)]


def nobody_got(_count: int) -> str:
    """What is given to the whole club is nobody's to have got."""
    return ""


def came(count: int) -> str:
    return ngettext("participé à %(count)s rencontre", "participé à %(count)s rencontres", count) % {"count": count}


def meetings_attended(club: Club, since: date) -> Given:
    """(organization, day) for each meeting where somebody of it was checked in, however many came. One query."""
    rows = Attendance.objects.filter(club=club, organization__isnull=False, checked_in_at__date__gte=since)
    found = set(rows.values_list("meeting", "organization", "meeting__starts_at"))
    return [(organization, localdate(at)) for _meeting, organization, at in found if at]


def spoke(count: int) -> str:
    return ngettext("intervenu %(count)s fois", "intervenu %(count)s fois", count) % {"count": count}


def talks_given(club: Club, since: date) -> Given:
    """(organization of the speaker, day) for each talk of a meeting held since that day. One query."""
    rows = Talk.objects.filter(
        club=club, meeting__state=MeetingState.HELD, meeting__starts_at__date__gte=since,
        speaker__organization__isnull=False, state__in=[TalkState.ACCEPTED, TalkState.GIVEN],
    )  # fmt: skip
    return [(one, localdate(at)) for one, at in rows.values_list("speaker__organization", "meeting__starts_at")]


def proposed(count: int) -> str:
    return ngettext("proposé %(count)s thème", "proposé %(count)s thèmes", count) % {"count": count}


def themes_proposed(club: Club, since: date) -> Given:
    """(organization, day) for each theme it proposed. One query."""
    rows = Theme.objects.filter(club=club, proposed_by__isnull=False, created_at__date__gte=since)
    return [(one, localdate(at)) for one, at in rows.values_list("proposed_by", "created_at")]

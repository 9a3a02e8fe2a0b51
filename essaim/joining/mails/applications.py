"""The messages of an application: to who asks, to the member asked, to those who decide, to the members."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.queries import organisers_of

from .. import links
from ..models import Application, Sponsoring
from ..queries.people import Someone, people_of, people_of_members
from ..queries.trail import officers_of, votes_needed

ADMISSIONS, SPONSORING = "admissions", "sponsoring"


def _to_candidate(application: Application, name: str, extra: dict[str, Any] | None = None) -> None:
    """To who asks, with the link to their trail. In the language of the page where they asked, until they have one."""
    with translation.override(application.language):
        url = links.absolute("joining:follow", application.club, links.trail_token(application.pk))
        mails.send(
            template_prefix=f"joining/email/{name}",
            address=application.email,
            # Without an account, the name is the one they signed with.
            context=_context(application, url)
            | {"user": mails.person_at(application.email) or application}
            | (extra or {}),
            key=f"joining.{name}:{application.pk}:{application.events.count()}",
            club=application.club,
            reply_to=application.club.email,
        )


def to_people(
    people: Iterable[Someone], application: Application, name: str, key: str, stream: str = "", **extra
) -> None:
    """To people of the club, who sign in to answer."""
    for one in people:
        with translation.override(one.language):
            url = links.absolute("joining:trail", application.club, application.pk)
            mails.send(
                template_prefix=f"joining/email/{name}",
                address=one.email,
                context=_context(application, url) | extra,
                key=f"joining.{name}:{key}:{one.email}",
                club=application.club,
                stream=stream,
            )


def _context(application: Application, url: str) -> dict[str, Any]:
    return {"application": application, "organization": application.organization, "club": application.club, "url": url}


def _someone(users: Iterable[User]) -> list[Someone]:
    return [Someone(user.email, user.language) for user in users if user.is_active]


def please_follow(application: Application, *, confirm: bool) -> None:
    """The link to the trail; `confirm`: the address is not proved yet, the first press there does it."""
    _to_candidate(application, "please_follow", {"confirm": confirm})


def proposed(application: Application, sponsoring: Sponsoring) -> None:
    _to_candidate(application, "proposed", {"sponsoring": sponsoring})


def sponsor_asked(sponsoring: Sponsoring) -> None:
    _to_sponsor(sponsoring, "sponsor_asked")


def sponsor_reminded(sponsoring: Sponsoring) -> None:
    _to_sponsor(sponsoring, "sponsor_reminded")


def _to_sponsor(sponsoring: Sponsoring, name: str) -> None:
    people = people_of(sponsoring.sponsor) if sponsoring.sponsor else []
    key = f"{sponsoring.pk}:{sponsoring.reminders}"
    to_people(people, sponsoring.application, name, key, SPONSORING, sponsor=sponsoring.sponsor)


def sponsor_declined(application: Application, sponsoring: Sponsoring) -> None:
    _to_candidate(application, "sponsor_declined", {"sponsoring": sponsoring})


def vouched(application: Application, sponsoring: Sponsoring) -> None:
    _to_candidate(application, "vouched", {"sponsoring": sponsoring})


def presented(application: Application) -> None:
    """To every member: who asks, who vouches, until when one may object."""
    to_people(people_of_members(application.club), application, "presented", str(application.pk), ADMISSIONS)


def vote_asked(application: Application) -> None:
    needed = votes_needed(application.club)
    to_people(_someone(officers_of(application.club)), application, "vote_asked", str(application.pk), needed=needed)


def to_organisers(application: Application, what: str) -> None:
    """`what`: new, ready, silent, contested, board_no, withdrawn. Each is said once for an application."""
    people = _someone(organisers_of(application.club))
    to_people(people, application, "to_organiser", f"{what}:{application.pk}", what=what)


def welcome(application: Application) -> None:
    """The first three things to do, each with its address."""
    with translation.override(application.language):
        club = application.club
        extra = {
            "page_url": links.site(application.organization.get_absolute_url()),
            "day_url": links.absolute("day:index", club),
            "directory_url": links.absolute("club_directory:index", club),
        }
    _to_candidate(application, "welcome", extra)


def forgotten(application: Application) -> None:
    """Nobody confirmed in two weeks: the request is erased, and may be made again."""
    again_url = links.absolute("joining:apply", application.club)
    _to_candidate(application, "forgotten", {"again_url": again_url})


def refused(application: Application) -> None:
    _to_candidate(application, "refused")

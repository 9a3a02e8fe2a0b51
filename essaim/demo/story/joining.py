"""The first invitation, to forty structures; who sponsored whom; a candidate whose sponsor has not answered yet."""

import tomllib
from datetime import datetime, timedelta

from essaim.clubs import actions as clubs
from essaim.joining.enums import ApplicationState, CampaignState, RecipientState, SponsoringState
from essaim.joining.models import Application, ApplicationEvent, Campaign, Recipient, Sponsoring
from essaim.meetings.enums import Answer
from essaim.meetings.models import Attendance

from .cast import FILES, Cast
from .days import moment, start_of

OTHERS = 24  # structures written to besides those that came


def add_joining(cast: Cast) -> None:
    with (FILES / "joining.toml").open("rb") as file:
        story = tomllib.load(file)
    _campaign(cast, story["campaign"])
    for one in story["sponsorship"]:
        _sponsored(cast, one["of"], one["by"], one["words"])
    _candidate(cast, story["application"])


def _campaign(cast: Cast, words: dict) -> None:
    """Who answered what is who came: the same people as at the first meeting."""
    meeting = cast.meetings[1]
    sent = start_of(meeting) - timedelta(days=35)
    campaign = Campaign.objects.create(
        club=cast.club, title=words["title"], meeting=meeting, subject=words["subject"], words=words["words"].strip(),
        state=CampaignState.RUNNING, author=cast.accounts["animation"], launched_at=sent, reminders=1,
        reminded_at=sent + timedelta(days=14),
    )  # fmt: skip
    Campaign.objects.filter(pk=campaign.pk).update(created_at=sent)
    rows = Attendance.objects.filter(meeting=meeting, organization__isnull=False).select_related("organization")
    Recipient.objects.bulk_create(
        Recipient(
            club=cast.club, campaign=campaign, organization=row.organization, name=row.name, email=row.email,
            state=RecipientState.SENT, asked=1 + ((row.answered_at or sent) > sent + timedelta(days=14)), asked_at=sent,
            opened_at=row.answered_at, answer=row.answer, answered_at=row.answered_at,
        )
        for row in rows
        if row.email
    )  # fmt: skip
    _others_written_to(cast, campaign, sent)


def _others_written_to(cast: Cast, campaign: Campaign, sent: datetime) -> None:
    """Those who could not come, or never answered."""
    known = {*cast.members, *cast.invited}
    others = [one for key, one in cast.organizations.items() if key not in known and one.email]
    rows = []
    for organization in cast.chance.sample(others, min(OTHERS, len(others))):
        luck = cast.chance.random()
        answer = Answer.NO if luck < 0.35 else Answer.MAYBE if luck < 0.45 else Answer.NONE
        answered = None if answer == Answer.NONE else sent + timedelta(days=cast.chance.randrange(1, 25))
        rows.append(
            Recipient(
                club=cast.club, campaign=campaign, organization=organization, email=organization.email,
                state=RecipientState.BOUNCED if luck > 0.92 else RecipientState.SENT, asked=2 - bool(answered),
                asked_at=sent, opened_at=answered, answer=answer, answered_at=answered,
            )
        )  # fmt: skip
    Recipient.objects.bulk_create(rows)


def _application(cast: Cast, key: str, **fields) -> Application:
    person = cast.people[key][0]
    return Application.objects.create(
        club=cast.club, organization=cast.organizations[key], name=person.name, role=person.role,
        email=person.user.email if person.user else person.email, user=person.user, **fields,
    )  # fmt: skip


def _sponsored(cast: Cast, key: str, by: str, words: str) -> None:
    joined = moment(cast.members[key], 10)
    asked, vouched = joined - timedelta(days=21), joined - timedelta(days=15)
    sponsor = cast.representative(by)
    application = _application(cast, key, state=ApplicationState.ADMITTED, confirmed_at=asked, decided_at=joined)
    Sponsoring.objects.create(
        club=cast.club, application=application, sponsor=cast.organizations[by], user=sponsor.user,
        state=SponsoringState.VOUCHED, words=words, answered_at=vouched,
    )  # fmt: skip
    steps = [
        ("apply", ApplicationState.NEW, asked, application.user, application.name, ""),
        ("confirm", ApplicationState.SEEKING, asked, application.user, application.name, ""),
        ("vouch", ApplicationState.SPONSORED, vouched, sponsor.user, sponsor.name, words),
        ("admit", ApplicationState.ADMITTED, joined, cast.accounts["animation"], cast.accounts["animation"].name, ""),
    ]
    _trail(cast, application, steps)


def _candidate(cast: Cast, story: dict) -> None:
    neighbour = cast.accounts["voisine"]
    key = next(key for key in cast.invited if any(one.user == neighbour for one in cast.people[key]))
    asked = moment(cast.today - timedelta(days=5), 15)
    application = _application(cast, key, state=ApplicationState.ASKED, why=story["why"], confirmed_at=asked)
    Sponsoring.objects.create(
        club=cast.club, application=application, sponsor=cast.organizations[story["sponsor"]],
        state=SponsoringState.ASKED,
    )  # fmt: skip
    Sponsoring.objects.filter(application=application).update(created_at=asked)
    clubs.apply(club=cast.club, organization=application.organization, actor=neighbour)
    steps = [
        (verb, state, asked, neighbour, neighbour.name, "")
        for verb, state in (
            ("apply", ApplicationState.NEW),
            ("confirm", ApplicationState.SEEKING),
            ("ask_sponsor", ApplicationState.ASKED),
        )
    ]
    _trail(cast, application, steps)


def _trail(cast: Cast, application: Application, steps: list[tuple]) -> None:
    for rank, (verb, state, at, actor, who, words) in enumerate(steps):
        event = ApplicationEvent.objects.create(
            club=cast.club, application=application, verb=verb, after=state, actor=actor, who=who, words=words
        )
        ApplicationEvent.objects.filter(pk=event.pk).update(at=at + timedelta(minutes=rank))
    Application.objects.filter(pk=application.pk).update(created_at=steps[0][2])

"""Always the same cast: two clubs, one person of each role, an organization that is a member."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from essaim.accounts.models import User
from essaim.charter.models import Version
from essaim.charter.tests.factories import make_article, make_version
from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.imports.enums import BatchState
from essaim.imports.models import ImportBatch
from essaim.introductions.models import Introduction
from essaim.joining.links import invitation_token, trail_token
from essaim.joining.models import Recipient
from essaim.joining.tests.factories import make_application, make_campaign, make_recipient
from essaim.mail.tests.factories import dead_address, mail_of
from essaim.mail.tokens import choices_token
from essaim.meetings.actions.themes import propose_theme
from essaim.meetings.enums import AttendeeKind, MeetingState
from essaim.meetings.feeds import secret_of
from essaim.meetings.links import answer_token
from essaim.meetings.models import Attendance, DatePoll, Meeting, MeetingDocument, PlaceRequest, PollVoter, Talk
from essaim.meetings.place_links import place_token
from essaim.meetings.poll_links import poll_token
from essaim.meetings.talk_links import talk_token
from essaim.organizations.actions.reminders import confirmation_token
from essaim.organizations.duplicates.actions import merge
from essaim.organizations.enums import ClaimState, RepresentativeKind
from essaim.organizations.models import DuplicatePair, Merge, Organization, Picture, Representation
from essaim.writing.models import Text
from essaim.writing.tests.factories import KIND as NOTE
from essaim.writing.tests.factories import make_text

from .after_meetings import AfterMeetings
from .asked import AskedCast
from .bought import BuyingCast
from .budgeted import BudgetedCast
from .called import CallsCast
from .hiring import HiringCast
from .joined import JoinedCast
from .joint import JointCast
from .kept import KeptCast
from .lent import LendingCast
from .pooled import PooledCast
from .practised import PractisedCast
from .seated import SeatedCast
from .sent import SentCast


@dataclass
class Cast(
    AfterMeetings,
    AskedCast,
    BudgetedCast,
    BuyingCast,
    CallsCast,
    HiringCast,
    JointCast,
    JoinedCast,
    KeptCast,
    LendingCast,
    PooledCast,
    PractisedCast,
    SeatedCast,
    SentCast,
):
    club: Club
    organization: Organization
    people: dict[str, User | None]

    club_slug = property(lambda self: self.club.slug)
    charge_pk = property(lambda self: self.club.charges.get(role=ClubRole.OFFICER).pk)
    organization_pk = property(lambda self: self.organization.pk)
    card_slug = "identite"
    message_pk = property(lambda self: mail_of(self.club).pk)
    incoming_pk = property(lambda self: self.club.incoming_messages.create(message_id="a", state="unclaimed").pk)
    suppression_pk = property(lambda self: dead_address(self.club).pk)
    organization_slug = property(lambda self: self.organization.slug)
    # What is asked about the organization's page; each row of the table runs on a fresh cast.
    picture_pk = property(lambda self: _picture(self.organization).pk)
    correction_pk = property(lambda self: self.organization.corrections.create(field="phone", text="0321000000").pk)
    claim_pk = property(
        lambda self: (
            self.organization.claims.create(
                user=self.people["outsider"], role="directrice", state=ClaimState.TO_REVIEW
            ).pk
        )
    )
    confirmation_token = property(lambda self: confirmation_token(self.organization.representations.get()))
    batch_pk = property(lambda self: ImportBatch.objects.create(file_name="a.csv", state=BatchState.PREVIEWED).pk)
    club_batch_pk = property(
        lambda self: ImportBatch.objects.create(club=self.club, file_name="a.csv", state=BatchState.PREVIEWED).pk
    )
    mail_token = property(lambda self: choices_token(address="a@example.org", club_pk=self.club.pk, stream="essai"))
    letter_app, letter_kind, letter_number = "meetings", "meetings.invitation", 1
    sheet_form = "csv"
    charter_number = property(lambda self: _charter(self.club).number)
    article_pk = property(lambda self: make_article(self.club).pk)
    met_organization_pk = property(lambda self: _to_meet(self.club).pk)
    introduction_pk = property(lambda self: _introduction(self.club, self.organization).pk)
    signing_organization_pk = property(lambda self: _charter(self.club) and self.organization.pk)
    report_form = property(lambda self: "csv")

    campaign_pk = property(lambda self: _draft(self.club).campaign_id)
    recipient_pk = property(lambda self: _draft(self.club).pk)
    running_campaign_pk = property(lambda self: make_recipient(make_campaign(self.club), sent=True).campaign_id)
    invitation_token = property(lambda self: invitation_token(make_recipient(make_campaign(self.club), sent=True).pk))

    application_pk = property(lambda self: make_application(self.club).pk)
    trail_token = property(lambda self: trail_token(make_application(self.club).pk))
    outside_pk = property(lambda self: make_recipient(make_campaign(self.club)).organization_id)
    withdraw_word, refuse_word = "retirer", "refuser"

    # Of the organization and another page that its organiser looks after.
    pair_pk = property(lambda self: _pair(self.organization).pk)
    merge_pk = property(lambda self: _merge(self.organization).pk)

    theme_pk = property(
        lambda self: propose_theme(club=self.club, actor=None, organization=self.organization, title="Recruter").pk
    )
    # A meeting to come, that one prospect is invited to.
    meeting_pk = property(lambda self: _meeting(self.club).pk)
    moment_pk = property(
        lambda self: _meeting(self.club).agenda.get_or_create(title="Accueil", defaults={"minutes": 20})[0].pk
    )
    attendance_pk = property(lambda self: _prospect(self.club).pk)
    answer_token = property(lambda self: answer_token(_prospect(self.club)))
    feed_secret = property(lambda self: secret_of(self.people["member"]))

    place_token = property(lambda self: place_token(_asked(self.club)))

    # A text with a version, a remark and a proposed change; made once a row.
    text_pk = property(lambda self: self.text.pk)
    revision_number = 1
    comment_pk = property(lambda self: self.text.comments.create(club=self.club, words="Avec qui ?").pk)
    proposal_pk = property(
        lambda self: self.text.proposals.create(club=self.club, base=1, content="Le club agit ensemble.").pk
    )

    @property
    def text(self) -> Text:
        known = Text.objects.filter(club=self.club, kind=NOTE).first()
        return known or make_text(self.club, "Le club agit.", title="Une note")

    # A meeting whose date is being chosen, and someone without account who is asked.
    polled_meeting_pk = property(lambda self: _voter(self.club).poll.meeting_id)
    poll_token = property(lambda self: poll_token(_voter(self.club)))

    # Someone from outside who speaks at the meeting, and a document for its members.
    speaker_pk = property(lambda self: _talk(self.club).speaker_id)
    talk_pk = property(lambda self: _talk(self.club).pk)
    talk_token = property(lambda self: talk_token(_talk(self.club)))
    document_pk = property(lambda self: _document(self.club).pk)

    def url(self, name: str, row) -> str:
        return reverse(name, kwargs={key: getattr(self, attribute) for key, attribute in row.arguments.items()})


@pytest.fixture
def cast(db) -> Cast:
    club = Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici")
    elsewhere = Club.objects.create(slug="ailleurs", name="Club d’ailleurs", short_name="Ailleurs")
    people: dict[str, User | None] = {"visitor": None}
    for role in ("outsider", "member", "organiser", "officer", "operator"):
        people[role] = User.objects.create_user(f"{role}@example.org", name=role, is_operator=role == "operator")
    organization = _member(club, "La Brouette partagée", people["member"])
    _member(elsewhere, "Le Panier d’ailleurs", people["outsider"])
    Charge.objects.create(club=club, user=people["organiser"], role=ClubRole.ORGANISER)
    Charge.objects.create(club=club, user=people["officer"], role=ClubRole.OFFICER)
    return Cast(club=club, organization=organization, people=people)


def _member(club: Club, name: str, user) -> Organization:
    organization = Organization.objects.create(name=name, folded_name=name.lower(), slug="structure")
    Membership.objects.create(club=club, organization=organization, state=MembershipState.MEMBER)
    Representation.objects.create(
        organization=organization, user=user, name=user.name, kind=RepresentativeKind.REPRESENTATIVE
    )
    return organization


def _draft(club: Club) -> Recipient:
    """The same draft, with one structure, whichever of the two is asked for first."""
    return Recipient.objects.filter(club=club, campaign__state="draft").first() or make_recipient(
        make_campaign(club, state="draft")
    )


def _meeting(club: Club) -> Meeting:
    start = timezone.now() + timedelta(days=7)
    values = {"state": MeetingState.ANNOUNCED, "starts_at": start, "ends_at": start + timedelta(hours=2)}
    return Meeting.objects.get_or_create(club=club, title="Trouver des financements", defaults=values)[0]


def _prospect(club: Club) -> Attendance:
    values = {"name": "Ana Silva", "kind": AttendeeKind.PROSPECT, "invited_at": timezone.now()}
    return Attendance.objects.get_or_create(
        club=club, meeting=_meeting(club), email="ana@example.org", defaults=values
    )[0]


def _asked(club: Club) -> PlaceRequest:
    values = {"name": "Lina Courtin"}
    return PlaceRequest.objects.get_or_create(
        club=club, meeting=_meeting(club), email="lina@example.org", defaults=values
    )[0]


def _picture(organization: Organization) -> Picture:
    picture = Picture(organization=organization, description="Un champ")
    picture.image.save("champ.webp", ContentFile(b"RIFF"), save=False)
    picture.save()
    return picture


def _to_meet(club: Club) -> Organization:
    """Another member, with somebody who can be written to."""
    known = Organization.objects.filter(memberships__club=club, name="Les Vélos du canal").first()
    if known:
        return known
    user = User.objects.create_user("velos@example.org", name="Karim Delobelle")
    return _member(club, "Les Vélos du canal", user)


def _introduction(club: Club, asked: Organization) -> Introduction:
    known = Introduction.objects.filter(club=club).first()
    return known or Introduction.objects.create(
        club=club, asker=_to_meet(club), asked=asked, message="Parlons de vos paniers."
    )


def _charter(club: Club) -> Version:
    return Version.objects.filter(club=club).first() or make_version(club)


def _pair(organization: Organization) -> DuplicatePair:
    other = Organization.objects.create(name="La Brouette", folded_name="la brouette", slug="la-brouette")
    return DuplicatePair.objects.create(a=organization, b=other, score=0.9, reasons=["close_name"])


def _merge(organization: Organization) -> Merge:
    other = Organization.objects.create(name="La Brouette", folded_name="la brouette", slug="la-brouette")
    return merge(kept=organization, removed=other, actor=None)


def _voter(club: Club) -> PollVoter:
    meeting = Meeting.objects.create(club=club, title="Recruter")
    poll = DatePoll.objects.create(club=club, meeting=meeting, closes_at=timezone.now() + timedelta(days=3))
    start = timezone.now() + timedelta(days=30)
    for gap in (0, 1):
        poll.options.create(
            club=club, starts_at=start + timedelta(days=gap), ends_at=start + timedelta(days=gap, hours=2)
        )
    return PollVoter.objects.create(club=club, poll=poll, name="Ana", email="ana@example.org")


def _talk(club: Club) -> Talk:
    speaker, _created = club.speakers.get_or_create(name="Inès Roussel", defaults={"email": "ines@example.org"})
    values = {"subject": "Recruter"}
    return Talk.objects.get_or_create(club=club, meeting=_meeting(club), speaker=speaker, defaults=values)[0]


def _document(club: Club) -> MeetingDocument:
    if known := MeetingDocument.objects.filter(club=club).first():
        return known
    document = MeetingDocument(club=club, meeting=_meeting(club), title="Plan", file_name="plan.pdf", size=5)
    document.content_type, document.sha256 = "application/pdf", "0" * 64
    document.file.save("plan.pdf", ContentFile(b"%PDF-"), save=False)
    document.save()
    return document

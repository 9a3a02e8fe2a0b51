"""Reading the charter: its draft, its versions, who signed and who has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.clubs.queries import members_of
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation
from essaim.ui.templatetags.ui import day as in_words
from essaim.writing.models import Comment
from essaim.writing.queries import open_proposals

from .enums import ChangeKind
from .models import Article, Signature, Version

# Who may sign in the name of an organization, and in which states of its membership.
SIGNING_KINDS = [RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE]
SIGNING_STATES = [MembershipState.MEMBER, MembershipState.CANDIDATE]


def articles_of(club: Club) -> QuerySet[Article]:
    """The working draft, in order."""
    return Article.objects.filter(club=club).select_related("text")


def draft_of(club: Club) -> str:
    """The whole draft as it would be published: a title for each article, numbered, then its words."""
    return compose((article.text.title, article.text.content) for article in articles_of(club))


def compose(articles) -> str:
    """One text of (title, words) pairs, in Markdown."""
    parts = [
        f"## {number}. {title.strip()}\n\n{content.strip()}" for number, (title, content) in enumerate(articles, 1)
    ]
    return "\n\n".join(parts) + "\n" if parts else ""


def waiting_proposals(club: Club) -> int:
    """How many changes proposed to the articles wait for an answer."""
    return open_proposals(Article.objects.filter(club=club).values("text")).count()


def open_talk(articles: Sequence[Article]) -> dict[int, dict[str, int]]:
    """How many remarks and proposed changes are open, by text (`remarks`, `proposals`). Two queries."""
    texts = [article.text_id for article in articles]
    talk: dict[int, dict[str, int]] = {text: {"remarks": 0, "proposals": 0} for text in texts}
    for text in Comment.objects.filter(text__in=texts, answers=None, resolved_at=None).values_list("text", flat=True):
        talk[text]["remarks"] += 1
    for text in open_proposals(texts).values_list("text", flat=True):
        talk[text]["proposals"] += 1
    return talk


def versions_of(club: Club) -> QuerySet[Version]:
    """The latest first."""
    return Version.objects.filter(club=club).select_related("published_by").order_by("-number")


def current_version(club: Club) -> Version | None:
    return versions_of(club).first()


def version_before(version: Version) -> Version | None:
    return versions_of(version.club).filter(number__lt=version.number).first()


def to_sign(club: Club) -> Version | None:
    """The last version that asks for signatures: a signature of it, or of a later one, is good."""
    return versions_of(club).filter(kind=ChangeKind.MAJOR).first()


def _good_signatures(club: Club) -> QuerySet[Signature]:
    """The signatures that hold now, in one query."""
    last = Version.objects.filter(club=club, kind=ChangeKind.MAJOR).order_by("-number").values("number")[:1]
    return Signature.objects.filter(club=club, version__number__gte=Subquery(last))


def has_signed_current(club: Club, organization: Organization) -> bool:
    """Whether the organization has signed the charter as it stands, retouches aside. One query.

    False while the club has no charter: a caller that asks for a signature looks first whether there is one
    (`current_version`).
    """
    return _good_signatures(club).filter(organization=organization).exists()


def good_signature(club: Club, organization: Organization) -> Signature | None:
    """The signature of the organization that holds now."""
    return _good_signatures(club).filter(organization=organization).order_by("-version__number").first()


def unsigned_members(club: Club) -> QuerySet[Organization]:
    """Members that have not signed the charter as it stands, by name. None while there is no charter."""
    good = _good_signatures(club).filter(organization=OuterRef("pk"))
    asked = Version.objects.filter(club=club)
    return members_of(club).filter(~Exists(good), Exists(asked), merged_into=None)


def signatures_of(club: Club) -> QuerySet[Signature]:
    """The whole register, the latest first."""
    return (
        Signature.objects.filter(club=club)
        .select_related("organization", "version")
        .order_by("-signed_at", "-pk")
    )  # fmt: skip


def signatories(club: Club) -> list[Signature]:
    """Members whose signature holds now, by name; one for each."""
    rows = (
        _good_signatures(club)
        .filter(
            organization__memberships__club=club, organization__memberships__state=MembershipState.MEMBER
        )
        .select_related("organization", "version")
        .order_by("organization__folded_name", "version__number")
    )  # fmt: skip
    return list({row.organization_id: row for row in rows}.values())


@dataclass(frozen=True)
class Seat:
    """An organization in whose name the person may sign, and what is kept of them there."""

    representation: Representation
    signed: bool

    @property
    def organization(self) -> Organization:
        return self.representation.organization


def seats_of(user, club: Club) -> list[Seat]:
    """The organizations of the club (members, candidates) in whose name the person may sign, by name. One query."""
    if not isinstance(user, User):
        return []
    good = _good_signatures(club).filter(organization=OuterRef("organization"))
    rows = (
        Representation.objects.filter(
            user=user, kind__in=SIGNING_KINDS, organization__memberships__club=club,
            organization__memberships__state__in=SIGNING_STATES, organization__merged_into=None,
        )
        .annotate(signed=Exists(good))
        .select_related("organization")
        .order_by("organization__folded_name")
    )  # fmt: skip
    return [Seat(row, row.signed) for row in rows]


@dataclass(frozen=True)
class Waiting:
    """A member that has not signed, and who could."""

    organization: Organization
    people: Sequence[Representation]

    @property
    def reached(self) -> bool:
        """Whether somebody there has an account, and so receives the reminders."""
        return any(row.user_id for row in self.people)


def waiting_in(club: Club) -> list[Waiting]:
    """Members that have not signed, by name, with their people. Two queries."""
    organizations = list(unsigned_members(club))
    people: dict[int, list[Representation]] = {}
    rows = Representation.objects.filter(organization__in=organizations, kind__in=SIGNING_KINDS)
    for row in rows.select_related("user").order_by("kind"):
        people.setdefault(row.organization_id, []).append(row)
    return [Waiting(one, people.get(one.pk, [])) for one in organizations]


def signing_people(organizations: QuerySet[Organization]) -> QuerySet[Representation]:
    """The people with an account who may sign for these organizations."""
    return (
        Representation.objects.filter(organization__in=organizations, kind__in=SIGNING_KINDS, user__isnull=False)
        .select_related("user", "organization")
        .order_by("pk")
    )


def clubs_to_remind(day: date) -> list[Version]:
    """The versions whose signatures are asked for, in every club, until a month after their day."""
    newer = Version.objects.filter(club=OuterRef("club"), kind=ChangeKind.MAJOR, number__gt=OuterRef("number"))
    return list(
        Version.objects.filter(~Exists(newer), kind=ChangeKind.MAJOR, sign_by__gte=day - timedelta(days=30))
        .select_related("club")
        .order_by("pk")
    )


def register_cells(club: Club, day: date) -> dict[int, str]:
    """For the members' register: whether each organization had signed on that day. Three queries."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    asked = versions_of(club).filter(kind=ChangeKind.MAJOR, published_at__lt=end).first()
    if asked is None:
        return {}
    members = Membership.objects.filter(club=club).values_list("organization", flat=True)
    cells = dict.fromkeys(members, _("pas signée"))
    rows = Signature.objects.filter(club=club, signed_at__lt=end, version__number__gte=asked.number)
    found = rows.order_by("signed_at").values_list("organization", "signed_at", "version__number")
    for organization, signed_at, number in found:
        cells[organization] = _("signée le %(day)s (version %(number)s)") % {
            "day": in_words(signed_at), "number": number,
        }  # fmt: skip
    return cells

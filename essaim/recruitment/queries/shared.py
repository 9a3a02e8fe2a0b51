"""Needs and shared posts, as members read them and as the engine takes them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from ..engine import Need
from ..enums import LIVE, LOOSE, NeedState, PostState
from ..models import JobNeed, PostSearch, SharedPart, SharedPost
from .offers import own_members

STILL_READ = timedelta(days=365)
ABANDONED = timedelta(seconds=60)  # a search lasts some seconds: whoever began it then is no more
PATIENCE = timedelta(seconds=10)  # the worker looks every second


def open_needs(club: Club, today: date | None = None) -> QuerySet[JobNeed]:
    """Needs that look for others, the latest first."""
    today = today or timezone.localdate()
    rows = JobNeed.objects.filter(club=club, state=NeedState.OPEN, until__gte=today)
    return rows.select_related("organization", "municipality").order_by("-pk")


def free_needs(club: Club, today: date) -> QuerySet[JobNeed]:
    """Open needs that nobody discusses a post for."""
    bound = SharedPart.objects.filter(need=OuterRef("pk"), live=True).exclude(post__state__in=LOOSE)
    return open_needs(club, today).filter(~Exists(bound)).order_by("pk")


def as_engine_needs(rows: Iterable[JobNeed]) -> list[Need]:
    """What the engine takes. Occupations without code are of one family when they have the same words."""
    return [
        Need(
            key=row.pk,
            organization=row.organization_id,
            family=row.occupation_code[:3] or fold(row.occupation),
            occupation=row.occupation_code or fold(row.occupation),
            least=row.least,
            most=row.most,
            slots=row.slots,
            place=_point(row),
            remote=row.remote,
            starts=row.starts_on.toordinal(),
            starts_by=row.starts_by.toordinal(),
        )
        for row in rows
    ]


def _point(row: JobNeed) -> tuple[float, float] | None:
    latitude, longitude = row.municipality.latitude, row.municipality.longitude
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def given_up(club: Club) -> set[frozenset[int]]:
    """Combinations that were ended, by their needs: they are not proposed again. One query."""
    keys = SharedPost.objects.filter(club=club, state=PostState.GIVEN_UP).values_list("key", flat=True)
    return {frozenset(map(int, key.split("-"))) for key in keys}


def posts_of(club: Club) -> QuerySet[SharedPost]:
    """Posts with their parts, what is most advanced first."""
    parts = SharedPart.objects.select_related("need__organization", "need__municipality").order_by("-minutes", "pk")
    since = timezone.now() - STILL_READ
    rows = SharedPost.objects.filter(club=club, updated_at__gte=since)
    return rows.prefetch_related(Prefetch("parts", parts)).order_by("-score", "pk")


def live_posts(club: Club) -> list[SharedPost]:
    """Proposed, discussed, agreed or hired, in that order backwards. Two queries."""
    order = [PostState.AGREED, PostState.DISCUSSED, PostState.PROPOSED, PostState.HIRED]
    rows = sorted(posts_of(club).filter(state__in=LIVE), key=lambda row: order.index(PostState(row.state)))
    for row in rows:
        row.club = club
    return rows


def other_posts(club: Club) -> list[SharedPost]:
    """Combinations that would do instead of those proposed. Two queries."""
    rows = list(posts_of(club).filter(state=PostState.ANOTHER)[:20])
    for row in rows:
        row.club = club
    return rows


def parts_to_answer(user: User, club: Club) -> list[SharedPart]:
    """What waits for an answer of the person's organizations. One query."""
    rows = SharedPart.objects.filter(
        club=club, live=True, answer="", post__state__in=[PostState.PROPOSED, PostState.DISCUSSED],
        need__organization__in=own_members(user, club),
    )  # fmt: skip
    return list(rows.select_related("post", "need__organization").order_by("pk"))


def past_needs(today: date) -> QuerySet[JobNeed]:
    """Open needs whose day has passed and that nobody discusses a post for."""
    bound = SharedPart.objects.filter(need=OuterRef("pk"), live=True).exclude(post__state__in=LOOSE)
    return JobNeed.objects.filter(~Exists(bound), state=NeedState.OPEN, until__lt=today)


def search_of(club: Club) -> PostSearch | None:
    """The last search of the club. One query."""
    return PostSearch.objects.filter(club=club).first()


def waiting_searches(now: datetime) -> QuerySet[PostSearch]:
    """Searches asked for that nobody is at, the one that has waited longest first."""
    rows = PostSearch.objects.filter(Q(began_at=None) | Q(began_at__lt=now - ABANDONED), ended_at=None)
    return rows.order_by("asked_at", "pk")


def nobody_comes(search: PostSearch, now: datetime) -> bool:
    """Whether it has waited too long for a worker: none runs, or it is at something long."""
    idle = search.began_at is None or search.began_at < now - ABANDONED
    return search.waits and idle and search.asked_at < now - PATIENCE


_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def people_of(organizations: Iterable[Organization]) -> list[Representation]:
    """Whom to write to in each: whoever represents it, else who stands in, else who keeps its page. One query."""
    rows = Representation.objects.filter(organization__in=list(organizations), user__isnull=False)
    best: dict[int, int] = {}
    found = list(rows.select_related("user", "organization").order_by("pk"))
    for row in found:
        rank = _RANK[RepresentativeKind(row.kind)]
        best[row.organization_id] = min(rank, best.get(row.organization_id, rank))
    return [row for row in found if _RANK[RepresentativeKind(row.kind)] == best[row.organization_id]]

"""Reading practices."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import clubs_of, members_of
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation
from essaim.search.text import stem, words_of
from essaim.writing import markup

from .enums import STANDING, Audience, PartKind, PracticeState, ReviewState, VisitState
from .models import Adoption, Check, Part, Practice, PracticeSettings, Review, ThemeWord, Visit
from .parts import NEEDED

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def is_of(user: User, organization: Organization) -> bool:
    return Representation.objects.filter(organization=organization, user=user).exists()


def people_of(organization: Organization) -> QuerySet[User]:
    """The people of the structure who have an account, by name."""
    return User.objects.filter(representations__organization=organization).distinct().order_by("name", "pk")


def people_to_write_to(organization: Organization) -> list[User]:
    """Who represents it, else who stands in, else who keeps its page. One query."""
    rows = list(Representation.objects.filter(organization=organization, user__isnull=False).select_related("user"))
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return list(
        dict.fromkeys(row.user for row in rows if row.user and _RANK[RepresentativeKind(row.kind)] == best)
    )  # fmt: skip


def whom_to_ask(practice: Practice) -> list[User]:
    """Who answers for a practice: its contact, else the structure's people."""
    if practice.contact and is_of(practice.contact, practice.organization):
        return [practice.contact]
    return people_to_write_to(practice.organization)


def practices_of(club: Club) -> QuerySet[Practice]:
    """Those of a club as lists show them: with their structure, theme words and `adopters`."""
    return (
        Practice.objects.filter(club=club)
        .select_related("organization")
        .prefetch_related("words")
        .annotate(adopters=Count("adoptions", distinct=True))
    )


def in_order(club: Club, ids: list[int]) -> list[Practice]:
    """The practices of these keys, in their order. Two queries."""
    rows = {row.pk: row for row in practices_of(club).filter(pk__in=ids)}
    return [rows[pk] for pk in ids if pk in rows]


def at_work(club: Club, organizations: Iterable[Organization]) -> list[Practice]:
    """What these structures are writing or have put away, the last changed first."""
    states = (PracticeState.DRAFT, PracticeState.REVIEW, PracticeState.ARCHIVED)
    rows = practices_of(club).filter(organization__in=list(organizations), state__in=states)
    return list(rows.order_by("-updated_at", "-pk"))


def to_review(club: Club) -> list[Practice]:
    """What waits for a peer's reading, the first asked first."""
    return list(practices_of(club).filter(state=PracticeState.REVIEW).order_by("updated_at", "pk"))


def parts_of(practice: Practice) -> list[Part]:
    """Its parts with their texts, in the order of the sheet. One query."""
    order = list(PartKind)
    rows = Part.objects.filter(practice=practice).select_related("text", "text__club")
    return sorted(rows, key=lambda part: order.index(PartKind(part.kind)))


def missing_parts(practice: Practice) -> list[PartKind]:
    """The parts that nobody can do without, and that hold no word yet."""
    written = {part.kind for part in parts_of(practice) if part.text.content.strip()}
    return [kind for kind in NEEDED if kind not in written]


def reviews_of(practice: Practice) -> list[Review]:
    return list(practice.reviews.select_related("organization", "reviewer", "asked_by"))


def answered_reviews(practice: Practice) -> list[Review]:
    """What peers said, for those who still have an account."""
    rows = practice.reviews.filter(
        state__in=(ReviewState.CLEAR, ReviewState.QUESTIONS), reviewer__isnull=False
    ).select_related("reviewer", "organization", "practice__club", "practice__organization")
    return list(rows)


def due_for_check(before: date) -> list[int]:
    """Keys of those that nobody has said true since that day."""
    rows = Practice.objects.filter(state=PracticeState.PUBLISHED, checked_on__lte=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def checks_without_answer(before: date) -> list[Check]:
    """Asked that day or earlier, and no answer."""
    rows = Check.objects.filter(answer="", asked_on__lte=before)
    return list(rows.select_related("practice__club", "practice__organization", "practice__contact"))


def authors_open(club: Club) -> bool:
    """Whether the club lets each structure open its practices to everybody."""
    return PracticeSettings.objects.filter(club=club, authors_open=True).exists()


def with_all(club: Club) -> QuerySet[Practice]:
    """Practices with what their page draws, but their parts."""
    return Practice.objects.filter(club=club).select_related("organization", "contact", "author").prefetch_related(
        "words", "figures", "documents",
        "adoptions__organization",
    )  # fmt: skip


def latest_first(ids: list[int]) -> list[int]:
    """The keys, what was published last first. One query."""
    return list(Practice.objects.filter(pk__in=ids).order_by("-published_at", "-pk").values_list("pk", flat=True))


def words_by_value(club: Club, values: Iterable[str]) -> dict[str, str]:
    """Theme words as they are typed, by their value in the facet. One query."""
    wanted = {value.replace("_", " ") for value in values}
    rows = ThemeWord.objects.filter(club=club, folded__in=wanted).order_by("-pk").values_list("folded", "word")
    return {folded.replace(" ", "_"): word for folded, word in rows}


def peers_for(practice: Practice) -> list[Organization]:
    """Members that could be asked to read: somebody there has an account, and they were not asked yet."""
    known = Review.objects.filter(practice=practice).values("organization")
    rows = members_of(practice.club).filter(representations__user__isnull=False, merged_into=None)
    return list(rows.exclude(pk=practice.organization_id).exclude(pk__in=known).distinct())


def visits_of(practice: Practice) -> list[Visit]:
    return list(practice.visits.select_related("organization", "author"))


def checks_of(practice: Practice) -> list[Check]:
    """What was answered each year, the last first."""
    return list(practice.checks.exclude(answer="").select_related("answered_by"))


def parts_read(practice: Practice) -> list[tuple[Part, str]]:
    """The parts that hold words, each as safe HTML."""
    return [(part, markup.render(part.text.content)) for part in parts_of(practice) if part.text.content.strip()]


def adoption_of(practice: Practice, organization: Organization) -> Adoption | None:
    return Adoption.objects.filter(practice=practice, organization=organization).select_related("practice").first()


def visits_waiting(club: Club, own: list[Organization]) -> list[Visit]:
    """Asked of these structures, and not answered."""
    rows = Visit.objects.filter(club=club, practice__organization__in=own, state=VisitState.ASKED)
    return list(rows.select_related("organization", "practice").order_by("pk"))


def reviews_waiting(club: Club, own: list[Organization]) -> list[Review]:
    """Sheets that these structures have to read."""
    rows = Review.objects.filter(
        club=club, organization__in=own, state=ReviewState.ASKED, practice__state=PracticeState.REVIEW
    )
    return list(rows.select_related("practice__organization").order_by("pk"))


def to_check(club: Club, own: list[Organization]) -> list[Practice]:
    rows = Practice.objects.filter(club=club, organization__in=own, state=PracticeState.RECHECK)
    return list(rows.order_by("checked_on", "pk"))


def ready_to_publish(club: Club, own: list[Organization]) -> list[Practice]:
    """Those of these structures that a peer found clear."""
    rows = Practice.objects.filter(club=club, organization__in=own, state=PracticeState.REVIEW)
    return list(rows.filter(reviews__state=ReviewState.CLEAR).distinct().order_by("pk"))


def asking_public(club: Club) -> list[Practice]:
    rows = Practice.objects.filter(club=club, asks_public=True, state__in=STANDING)
    return list(rows.select_related("organization").order_by("pk"))


def counts(club: Club, *, since: datetime) -> tuple[int, int]:
    """How many stand in the list, and how many of them were published since."""
    rows = Practice.objects.filter(club=club, state__in=STANDING)
    found = rows.aggregate(total=Count("pk"), new=Count("pk", filter=Q(published_at__gte=since)))
    return found["total"], found["new"]


def shown_of(organization: Organization, user) -> tuple[list[Practice], list[Adoption]]:
    """What it told and what it took up, among what the reader may read."""
    readable = Q(audience=Audience.PUBLIC)
    if user.is_authenticated:
        readable |= ~Q(pk=None) if user.is_operator else Q(club__in=clubs_of(user))
    visible = Practice.objects.filter(readable, state__in=STANDING)
    told = visible.filter(organization=organization).select_related("club").annotate(adopters=Count("adoptions"))
    taken = Adoption.objects.filter(organization=organization, practice__in=visible)
    return (
        list(told.order_by("-published_at", "-pk")),
        list(taken.select_related("practice__club", "practice__organization").order_by("-since", "-pk")),
    )


def about(club: Club, text: str, *, limit: int = 5) -> list[Practice]:
    """The practices in the list with a theme word that the text says, those with most first. Two queries."""
    said = {stem(word) for word in words_of(text)}
    rows = ThemeWord.objects.filter(club=club, practice__state__in=STANDING).values_list("practice_id", "folded")
    counts = Counter(pk for pk, folded in rows if said.issuperset(map(stem, words_of(folded))))
    found = Practice.objects.select_related("organization").in_bulk([pk for pk, _count in counts.most_common(limit)])
    return [found[pk] for pk, _count in counts.most_common(limit) if pk in found]


def of_a_page() -> tuple[QuerySet, ...]:
    """What the page of an organization asks of what it told and took up (`organizations.panels.PagePanel.when`)."""
    return (
        Practice.objects.filter(organization=OuterRef("pk"), state__in=STANDING),
        Adoption.objects.filter(organization=OuterRef("pk")),
    )

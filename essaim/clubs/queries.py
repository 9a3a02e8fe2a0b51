"""Reading clubs, members, charges and territories."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet

from essaim.accounts.models import User
from essaim.kernel.text import fold
from essaim.organizations.enums import PlaceKind
from essaim.organizations.models import Organization, Place, Representation, Sector
from essaim.organizations.queries import listed_organizations
from essaim.territory.models import Intermunicipality, Municipality
from essaim.territory.queries import suggest_municipalities

from .enums import ClubRole, MembershipState, Visibility
from .models import Charge, Club, Membership, MembershipEvent


def listed_clubs() -> QuerySet[Club]:
    """Clubs shown to everybody, by name."""
    return Club.objects.filter(listed=True).order_by("name")


def clubs_seen_by(user) -> QuerySet[Club]:
    """Clubs of the installation's list, with `member_count`: all for the operator; else those listed, and one's own."""
    rows = Club.objects.annotate(
        member_count=Count("memberships", filter=Q(memberships__state=MembershipState.MEMBER))
    ).order_by("name")
    if not user.is_authenticated:
        return rows.filter(listed=True)
    return rows if user.is_operator else rows.filter(Q(listed=True) | Q(pk__in=clubs_of(user).values("pk")))


def clubs_of(user: User) -> QuerySet[Club]:
    """Clubs where the person holds a charge or represents a member organization, by name."""
    return (
        Club.objects.filter(
            Q(charges__user=user)
            | Q(
                memberships__state=MembershipState.MEMBER,
                memberships__organization__representations__user=user,
            )
        )
        .distinct()
        .order_by("name")
    )


def members_of(club: Club) -> QuerySet[Organization]:
    """Member organizations, by name."""
    return Organization.objects.filter(memberships__club=club, memberships__state=MembershipState.MEMBER).order_by(
        "folded_name"
    )


def own_members(user, club: Club) -> QuerySet[Organization]:
    """The member organizations in whose name the person may act here, by name: any part in it will do."""
    if not isinstance(user, User):
        return Organization.objects.none()
    return members_of(club).filter(representations__user=user, merged_into=None).distinct()


def organised_by(user: User) -> QuerySet[Club]:
    """Clubs that the person organises."""
    return Club.objects.filter(charges__user=user, charges__role=ClubRole.ORGANISER)


def clubs_with(organization: Organization) -> QuerySet[Club]:
    """Clubs of which the organization is a member."""
    return Club.objects.filter(memberships__organization=organization, memberships__state=MembershipState.MEMBER)


def organisers_around(organization: Organization) -> QuerySet[User]:
    """The organisers of the clubs of which it is a member."""
    return User.objects.filter(charges__role=ClubRole.ORGANISER, charges__club__in=clubs_with(organization)).distinct()


def memberships_shown(organization: Organization, user) -> list[Membership]:
    """Its memberships, in the clubs that show their members to this reader; one query, two for a person."""
    rows = Membership.objects.filter(organization=organization, state=MembershipState.MEMBER).select_related("club")
    shown = Q(club__directory_visibility=Visibility.PUBLIC)
    if user.is_authenticated:
        shown |= ~Q(pk=None) if user.is_operator else Q(club__in=clubs_of(user))
    return list(rows.filter(shown).order_by("club__name"))


def memberships_of(club: Club, *, state: str = MembershipState.MEMBER) -> QuerySet[Membership]:
    """Memberships in that state, by name, each organization with its head office (`organization.head_offices`)."""
    offices = Place.objects.filter(kind=PlaceKind.HEAD_OFFICE).select_related("municipality")
    return (
        Membership.objects.filter(club=club, state=state)
        .select_related("organization")
        .prefetch_related(Prefetch("organization__places", queryset=offices, to_attr="head_offices"))
        .order_by("organization__folded_name")
    )


def events_of(membership: Membership) -> QuerySet[MembershipEvent]:
    """The lines of the register about one organization, the last written first."""
    return membership.events.select_related("actor").order_by("-pk")


def could_join(club: Club, typed: str, *, limit: int = 10) -> list[Organization]:
    """Listed organizations that are not members, whose name holds the words typed. None when nothing is typed."""
    words = fold(typed).split()
    if not words:
        return []
    rows = listed_organizations().exclude(
        memberships__in=Membership.objects.filter(club=club, state=MembershipState.MEMBER)
    )
    for word in words:
        rows = rows.filter(folded_name__contains=word)
    return list(rows[:limit])


def charges_of(club: Club) -> QuerySet[Charge]:
    """Charges, organisers first, with their people."""
    return Charge.objects.filter(club=club).select_related("user").order_by("-role", "user__name", "user__email")


def organisers_of(club: Club) -> QuerySet[User]:
    return User.objects.filter(charges__club=club, charges__role=ClubRole.ORGANISER).order_by("name")


def municipalities_in(intermunicipalities: Collection[str], besides: Collection[str]) -> QuerySet[Municipality]:
    """Communes of a territory given by codes."""
    return Municipality.objects.filter(Q(intermunicipality_id__in=list(intermunicipalities)) | Q(pk__in=list(besides)))


def municipalities_of(club: Club) -> QuerySet[Municipality]:
    """Communes of the club's territory."""
    own = Club.municipalities.through.objects.filter(club=club).values("municipality_id")
    return Municipality.objects.filter(Q(intermunicipality_id__in=club.intermunicipalities) | Q(pk__in=own))


def map_key_of(club: Club) -> str:
    """Under which key the map of a club's territory is kept: its intermunicipality's own when it is just that one.

    One query.
    """
    if len(club.intermunicipalities) == 1 and not club.municipalities.exists():
        return f"epci:{club.intermunicipalities[0]}"
    return f"club:{club.pk}"


def own_municipality_codes(club: Club) -> set[str]:
    """INSEE codes of the communes besides the intercommunalities."""
    return set(club.municipalities.values_list("pk", flat=True))


@dataclass(frozen=True)
class Territory:
    """A territory as its page shows it."""

    wholes: Sequence[Intermunicipality]  # with `commune_count`
    besides: Sequence[Municipality]
    commune_count: int


def territory_of(club: Club) -> Territory:
    """Three queries."""
    wholes = Intermunicipality.objects.filter(pk__in=club.intermunicipalities).annotate(
        commune_count=Count("municipalities")
    )
    return Territory(
        list(wholes.order_by("name")),
        list(club.municipalities.select_related("department").order_by("folded_name")),
        municipalities_of(club).count(),
    )


@dataclass(frozen=True)
class Found:
    """What a typed name or code may mean, on the page of the territory."""

    wholes: Sequence[Intermunicipality]
    communes: Sequence[Municipality]

    def __bool__(self) -> bool:
        return bool(self.wholes or self.communes)


def find_places(typed: str) -> Found:
    """Intercommunalities by name, by SIREN, or of the communes found; communes by name or postal code."""
    typed = typed.strip()
    if not typed:
        return Found([], [])
    communes = suggest_municipalities(typed, limit=8)
    # Names are few (about 1,260): compared without accents here rather than in each database's own way.
    words = fold(typed).split()
    wanted = {commune.intermunicipality_id for commune in communes[:3]}
    rows = Intermunicipality.objects.annotate(commune_count=Count("municipalities")).order_by("name")
    named = [row for row in rows if row.pk == typed or _begins_words(row.name, words)]
    around = [row for row in rows if row.pk in wanted and row not in named]
    return Found((named + around)[:6], communes)


def _begins_words(name: str, typed: Sequence[str]) -> bool:
    """Whether each word typed begins a word of the name."""
    return bool(typed) and all(any(word.startswith(one) for word in fold(name).split()) for one in typed)


def structure_counts(club: Club) -> dict[str, int]:
    """Listed organizations of the territory by commune (INSEE code), wherever they have a place. One query."""
    return dict(
        Place.objects.filter(
            municipality__in=municipalities_of(club), organization__listed=True, organization__merged_into=None
        )
        .values_list("municipality_id")
        .annotate(count=Count("organization", distinct=True))
        .order_by()
    )


@dataclass(frozen=True)
class Figures:
    structures: int  # listed, with a place on the territory
    peopled: int  # communes with one at least
    communes: int
    members: int


def figures_of(club: Club, counts: dict[str, int]) -> Figures:
    """Three queries. `counts` is structure_counts(club)."""
    here = listed_organizations().filter(places__municipality__in=municipalities_of(club)).distinct()
    return Figures(here.count(), len(counts), municipalities_of(club).count(), members_of(club).count())


def frequent_sectors(club: Club, *, limit: int = 4) -> list[Sector]:
    """The sectors where most structures of the territory work: doors into the directory. One query."""
    links = Q(
        organization_links__organization__listed=True,
        organization_links__organization__places__municipality__in=municipalities_of(club),
    )
    return list(
        Sector.objects.filter(links)
        .annotate(count=Count("organization_links__organization", distinct=True))
        .order_by("-count", "position")[:limit]
    )


def representations_of(user: User) -> list[Representation]:
    """The organizations that a person represents, with the clubs these are members of (`clubs_there`). Two queries."""
    in_clubs = Membership.objects.filter(state=MembershipState.MEMBER).select_related("club")
    return list(
        Representation.objects.filter(user=user)
        .select_related("organization")
        .prefetch_related(Prefetch("organization__memberships", queryset=in_clubs, to_attr="clubs_there"))
        .order_by("organization__folded_name")
    )


def of_a_page() -> tuple[QuerySet, ...]:
    """What the page of an organization asks of its memberships (`organizations.panels.PagePanel.when`)."""
    return (Membership.objects.filter(organization=OuterRef("pk"), state=MembershipState.MEMBER),)

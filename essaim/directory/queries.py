"""What the directory shows: the answer of the search, and the cards of one page of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essaim.clubs.enums import MembershipState, Visibility
from essaim.clubs.models import Club, Membership
from essaim.clubs.queries import map_key_of
from essaim.organizations.enums import ExchangeKind, PlaceKind, StatusKind
from essaim.organizations.models import Exchange, Organization, Place, Sector, Skill, Status
from essaim.organizations.queries import listed_organizations
from essaim.search.port import SearchResult, every_id, search
from essaim.territory.drawing import HexCell
from essaim.territory.models import Municipality
from essaim.territory.queries import honeycomb_cells

from .criteria import Criteria
from .highlight import lit, matches, passage, shortened

PER_PAGE = 20
INSTALLATION_MAP = "clubs"
MOST_TAGS = 3


def every_list_is_public() -> bool:
    """Whether no club keeps the list of its members for its members."""
    return not Club.objects.filter(directory_visibility=Visibility.MEMBERS).exists()


def map_cells(club: Club | None) -> list[HexCell]:
    """The honeycomb of a club, or of the installation: of its only club, or of all of them. Three or four queries."""
    if club is None:
        only, *others = [*Club.objects.order_by("pk")[:2], None]
        club = only if only and not any(others) else None
    return honeycomb_cells(map_key_of(club) if club else INSTALLATION_MAP)


def all_sectors() -> dict[str, Sector]:
    """All sectors by code, in their order. One query."""
    return {sector.pk: sector for sector in Sector.objects.all()}


def communes_by_code(codes: Iterable[str]) -> dict[str, Municipality]:
    """The communes of these INSEE codes. One query."""
    return Municipality.objects.in_bulk(list(codes))


def skill_names(folded: Iterable[str]) -> dict[str, str]:
    """How a know-how is written, by its folded name. One query, none when nothing is asked."""
    asked = list(folded)
    return dict(Skill.objects.filter(folded_name__in=asked).values_list("folded_name", "name")) if asked else {}


def look_up(criteria: Criteria, club: Club | None, *, per_page: int = PER_PAGE) -> SearchResult:
    """The answer to the criteria. Past the last page, the last page."""
    club_id = club.pk if club else None
    result = search(criteria.request(club_id=club_id, per_page=per_page))
    if criteria.page > result.pages:
        result = search(replace(criteria, page=result.pages).request(club_id=club_id, per_page=per_page))
    return result


def ids_of(criteria: Criteria, club: Club | None, limit: int) -> tuple[list[int], int]:
    """The ids of all that answers, best first, at most `limit`; and how many answer in all."""
    return every_id(criteria.request(club_id=club.pk if club else None), limit)


@dataclass
class Card:
    """One result. `why`: the sentence of the organization that made it match, when its summary does not say it."""

    pk: int
    name: str
    url: str
    form: str
    commune: str = ""
    distance: float | None = None
    summary: SafeString | str = ""
    why: SafeString | str = ""
    tags: list[str] = field(default_factory=list)

    @property
    def kilometres(self) -> str:
        """`3,4` under ten kilometres, `12` above."""
        distance = self.distance or 0.0
        return (
            localize(round(distance) if distance >= 9.95 else round(distance, 1)).removesuffix(",0").removesuffix(".0")
        )


def cards(result: SearchResult, club: Club | None, *, sees_members: bool) -> list[Card]:
    """The cards of a page of results, in its order: four queries, two more when words were looked for."""
    ids, terms = result.ids, result.terms
    columns = ["name", "slug", "family", "cooperative_kind", "summary", "description"]
    rows = {row.pk: row for row in listed_organizations().order_by().filter(pk__in=ids).only(*columns)}
    communes, statuses, members = _communes(ids), _statuses(ids), _members(ids, club) if sees_members else set()
    why = _why(rows, terms) if terms else {}
    found = []
    for pk in ids:
        if not (row := rows.get(pk)):
            continue  # hidden since it was indexed
        kinds = [StatusKind(kind) for kind in statuses.get(pk, ())]
        tags = [str(kind.label) for kind in kinds[:MOST_TAGS]]
        if pk in members:
            tags.append(_("Membre du club") if club else _("Membre d'un club"))
        found.append(
            Card(
                pk=pk,
                name=row.name,
                url=row.get_absolute_url(),
                form=form_of(row),
                commune=communes.get(pk, ""),
                distance=result.distances.get(pk),
                summary=lit(row.summary or shortened(row.description), terms),
                why=why.get(pk, ""),
                tags=tags,
            )
        )
    return found


def form_of(row: Organization) -> str:
    """`Association`, `Coopérative (SCIC)`, or nothing when the family is unknown."""
    family = row.get_family_display() if row.family else ""
    if row.cooperative_kind in ("scop", "scic", "cae", "cuma"):
        return f"{family} ({row.cooperative_kind.upper()})"
    return family


def _communes(ids: list[int]) -> dict[int, str]:
    places = Place.objects.filter(organization__in=ids).values_list(
        "organization_id", "kind", "municipality__name", "city"
    )
    found: dict[int, str] = {}
    # The head office speaks last, so that it has the last word.
    for pk, _kind, name, city in sorted(places, key=lambda row: row[1] == PlaceKind.HEAD_OFFICE):
        found[pk] = name or city
    return found


def _statuses(ids: list[int]) -> dict[int, list[str]]:
    order = {kind.value: position for position, kind in enumerate(StatusKind)}
    current: QuerySet[Status] = Status.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()), organization__in=ids
    ).exclude(kind=StatusKind.OTHER)
    found: dict[int, set[str]] = defaultdict(set)
    for pk, kind in current.values_list("organization_id", "kind"):
        found[pk].add(kind)
    return {pk: sorted(kinds, key=order.__getitem__) for pk, kinds in found.items()}


def _members(ids: list[int], club: Club | None) -> set[int]:
    rows = Membership.objects.filter(state=MembershipState.MEMBER, organization__in=ids)
    return set((rows.filter(club=club) if club else rows).values_list("organization_id", flat=True))


def _why(rows: dict[int, Organization], terms: list[str]) -> dict[int, SafeString]:
    """For each organization whose summary does not hold the words: the need, offer, know-how or sentence that does."""
    unsaid = [pk for pk, row in rows.items() if not matches(f"{row.name} {row.summary}", terms)]
    today = timezone.localdate()
    exchanges = Exchange.objects.filter(Q(until=None) | Q(until__gte=today), organization__in=unsaid).order_by("pk")
    skills = Skill.objects.filter(organization__in=unsaid).order_by("position", "pk")
    words = {ExchangeKind.OFFER: _("Propose"), ExchangeKind.NEED: _("Cherche")}
    found: dict[int, SafeString] = {}
    for pk, kind, title in exchanges.values_list("organization_id", "kind", "title"):
        if pk not in found and matches(title, terms):
            found[pk] = lit(f"{words[ExchangeKind(kind)]} : {title}", terms)
    for pk, name in skills.values_list("organization_id", "name"):
        if pk not in found and matches(name, terms):
            found[pk] = lit(f"{_('Savoir-faire')} : {name}", terms)
    for pk in unsaid:
        if pk not in found and (said := passage(rows[pk].description, terms)):
            found[pk] = lit(said, terms)
    return found

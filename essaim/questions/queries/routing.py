"""What the engine needs to know of those who may be asked, and whom it chooses."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.mail.queries import refused_among
from essaim.meetings.enums import ThemeState
from essaim.meetings.models import Theme, ThemeSupport
from essaim.organizations.enums import ExchangeKind, RepresentativeKind
from essaim.organizations.models import Exchange, Organization, OrganizationSector, Representation, Skill

from ..engine import MOST_ASKED, MOST_BY_SECTOR, MOST_IN_A_WEEK, Line, Pool, Profile, Wanted
from ..enums import AnswerState, QuestionState
from ..models import Answer, Asked, MeToo, Question, Thanks
from .likely import Worth, first_of, touching, worth_reading

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Likely:
    """Someone to ask, in the name of which organization, and why."""

    user: int
    organization: int
    reason: str


def route(question: Question, *, stream: str, most: int = MOST_ASKED) -> list[Likely]:
    """Whom this question should reach now, the likeliest first: never who was asked already, who asks, their
    colleagues, who has the same question, who refuses the stream. Twenty queries at most, whatever the club's size.
    """
    asked = wanted(question)
    worth = worth_reading(question.club, asked)
    profiles, addresses = profiles_for(question, worth)
    chosen = Pool(profiles, worth.counted if worth else None).route(asked, most=3 * most)
    refused = refused_among(
        [addresses[one.profile.person] for one in chosen], stream=stream, club=question.club
    )  # fmt: skip
    kept = [one for one in chosen if addresses[one.profile.person].lower() not in refused][:most]
    languages = dict(User.objects.filter(pk__in=[one.profile.person for one in kept]).values_list("pk", "language"))
    found = []
    for one in kept:
        with translation.override(languages[one.profile.person]):
            found.append(Likely(one.profile.person, one.profile.organization, one.reason))
    return found


def wanted(question: Question) -> Wanted:
    return Wanted(
        question.title,
        question.tried,
        question.words,
        question.sector_id or "",
        str(question.sector or ""),
        question.theme_id,
        question.theme.title if question.theme else "",
    )


def profiles_for(question: Question, worth: Worth | None = None) -> tuple[list[Profile], dict[int, str]]:
    """Those who may be asked, and their addresses by person; of a large club, those who are `worth` reading."""
    club = question.club
    own, cares = _past(club), _cares(club)
    in_sector, on_theme = _in_sector(question), _on_theme(question)
    among: frozenset[int] | None = None
    if worth:
        own, cares = touching(own, worth), touching(cares, worth)
        # Of a sector only a few are asked.
        among = frozenset({*worth.organizations, *_organizations_of(own), *cares, *on_theme,
                           *first_of(in_sector, MOST_BY_SECTOR * MOST_ASKED)})  # fmt: skip
    people = _people(question, among)
    of_organization = _lines(club, cares, among)
    asked_lately = Counter(
        Asked.objects.filter(club=club, wave__gt=0, created_at__gte=timezone.now() - WEEK).values_list(
            "user_id", flat=True
        )
    )
    sector, theme = frozenset({question.sector_id or ""}), frozenset({question.theme_id or 0})
    profiles = []
    for organization, rows in people.items():
        # What an organization knows is asked of whoever represents it, or of the next who was not asked too often.
        voice = next((user for user, _email in rows if asked_lately[user] < MOST_IN_A_WEEK), None)
        for user, _email in rows:
            speaks = user == voice
            lines = [*(of_organization.get(organization, ()) if speaks else ()), *own.get(user, ())]
            if lines or speaks:
                profiles.append(
                    Profile(
                        user, organization, lines,
                        sector if speaks and organization in in_sector else frozenset(),
                        theme if speaks and organization in on_theme else frozenset(),
                        asked_lately[user],
                    )
                )  # fmt: skip
    return profiles, {user: email for rows in people.values() for user, email in rows}


def _people(question: Question, among: frozenset[int] | None) -> dict[int, list[tuple[int, str]]]:
    """(person, address) of each member organization, or of those among them, whoever represents it first. One query."""
    there = Representation.objects.filter(
        organization__memberships__club=question.club,
        organization__memberships__state=MembershipState.MEMBER,
        organization__merged_into=None,
        user__is_active=True,
    )
    known = Q(Exists(Asked.objects.filter(question=question, user=OuterRef("user"))))
    known |= Q(Exists(MeToo.objects.filter(question=question, user=OuterRef("user"))))
    there = there.exclude(user=question.author_id) if question.author_id else there
    there = there.exclude(organization=question.organization_id) if question.organization_id else there
    there = there if among is None else there.filter(organization__among=among)
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    rows = there.exclude(known).values_list("organization", "kind", "user", "user__email")
    for organization, kind, user, email in rows:
        found[organization].append((_RANK[RepresentativeKind(kind)], user, email))
    return {key: [(user, email) for _rank, user, email in sorted(rows)] for key, rows in found.items()}


def _organizations_of(people: Iterable[int]) -> set[int]:
    """Whose people these are, in any club. One query."""
    rows = Representation.objects.filter(user__among=frozenset(people))
    return set(rows.values_list("organization", flat=True))


def _lines(club: Club, cares: dict[int, list[Line]], among: frozenset[int] | None) -> dict[int, list[Line]]:
    """What each member organization, or those among them, proposes, knows, says of itself, and `cares` for. Three
    queries."""
    found: dict[int, list[Line]] = defaultdict(list)
    members = Organization.objects.filter(memberships__club=club, memberships__state=MembershipState.MEMBER)
    if among is not None:
        members = members.filter(pk__among=among)
    rows = {"organization__in": members.values("pk")} if among is None else {"organization__among": among}
    today = timezone.localdate()
    offers = Exchange.objects.filter(**rows, kind=ExchangeKind.OFFER)
    offers = offers.filter(Q(until=None) | Q(until__gte=today)).order_by("pk")
    for organization, title, text in offers.values_list("organization", "title", "text"):
        found[organization].append(Line("offer", title, text))
    skills = Skill.objects.filter(**rows).order_by("position", "pk")
    for organization, name in skills.values_list("organization", "name"):
        found[organization].append(Line("skill", name))
    for pk, summary in members.exclude(summary="").values_list("pk", "summary"):
        found[pk].append(Line("about", summary))
    for organization, lines in cares.items():
        found[organization] += lines
    return found


def _cares(club: Club) -> dict[int, list[Line]]:
    """The themes that each organization proposed or supports. Two queries."""
    found: dict[int, list[Line]] = defaultdict(list)
    themes = Theme.objects.filter(club=club).exclude(state=ThemeState.SET_ASIDE)
    cares = {*themes.exclude(proposed_by=None).values_list("proposed_by", "title")}
    supports = ThemeSupport.objects.filter(club=club, theme__in=themes)
    for organization, title in sorted(cares | {*supports.values_list("organization", "theme__title")}):
        found[organization].append(Line("theme", title))
    return found


def _past(club: Club) -> dict[int, list[Line]]:
    """By person: questions that their answers helped, questions that were theirs and found an answer. Three queries."""
    found: dict[int, list[Line]] = defaultdict(list)
    thanked = Exists(Thanks.objects.filter(answer=OuterRef("pk")))
    useful = Answer.objects.filter(
        Q(accepted_at__isnull=False) | Q(thanked), club=club, state=AnswerState.SHOWN, author__isnull=False,
        from_asker=False,
    )  # fmt: skip
    shown = [QuestionState.OPEN, QuestionState.SOLVED, QuestionState.CLOSED]
    for user, accepted, title, words in useful.filter(question__state__in=shown).values_list(
        "author", "accepted_at", "question__title", "question__words"
    ):
        found[user].append(Line("accepted" if accepted else "thanked", title, words))
    solved = Question.objects.filter(club=club, state=QuestionState.SOLVED)
    for user, title, words in solved.filter(author__isnull=False).values_list("author", "title", "words"):
        found[user].append(Line("lived", title, words))
    me_toos = MeToo.objects.filter(club=club, question__state=QuestionState.SOLVED)
    for user, title, words in me_toos.values_list("user", "question__title", "question__words"):
        found[user].append(Line("lived", title, words))
    return found


def _in_sector(question: Question) -> set[int]:
    """Organizations of the question's sector, or of one under it. One query at most."""
    if not question.sector_id:
        return set()
    rows = OrganizationSector.objects.filter(
        Q(sector=question.sector_id) | Q(sector__parent=question.sector_id),
        organization__memberships__club=question.club,
    )
    return set(rows.values_list("organization", flat=True))


def _on_theme(question: Question) -> set[int]:
    """Organizations that proposed or support the question's theme. One query at most."""
    if not question.theme_id or question.theme is None:
        return set()
    supports = ThemeSupport.objects.filter(club=question.club, theme=question.theme_id)
    return {*supports.values_list("organization", flat=True), question.theme.proposed_by_id or 0}

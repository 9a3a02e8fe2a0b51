"""Whom the club might invite: structures of its territory that are not members, with what they would bring."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.clubs.queries import members_of, municipalities_of
from essaim.joining.enums import RecipientState
from essaim.joining.models import Recipient
from essaim.meetings.models import Attendance
from essaim.organizations.models import Exchange, Organization, Sector, Skill
from essaim.organizations.queries import listed_organizations

from .engine import Profile, Rarity, Reason, bridge
from .queries import SEEN_WITHIN, profiles_of

MOST_READ = 400  # structures of the territory that say what they do, those who came first
MOST_SHOWN = 24
MOST_FOR_ONE_MEMBER = 4  # so that the list does not become one member's
CAME, MISSING_SECTOR, INVITED = 0.8, 0.3, 0.1


@dataclass(frozen=True)
class Outside:
    """A structure to invite, and why; the best reason first. `invited`: the club wrote to it already."""

    organization: Organization
    reasons: list[Reason]
    invited: bool

    @property
    def why(self) -> str:
        return self.reasons[0].sentence

    @property
    def besides(self) -> list[str]:
        return [reason.sentence for reason in self.reasons[1:3]]


def to_invite(club: Club, *, limit: int = MOST_SHOWN) -> list[Outside]:
    """Best first. Whoever came to a meeting, then whoever answers a member's announcement or has one that a member
    answers; a sector that the club lacks adds to either. Nobody who asked to be left in peace, who left, or who is on
    the way in. Some fifteen queries, whatever the territory."""
    came = _came(club)
    outside = _candidates(club, came)
    members = list(members_of(club))
    profiles = profiles_of(club, [*members, *outside], timezone.localdate())
    rarity = Rarity(profiles.values())
    here = [profiles[one.pk] for one in members]
    present = {sector for profile in here for sector in profile.sectors}
    sectors = {sector.pk: str(sector) for sector in Sector.objects.filter(parent=None)}
    invited = set(
        Recipient.objects.filter(club=club, asked__gt=0, organization__in=outside).values_list(
            "organization", flat=True
        )
    )
    found = []
    for one in outside:
        bridges = _bridges(here, profiles[one.pk], rarity)
        reasons = [reason for _member, reason in bridges[:2]]
        if one.pk in came:
            reasons.insert(0, Reason("came", CAME, _came_words(came[one.pk])))
        missing = sorted(profiles[one.pk].sectors - present)
        if reasons and missing and missing[0] in sectors:
            words = {"sector": sectors[missing[0]]}
            reasons.append(
                Reason("sector", MISSING_SECTOR, _("Aucun membre n'est encore de ce secteur : %(sector)s.") % words)
            )
        if reasons:
            score = sum(reason.weight for reason in reasons) - INVITED * (one.pk in invited)
            best = bridges[0][0] if bridges else None
            found.append((-score, one.folded_name, one.pk, best, Outside(one, reasons, one.pk in invited)))
    found.sort(key=lambda row: row[:3])
    return _spread(found, limit)


def _spread(found: list[tuple], limit: int) -> list[Outside]:
    """The best, few of them for the sake of one member."""
    taken: Counter[int] = Counter()
    kept = []
    for _score, _name, _pk, member, row in found:
        if member is not None and row.reasons[0].kind != "came":
            if taken[member] >= MOST_FOR_ONE_MEMBER:
                continue
            taken[member] += 1
        kept.append(row)
    return kept[:limit]


def _bridges(members: list[Profile], outside: Profile, rarity: Rarity) -> list[tuple[int, Reason]]:
    """(member, reason), the best first."""
    if not (outside.needs or outside.offers or outside.skills):
        return []
    found = [(member.pk, reason) for member in members if (reason := bridge(member, outside, rarity))]
    return sorted(found, key=lambda pair: (-pair[1].weight, pair[0]))


def _came(club: Club) -> dict[int, int]:
    """Organization → at how many meetings of the last two years somebody of it was. One query."""
    rows = Attendance.objects.filter(club=club, checked_in_at__gte=timezone.now() - SEEN_WITHIN)
    counts = rows.filter(organization__isnull=False).values_list("organization").annotate(
        meetings=Count("meeting", distinct=True)
    )  # fmt: skip
    return dict(counts.order_by())


def _candidates(club: Club, came: dict[int, int]) -> list[Organization]:
    """Listed structures of the territory that say something of themselves, or that came. One query."""
    inside = Membership.objects.filter(club=club, organization=OuterRef("pk")).exclude(state=MembershipState.INVITED)
    peace = Recipient.objects.filter(club=club, organization=OuterRef("pk"), state=RecipientState.REFUSED)
    today = timezone.localdate()
    standing = Exchange.objects.filter(organization=OuterRef("pk")).filter(Q(until=None) | Q(until__gte=today))
    here = Q(places__municipality__in=municipalities_of(club))
    rows = (
        listed_organizations()
        .filter(
            Q(pk__in=came) | (here & (Exists(standing) | Exists(Skill.objects.filter(organization=OuterRef("pk")))))
        )
        .filter(~Exists(inside), ~Exists(peace))
        .distinct()
    )
    return sorted(rows, key=lambda one: (one.pk not in came, -one.completeness, one.pk))[:MOST_READ]


def _came_words(count: int) -> str:
    return ngettext(
        "Est déjà venue à une rencontre.", "Est déjà venue à %(count)s rencontres.", count
    ) % {"count": count}  # fmt: skip

"""What a composition must be before partners are bound by it. Pure: no query.

Code de la commande publique: R2142-20 (joint, or joint and several), R2142-23 (one mandataire, of one group for a given
market), R2142-24 (the mandataire of a joint group may be bound for all), R2142-26 (no change of members between filing
and signature).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import ASKED, IN_TEAM, WHOLE, PartnerRole, PartnerState
from .models import Dossier, Partner


@dataclass(frozen=True)
class Lack:
    """Something that is not right yet: `code` is stable, `sentence` says it and what to do."""

    code: str
    sentence: str


def team_of(partners: Iterable[Partner]) -> list[Partner]:
    """Those who are in, the lead first, then partners, then subcontractors."""
    rank = list(PartnerRole.values)
    return sorted((one for one in partners if one.state in IN_TEAM), key=lambda one: (rank.index(one.role), one.pk))


def members(partners: Iterable[Partner]) -> list[Partner]:
    """Those who answer together: the team without its subcontractors, who are no members of the group."""
    return [one for one in team_of(partners) if one.role != PartnerRole.SUBCONTRACTOR]


def total_share(partners: Iterable[Partner]) -> int:
    """The sum of the members' shares, in hundredths of a percent."""
    return sum(one.share or 0 for one in members(partners))


def percent(share: int | None) -> str:
    """`33,33 %`, `50 %`; nothing while it is not said."""
    if share is None:
        return ""
    whole, rest = divmod(share, 100)
    return f"{whole} %" if not rest else f"{whole},{rest:02}".rstrip("0") + " %"


def to_share(value: Decimal) -> int:
    """A percentage in hundredths of a percent."""
    return int(value * 100)


def lacks(dossier: Dossier, partners: Sequence[Partner]) -> list[Lack]:
    """Why this composition cannot be agreed on yet: the lead, the form, the shares."""
    found = []
    rows = members(partners)
    if not any(one.role == PartnerRole.LEAD for one in rows):
        found.append(Lack("no_lead", _("Personne ne mène le groupement : désignez la structure mandataire.")))
    if len(rows) > 1 and not dossier.form:
        found.append(Lack("no_form", _("Dites la forme du groupement : conjoint, solidaire, ou conjoint avec "
                                       "mandataire solidaire.")))  # fmt: skip
    unsaid = [one.organization.name for one in rows if not one.share]
    if unsaid:
        found.append(Lack("no_share", _("Part à dire : %(names)s.") % {"names": ", ".join(unsaid)}))
    total = total_share(rows)
    if rows and total != WHOLE and not unsaid:
        gap = percent(abs(WHOLE - total))
        found.append(
            Lack("sum", _("Les parts font %(total)s : il manque %(gap)s.") % {"total": percent(total), "gap": gap})
            if total < WHOLE else
            Lack("sum", _("Les parts font %(total)s : c'est %(gap)s de trop.") % {"total": percent(total), "gap": gap})
        )  # fmt: skip
    return found


def lacks_to_send(dossier: Dossier, partners: Sequence[Partner]) -> list[Lack]:
    """Why the composition cannot be frozen: what `lacks` says, and who has not confirmed, or not answered."""
    found = lacks(dossier, partners)
    waiting = [one.organization.name for one in team_of(partners) if one.state == PartnerState.ACCEPTED]
    if waiting:
        words = ngettext("%(names)s n'a pas confirmé la composition.", "%(names)s n'ont pas confirmé la composition.",
                         len(waiting))  # fmt: skip
        found.append(Lack("unconfirmed", words % {"names": ", ".join(waiting)}))
    asked = [one.organization.name for one in partners if one.state in ASKED]
    if asked:
        words = ngettext("%(names)s attend une réponse, ou doit la donner.",
                         "%(names)s attendent une réponse, ou doivent la donner.", len(asked))  # fmt: skip
        found.append(Lack("asked", words % {"names": ", ".join(asked)}))
    return found

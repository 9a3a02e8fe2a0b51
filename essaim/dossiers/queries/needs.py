"""What a call asks for, and who could answer it."""

from dataclasses import dataclass

from django.utils.html import strip_tags

from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.clubs.queries import municipalities_of
from essaim.kernel.text import fold
from essaim.organizations.enums import StatusKind
from essaim.organizations.models import Organization, Skill
from essaim.organizations.queries import listed_organizations

from ..enums import IN_TEAM, LOOKING, PREPARING, DossierState, NeedKind, OpenTo, PartnerRole
from ..models import CallHand, Dossier, Partner


def leads_another(organization: Organization, call: Call, *, but: Dossier | None = None) -> bool:
    """Whether it leads another answer to the same call, that is prepared or sent."""
    rows = Partner.objects.filter(
        organization=organization, role=PartnerRole.LEAD, state__in=IN_TEAM, dossier__call=call,
        dossier__state__in=(*PREPARING, DossierState.SUBMITTED),
    )  # fmt: skip
    return rows.exclude(dossier=but).exists() if but else rows.exists()


def hands_for(call: Call, club: Club) -> list[CallHand]:
    """Who would answer the call, among the members of the club. One query."""
    return list(CallHand.objects.filter(call=call, club=club).select_related("organization", "user"))


def dossiers_for(call: Call, club: Club) -> list[Dossier]:
    """Those of the club that answer the call and look for partners. One query."""
    rows = Dossier.objects.filter(call=call, club=club, state__in=LOOKING, open_to=OpenTo.CLUB)
    return list(rows.select_related("club").order_by("pk"))


def ours_for(call: Call, own: list[Organization]) -> list[Dossier]:
    """The answers to the call of which these structures are part. One query."""
    mine = Partner.objects.filter(organization__in=own, state__in=IN_TEAM, dossier__call=call)
    return list(Dossier.objects.filter(pk__in=mine.values("dossier_id")).select_related("club").order_by("pk"))


def ideas_led_by(club: Club, own: list[Organization]) -> list[Dossier]:
    """The initiatives that these structures lead, and that still look for their call. One query."""
    led = Partner.objects.filter(club=club, organization__in=own, role=PartnerRole.LEAD, state__in=IN_TEAM)
    rows = Dossier.objects.filter(pk__in=led.values("dossier_id"), call=None, state__in=PREPARING)
    return list(rows.select_related("club").order_by("pk"))


def answered_by(calls: list[Call], own: list[Organization]) -> set[int]:
    """Keys of the calls that these structures answer. One query."""
    mine = Partner.objects.filter(organization__in=own, state__in=IN_TEAM, dossier__call__in=calls)
    return set(mine.filter(dossier__state__in=PREPARING).values_list("dossier__call_id", flat=True))


def could_be_asked(typed: str, *, limit: int = 12) -> list[Organization]:
    """Structures of the directory whose name holds the words typed. None when nothing is typed."""
    words = fold(typed).split()
    if not words:
        return []
    rows = listed_organizations()
    for word in words:
        rows = rows.filter(folded_name__contains=word)
    return list(rows[:limit])


def words_of_call(dossier: Dossier) -> str:
    """What the call and the dossier say, as plain text."""
    call = dossier.call
    said = [dossier.title, dossier.summary]
    if call is not None:
        said += [call.title, strip_tags(call.description), strip_tags(call.eligibility), " ".join(call.reserved_for)]
    return " ".join(said)


@dataclass(frozen=True)
class SuggestedNeed:
    kind: str
    label: str
    value: str


# Words of a call that ask for a status, beside the names of the statuses themselves.
_STATUS_WORDS = {"siae": "siae", "insertion par l activite economique": "siae", "entreprise adaptee": StatusKind.EA,
                 "entreprises adaptees": StatusKind.EA, "esus": StatusKind.ESUS}  # fmt: skip


def suggested_needs(dossier: Dossier, words: str, *, limit: int = 12) -> list[SuggestedNeed]:
    """What the call's words (plain text) ask for, as far as the directory knows these words: know-how, statuses,
    communes of the club. The longest names first; none that the dossier has already. Three queries."""
    text = f" {fold(words)} "
    if not text.strip():
        return []
    found: dict[tuple[str, str], SuggestedNeed] = {}
    names = Skill.objects.order_by("folded_name").values_list("folded_name", "name").distinct()
    for folded, name in sorted(names, key=lambda one: -len(one[0])):
        if len(folded) >= 4 and f" {folded} " in text:
            found.setdefault((NeedKind.SKILL, folded), SuggestedNeed(NeedKind.SKILL, name, folded))
    for kind in StatusKind:
        label = fold(str(kind.label))
        if len(label) > 3 and f" {label} " in text and kind != StatusKind.OTHER:
            found[NeedKind.STATUS, kind.value] = SuggestedNeed(NeedKind.STATUS, str(kind.label), kind.value)
    for asked, value in _STATUS_WORDS.items():
        if f" {asked} " in text:
            label = "SIAE" if value == "siae" else str(StatusKind(value).label)
            found[NeedKind.STATUS, str(value)] = SuggestedNeed(NeedKind.STATUS, label, str(value))
    for code, name, folded in municipalities_of(dossier.club).values_list("pk", "name", "folded_name"):
        if f" {folded} " in text:
            found[NeedKind.TERRITORY, code] = SuggestedNeed(NeedKind.TERRITORY, name, code)
    known = {(kind, fold(label)) for kind, label in dossier.needs.values_list("kind", "label")}
    return [one for one in found.values() if (one.kind, fold(one.label)) not in known][:limit]

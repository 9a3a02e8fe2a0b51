"""Which needs a structure covers, and how well, as far as the pages of the directory tell."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from essaim.clubs.queries import municipalities_of
from essaim.kernel.text import fold
from essaim.organizations.enums import SIAE, ExchangeKind, StatusKind
from essaim.organizations.models import Exchange, OrganizationSector, Place, Reference, Skill, Status
from essaim.search.text import STOP_WORDS, stem, words_of
from essaim.territory.models import Municipality

from ..enums import NeedKind as Kind
from ..models import Dossier
from ..models import Need as NeedRow

EXACT, IN_ONE, IN_ALL, OFFERED, IN_SECTOR = 100, 90, 60, 60, 50
PARTLY, HALF = 40, 0.5  # of a skill whose words are there in part: so much times that part, from a half on
# Words by which a capacity counts people: the directory tells no other.
PEOPLE_WORDS = {"personne", "salarie", "employe", "poste", "agent", "etp", "collaborateur", "equipier"}
SIAE_WORDS = {"siae", "insertion"}


def is_read(need: NeedRow) -> bool:
    """Whether pages of the directory tell anything of a need: not of own funds, nor of what a structure can make."""
    if need.kind == Kind.OWN_FUNDS:
        return False
    if need.kind != Kind.CAPACITY:
        return True
    words = words_of(need.unit or need.label)
    return any(word.rstrip("s") in PEOPLE_WORDS for word in words)


def status_of(need: NeedRow) -> str:
    """The status that a need asks for: its code, else what its words name (`SIAE`, « agrément ESUS », `ESAT`…); empty
    when they name none. Short codes only in capitals: « ai » and « ea » are words too."""
    if need.value:
        return need.value
    folded, capitals = set(words_of(need.label)), set(need.label.replace("(", " ").replace(")", " ").split())
    named = [
        kind.value
        for kind in StatusKind
        if kind != StatusKind.OTHER
        and (
            kind.value.upper() in capitals
            or (len(kind.value) > 3 and kind.value in folded)
            or f" {fold(str(kind.label))} " in f" {fold(need.label)} "
        )
    ]
    if named:
        return max(named, key=len)
    return "siae" if folded & SIAE_WORDS else ""


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words_of(text) if word not in STOP_WORDS and len(word) > 2}


def covers_of(dossier: Dossier, needs: Iterable[NeedRow], keys: set[int]) -> dict[int, dict[int, int]]:
    """How well each covers each need that a single member brings. Eight queries at most."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    skills = [need for need in needs if need.kind == Kind.SKILL]
    if skills:
        _cover_skills(skills, keys, found)
    territories = [need for need in needs if need.kind == Kind.TERRITORY]
    if territories:
        _cover_territories(dossier, territories, keys, found)
    statuses = [need for need in needs if need.kind == Kind.STATUS]
    if statuses:
        _cover_statuses(statuses, keys, found)
    return found


def _best(found: dict[int, dict[int, int]], organization: int, need: NeedRow, well: int) -> None:
    if well > found[organization].get(need.pk, 0):
        found[organization][need.pk] = well


def _cover_skills(needs: list[NeedRow], keys: set[int], found: dict) -> None:
    """By the words of the need: one know-how holds them all (exactly, or among others), several do together, an offer
    does, or the words that people type for their sector."""
    wanted = [(need, need.value or fold(need.label), _stems(need.label)) for need in needs]
    told: dict[int, set[str]] = defaultdict(set)
    rows = Skill.objects.filter(organization__among=keys).values_list("organization", "name", "folded_name")
    for organization, name, folded in rows:
        stems = _stems(name)
        told[organization] |= stems
        for need, value, asked in wanted:
            if folded == value:
                _best(found, organization, need, EXACT)
            elif asked and (share := len(asked & stems) / len(asked)) >= HALF:
                _best(found, organization, need, IN_ONE if share == 1 else round(PARTLY * share))
    offers = Exchange.objects.filter(organization__among=keys, kind=ExchangeKind.OFFER)
    for organization, title in offers.values_list("organization", "title"):
        stems = _stems(title)
        for need, _value, asked in wanted:
            if asked and asked <= stems:
                _best(found, organization, need, OFFERED)
    links = OrganizationSector.objects.filter(organization__among=keys)
    sectors: dict[tuple[str, str], set[str]] = {}
    for organization, name, typed in links.values_list("organization", "sector__name", "sector__words"):
        stems = sectors.setdefault((name, typed), _stems(f"{name} {typed}"))
        for need, _value, asked in wanted:
            if asked and asked <= stems:
                _best(found, organization, need, IN_SECTOR)
    for organization, stems in told.items():
        for need, _value, asked in wanted:
            if asked and asked <= stems:
                _best(found, organization, need, IN_ALL)


def _cover_territories(dossier: Dossier, needs: list[NeedRow], keys: set[int], found: dict) -> None:
    """A commune by its code: there, or in the same intermunicipality. Without code: the club's territory."""
    home = set(municipalities_of(dossier.club).values_list("pk", flat=True))
    codes = {need.value for need in needs if need.value}
    around = dict(Municipality.objects.filter(pk__in=codes).values_list("pk", "intermunicipality_id"))
    places = Place.objects.filter(organization__among=keys, municipality__isnull=False)
    for organization, code, epci in places.values_list(
        "organization", "municipality_id", "municipality__intermunicipality_id"
    ):
        for need in needs:
            if need.value:
                near = around.get(need.value) is not None and around[need.value] == epci
                well = EXACT if code == need.value else IN_ALL if near else 0
            else:
                well = EXACT if code in home else 0
            if well:
                _best(found, organization, need, well)


def _cover_statuses(needs: list[NeedRow], keys: set[int], found: dict) -> None:
    """A status that is valid today; `siae` for any of its kinds."""
    today = timezone.localdate()
    rows = Status.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), organization__among=keys)
    asked = [(need, status_of(need)) for need in needs]
    for organization, kind in rows.values_list("organization", "kind"):
        for need, code in asked:
            if code and (kind == code or (code == "siae" and kind in SIAE)):
                _best(found, organization, need, EXACT)


def references_of(needs: list[NeedRow], keys: set[int]) -> dict[int, dict[int, int]]:
    """How many references of each speak of each need; all of them for a need whose words say nothing more. One query,
    none without such a need."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    if not needs:
        return found
    plain = _stems("référence références réalisation projet projets similaire similaires ans années")
    wanted = [(need, _stems(need.label) - plain) for need in needs]
    rows = Reference.objects.filter(organization__among=keys).values_list("organization", "client", "what")
    for organization, client, what in rows:
        stems = _stems(f"{client} {what}")
        for need, asked in wanted:
            if not asked or asked & stems:
                found[organization][need.pk] = found[organization].get(need.pk, 0) + 1
    return found

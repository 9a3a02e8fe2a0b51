"""Filters as the page shows them: facets with counts, chips of those that are on, what to try when nothing fits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from essaim.organizations.enums import Family, StatusKind
from essaim.organizations.models import Sector
from essaim.search.port import RESERVED, FacetCount, SearchResult

from .criteria import Criteria
from .enums import FAMILY_WORDS, LABEL_WORDS, MEMBER_WORDS, RADII, word_of

SHOWN = 6  # the others unfold
UNFOLDED = 12  # the rarest are found by typing: the page stays light


@dataclass
class Option:
    value: str  # in the address
    label: str
    count: int
    selected: bool = False
    children: list["Option"] = field(default_factory=list)


@dataclass
class Facet:
    """A group of boxes to tick. `more`: the rarer ones, folded away."""

    name: str  # of the parameter
    legend: str
    options: list[Option]
    more: list[Option] = field(default_factory=list)
    single: bool = False  # one choice at most


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the criteria without it."""

    label: str
    without: Criteria


class Facets:
    """The facets of a result. Names of sectors, communes and know-how are given: nothing is queried here."""

    def __init__(
        self,
        criteria: Criteria,
        result: SearchResult,
        *,
        sectors: dict[str, Sector],
        communes: dict[str, str],
        skills: dict[str, str],
        of_club: bool,
        sees_members: bool,
    ) -> None:
        self.criteria, self._counts = criteria, result.facets
        self._sectors, self._communes, self._skills = sectors, communes, skills
        self._of_club, self._sees_members = of_club, sees_members

    @property
    def sector(self) -> Facet:
        return _facet("secteur", _("Ce que je cherche"), self._sector_options())

    @property
    def place(self) -> Facet:
        # A commune that is typed stands in its field: it is not ticked here besides.
        typed = {place.pk for place in self.criteria.places if not self.criteria.radius}
        options = self._options("municipality", self.criteria.communes, self._commune)
        return _facet("commune", _("Communes"), [one for one in options if one.label and one.value not in typed])

    @property
    def others(self) -> list[Facet]:
        labels = self._options("status", self.criteria.labels, self._label, lambda v: word_of(LABEL_WORDS, v))
        labels.sort(key=lambda option: option.value != "marche-reserve")
        families = self._options(
            "family", self.criteria.families, self._family, lambda value: word_of(FAMILY_WORDS, value)
        )
        facets = [
            _facet("label", _("Pour acheter"), labels),
            _facet("famille", _("Forme"), families),
            _facet("savoir-faire", _("Savoir-faire"), self._options("skill", self.criteria.skills, self._skill)),
        ]
        if self._sees_members:
            facets.append(Facet("membre", _("Club"), self._member_options(), single=True))
        return [facet for facet in facets if facet.options]

    @property
    def radii(self) -> tuple[int, ...]:
        """Kilometres offered around a place."""
        chosen = self.criteria.radius
        return tuple(sorted({*RADII, *([chosen] if chosen else [])}))

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, in the order of the address."""
        asked, chips = self.criteria, []
        if asked.places:
            name = asked.places[0].name if len(asked.places) == 1 else asked.lieu
            label = _("%(radius)s km autour de %(place)s") if asked.radius else "%(place)s"
            without = asked.changed(lieu="", radius=None)
            chips.append(Chip(label % {"radius": asked.radius, "place": name}, without))
        for name, values, label_of in (
            ("sectors", asked.sectors, self._sector),
            ("communes", asked.communes, self._commune),
            ("families", asked.families, self._family),
            ("labels", asked.labels, self._label),
            ("skills", asked.skills, self._skill),
        ):
            chips += [Chip(label_of(value), asked.without(name, value)) for value in values]
        if asked.member is not None:
            chips.append(Chip(self._member(asked.member), asked.changed(member=None)))
        return chips

    @property
    def wider(self) -> list[Chip]:
        """What to try when nothing answers: a wider circle, then each filter less, then fewer words."""
        asked = self.criteria
        tries = []
        if asked.places and (farther := next((km for km in RADII if km > (asked.radius or 0)), None)):
            tries.append(Chip(_("Chercher à %(km)s km à la ronde") % {"km": farther}, asked.changed(radius=farther)))
        chips = self.chips
        tries += [Chip(_("Retirer « %(filter)s »") % {"filter": chip.label}, chip.without) for chip in chips]
        if chips and asked.text:
            words = _("Chercher « %(words)s » sans aucun filtre") % {"words": asked.text}
            tries.append(Chip(words, Criteria(text=asked.text)))
        return tries

    def _options(self, facet: str, selected: Iterable[str], label_of, word=lambda value: value) -> list[Option]:
        chosen = set(selected)
        counted: list[FacetCount] = self._counts.get(facet, [])
        options = [
            Option(word(one.value), one.label or label_of(one.value), one.count, one.value in chosen)
            for one in counted
            if one.count or one.value in chosen
        ]
        # What is ticked stays in sight, even when it gives nothing.
        missing = [value for value in selected if value not in {one.value for one in counted}]
        return options + [Option(word(value), label_of(value), 0, True) for value in missing]

    def _sector_options(self) -> list[Option]:
        options = {option.value: option for option in self._options("sector", self.criteria.sectors, self._sector)}
        top = []
        for code, option in options.items():
            parent = self._sectors[code].parent_id if code in self._sectors else None
            if parent in options:
                options[parent].children.append(option)
            else:
                top.append(option)
        for option in top:
            # Children come in sight once their parent, or one of them, is ticked.
            if len(top) > 1 and not option.selected and not any(child.selected for child in option.children):
                option.children = []
        return top

    def _member_options(self) -> list[Option]:
        labels = {"yes": True, "no": False}
        counts = sorted(self._counts.get("member", []), key=lambda one: one.value != "yes")
        return [
            Option(
                word_of(MEMBER_WORDS, labels[one.value]),
                self._member(labels[one.value]),
                one.count,
                self.criteria.member is labels[one.value],
            )
            for one in counts
        ]

    def _sector(self, code: str) -> str:
        return str(self._sectors.get(code, code))

    def _commune(self, code: str) -> str:
        return self._communes.get(code, "")

    def _skill(self, folded: str) -> str:
        return self._skills.get(folded, folded)

    def _family(self, value: Any) -> str:
        return str(Family(value).label)

    def _label(self, value: Any) -> str:
        return _("Peut répondre à un marché réservé") if value == RESERVED else str(StatusKind(value).label)

    def _member(self, value: bool) -> str:
        if self._of_club:
            return _("Membre du club") if value else _("Pas encore membre")
        return _("Membre d'un club") if value else _("Dans aucun club")


def _facet(name: str, legend: str, options: list[Option]) -> Facet:
    """The first options in sight, ticked ones always; the rest folded away, unless there is only one more."""
    if len(options) <= SHOWN + 1:
        return Facet(name, legend, options)
    shown = [option for position, option in enumerate(options) if position < SHOWN or option.selected]
    return Facet(name, legend, shown, [option for option in options if option not in shown][:UNFOLDED])


def page_numbers(page: int, pages: int) -> list[int | None]:
    """Pages to link: the first, the last, and those around; None stands for a gap."""
    wanted = sorted({1, pages, *(number for number in (page - 1, page, page + 1) if 1 <= number <= pages)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and number - (numbers[-1] or 0) == 2:
            numbers.append(number - 1)
        elif numbers and number - (numbers[-1] or 0) > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers

"""One screen of the directory: what its templates read, worked out once, and only when they ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.organizations.models import Sector
from essaim.search.port import SearchResult
from essaim.territory.drawing import HexCell
from essaim.ui.templatetags.ui import number

from . import queries
from .access import Scope
from .cards import Card, cards
from .criteria import Criteria, Notice
from .facets import Facets, page_numbers
from .forms import SearchForm

_ANY_CODE = "-code-"  # nothing that follows it in an address is written so
LISTED_COMMUNES = 40  # in words beside the map; the map and the filter have the others


@dataclass(frozen=True)
class CommuneLine:
    """A commune and how many of the results it has."""

    name: str
    count: int
    url: str


class Screen:
    """The directory at one address. `path` is its address without the query."""

    def __init__(self, data, scope: Scope) -> None:
        self.scope, self.path = scope, scope.url()
        self.sectors: dict[str, Sector] = queries.all_sectors()
        self.form = SearchForm(data, scope, self.sectors)
        self.result: SearchResult = queries.look_up(self.form.criteria, scope.club)
        self.criteria = self.form.criteria.changed(page=self.result.page)
        self.canonical = self.path + self.criteria.query
        self.on_map = self.criteria.view == "carte"
        self.tiles = settings.ESSAIM_TILE_URL

    @cached_property
    def cards(self) -> list[Card]:
        return cards(self.result, self.scope.club, sees_members=self.scope.sees_members)

    @cached_property
    def facets(self) -> Facets:
        return Facets(
            self.criteria,
            self.result,
            sectors=self.sectors,
            communes={code: place.name for code, place in self.form.communes.items()},
            skills=queries.skill_names(self.criteria.skills),
            of_club=self.scope.club is not None,
            sees_members=self.scope.sees_members,
        )

    @property
    def notices(self) -> list[Notice]:
        """What was left aside, corrected, or answers only in part."""
        notices, result = list(self.form.notices), self.result
        if self.form.criteria.page > result.pages:
            notices.append(
                Notice(
                    ngettext(
                        "Il n'y a qu'une page de résultats : la voici.",
                        "Il y a %(pages)s pages de résultats : voici la dernière.",
                        result.pages,
                    )
                    % {"pages": result.pages}
                )
            )
        if result.corrected:
            words = {"typed": self.criteria.text, "corrected": result.corrected}
            notices.append(
                Notice(_("Rien pour « %(typed)s ». Voici ce qui répond à « %(corrected)s ».") % words),
            )
        several_words = len(self.shown_words.split()) > 1
        if 0 < result.exact < result.total and several_words:
            notices.append(
                Notice(
                    ngettext(
                        "Une structure répond à tous vos mots ; les autres, à une partie.",
                        "%(exact)s structures répondent à tous vos mots ; les autres, à une partie.",
                        result.exact,
                    )
                    % {"exact": result.exact}
                )
            )
        elif result.total and not result.exact and several_words:
            notices.append(Notice(_("Aucune structure ne répond à tous vos mots. Voici celles qui s'en approchent.")))
        return notices

    @property
    def shown_words(self) -> str:
        """The words that were searched, corrected or not."""
        return self.result.corrected or self.criteria.text

    @property
    def numbers(self) -> list[tuple[int | None, Criteria]]:
        """Pages to link, each with its criteria; None stands for a gap."""
        return [(n, self.criteria.changed(page=n or 1)) for n in page_numbers(self.result.page, self.result.pages)]

    @property
    def previous(self) -> Criteria | None:
        page = self.result.page
        return self.criteria.changed(page=page - 1) if page > 1 else None

    @property
    def next(self) -> Criteria | None:
        page = self.result.page
        return self.criteria.changed(page=page + 1) if page < self.result.pages else None

    @property
    def first_rank(self) -> int:
        """The rank of the first card, for a list that goes on from page to page."""
        return (self.result.page - 1) * self.result.per_page + 1

    @cached_property
    def counts(self) -> dict[str, int]:
        """Results by INSEE code."""
        return self.result.municipality_counts

    @property
    def commune_number(self) -> int:
        """How many communes the results are in."""
        return self.result.municipality_number

    @cached_property
    def communes(self) -> list[CommuneLine]:
        """Communes of the results, those with most first, then by name. One query when some are chosen."""
        criteria, names = self.criteria, {}
        if criteria.communes or (criteria.places and not criteria.radius):
            # The facet leaves its own choice aside; the chosen are few.
            ranked = self.result.top_municipalities[:LISTED_COMMUNES]
            names = {code: place.name for code, place in queries.communes_by_code(c for c, _n in ranked).items()}
        else:
            facet = self.result.facets.get("municipality", [])[:LISTED_COMMUNES]
            ranked = [(one.value, one.count) for one in facet]
            names = {one.value: one.label for one in facet if one.label}
        # One address is written, the others differ by their code.
        before, _code, after = criteria.changed(communes=(_ANY_CODE,), lieu="", radius=None).query.rpartition(_ANY_CODE)
        lines = [
            CommuneLine(names[code], count, f"{self.path}{before}{code}{after}")
            for code, count in ranked
            if code in names
        ]
        return sorted(lines, key=lambda line: (-line.count, line.name))

    @cached_property
    def cells(self) -> list[HexCell]:
        """The cells of the honeycomb; none when the territory has no map."""
        return queries.map_cells(self.scope.club)

    @property
    def commune_link(self) -> str:
        """The address of the results of one commune, `{code}` standing for its code."""
        query = self.criteria.changed(communes=(), lieu="", radius=None).query
        return f"{self.path}{query}{'&' if query else '?'}commune={{code}}"

    @property
    def other_communes(self) -> int:
        """How many communes are not in the list in words."""
        return max(0, self.commune_number - LISTED_COMMUNES)

    @property
    def as_list(self) -> Criteria:
        return self.criteria.changed(view="")

    @property
    def as_map(self) -> Criteria:
        return self.criteria.changed(view="carte")

    @property
    def as_points(self) -> Criteria:
        return self.criteria.changed(view="points")

    @property
    def points_url(self) -> str:
        return self.scope.url("points") + self.criteria.changed(view="").query

    @property
    def suggestions_url(self) -> str:
        return self.scope.url("suggestions")

    @property
    def export_url(self) -> str:
        return self.scope.url("export") + self.criteria.changed(view="").query

    @property
    def title(self) -> str:
        """`Annuaire · Club d'ici`."""
        return f"{_('Annuaire')} · {self.scope.club.name if self.scope.club else 'Essaim'}"

    def subtitle(self, count: int) -> str:
        return ngettext("%(count)s structure", "%(count)s structures", count) % {"count": number(count)}

    @property
    def about(self) -> list[str]:
        """What was asked for, in words: one line for the words, one for the filters."""
        lines = []
        if self.shown_words:
            lines.append(_("Recherche : %(words)s") % {"words": self.shown_words})
        return [*lines, *filter(None, [self.filters_in_words])]

    @property
    def filters_in_words(self) -> str:
        """`Filtres : Association, Béthune`, or nothing."""
        labels = ", ".join(chip.label for chip in self.facets.chips)
        return _("Filtres : %(filters)s") % {"filters": labels} if labels else ""

    def export_choices(self, formats: Iterable[Any]) -> list[dict]:
        """For each format: its address, how many organizations it would hold, whether some are left out."""
        total, query = self.result.total, self.criteria.changed(view="").parameters()
        return [
            {
                "format": one,
                "url": f"{self.scope.url('export')}?{urlencode([*query, ('format', one.name)])}",
                "count": min(total, one.limit),
                "cut": total > one.limit,
            }
            for one in formats
        ]

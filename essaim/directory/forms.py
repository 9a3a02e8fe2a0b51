"""From the address to the criteria. What is not understood is said in a sentence, then left aside: never a refusal."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.remembered import remembered
from essaim.kernel.text import fold
from essaim.organizations.enums import Family
from essaim.organizations.models import Sector
from essaim.search.port import RESERVED
from essaim.territory.models import Municipality

from .access import Scope
from .criteria import Criteria, Notice
from .enums import FAMILY_WORDS, FARTHEST, LABEL_WORDS, MEMBER_WORDS, VIEWS
from .places import understand
from .queries import communes_by_code

MOST_LETTERS = 200
MOST_VALUES = 30  # of one filter


class SearchForm:
    """The criteria of an address, and the notices about what was left aside.

    `sectors`: all sectors by code. At most one query for the communes ticked, and a few for the place typed.
    """

    def __init__(self, data: QueryDict, scope: Scope, sectors: dict[str, Sector]) -> None:
        self._data = data
        self._scope = scope
        self._left: list[tuple[str, tuple[Municipality, ...], bool]] = []
        self.communes: dict[str, Municipality] = {}
        self.criteria = self._with_place(
            Criteria(
                text=self._text("q"),
                sectors=self._among("secteur", {code: code for code in sectors}),
                families=self._among("famille", FAMILY_WORDS | {family.value: family for family in Family}),
                labels=self._among("label", LABEL_WORDS | {RESERVED: RESERVED}),
                skills=tuple(dict.fromkeys(filter(None, map(fold, self._values("savoir-faire"))))),
                communes=self._communes(),
                member=self._member(),
                view=value if (value := self._text("vue")) in VIEWS else "",
                page=self._page(),
            )
        )

    @property
    def notices(self) -> list[Notice]:
        """One for each thing left aside; its doors keep the rest of the search."""
        return [
            Notice(sentence, tuple((_place_name(place), self._at(place)) for place in places), sign_in)
            for sentence, places, sign_in in self._left
        ]

    def _at(self, place: Municipality) -> Criteria:
        codes = dict.fromkeys([*self.criteria.communes, place.pk])
        if self.criteria.radius or self._text("rayon"):
            return self.criteria.changed(lieu=f"{place.pk} {place.name}", radius=self._radius(quiet=True))
        return self.criteria.changed(lieu="", radius=None, communes=tuple(codes))

    def _leave(self, sentence: str, places: Iterable[Municipality] = (), sign_in: bool = False) -> None:
        self._left.append((sentence, tuple(places), sign_in))

    def _text(self, name: str) -> str:
        return " ".join(self._data.get(name, "").replace("\x00", "").split())[:MOST_LETTERS]

    def _values(self, name: str) -> list[str]:
        values = (" ".join(value.replace("\x00", "").split())[:MOST_LETTERS] for value in self._data.getlist(name))
        return list(dict.fromkeys(filter(None, values)))[:MOST_VALUES]

    def _among(self, name: str, words: dict) -> tuple:
        asked = self._values(name)
        if unknown := [value for value in asked if value not in words]:
            self._leave(
                ngettext(
                    "Nous avons laissé de côté un filtre que nous ne connaissons pas : « %(values)s ».",
                    "Nous avons laissé de côté des filtres que nous ne connaissons pas : « %(values)s ».",
                    len(unknown),
                )
                % {"values": ", ".join(unknown)}
            )
        return tuple(dict.fromkeys(words[value] for value in asked if value in words))

    def _communes(self) -> tuple[str, ...]:
        asked = self._values("commune")
        self.communes = communes_by_code(asked) if asked else {}
        if unknown := [code for code in asked if code not in self.communes]:
            self._leave(
                _("Nous ne connaissons pas de commune au code « %(values)s ».") % {"values": ", ".join(unknown)}
            )
        return tuple(code for code in asked if code in self.communes)

    def _member(self) -> bool | None:
        word = self._text("membre")
        if not word:
            return None
        if word not in MEMBER_WORDS:
            self._among("membre", MEMBER_WORDS)
            return None
        if not self._scope.sees_members:
            self._leave(
                _("Ce club garde la liste de ses membres pour ses membres. Voici toutes les structures.")
                if self._scope.club
                else _("Certains clubs gardent la liste de leurs membres pour eux. Voici toutes les structures."),
                sign_in=bool(self._scope.club),
            )
            return None
        return MEMBER_WORDS[word]

    def _page(self) -> int:
        word = self._text("page")
        if word.isascii() and word.isdigit() and 0 < len(word) < 7 and int(word) > 0:
            return int(word)
        if word:
            self._leave(_("Il n'y a pas de page « %(page)s » : voici la première.") % {"page": word})
        return 1

    def _radius(self, *, quiet: bool = False) -> int | None:
        word = self._text("rayon").lower().removesuffix("km").strip()
        if not word:
            return None
        if word.isascii() and word.isdigit() and 0 < int(word[:6]) <= FARTHEST:
            return int(word[:6])
        if not quiet:
            self._leave(
                _("Le rayon se dit en kilomètres, de 1 à %(most)s. Nous avons laissé de côté « %(radius)s ».")
                % {"most": FARTHEST, "radius": word}
            )
        return None

    def _with_place(self, criteria: Criteria) -> Criteria:
        lieu, radius = self._text("lieu"), self._radius()
        if not lieu:
            if radius and len(criteria.communes) == 1:
                # The ticked commune becomes the centre.
                place = self.communes[criteria.communes[0]]
                return criteria.changed(
                    lieu=f"{place.pk} {place.name}", radius=radius, communes=(), places=(place,), page=criteria.page
                )
            if radius:
                self._leave(
                    _("Pour chercher à moins de %(radius)s km, dites autour de quelle commune.") % {"radius": radius}
                )
            return criteria
        club = self._scope.club
        key = ("directory.place", lieu, club.pk if club else None)
        meant = remembered(key, lambda: understand(lieu, club))
        if not meant.places:
            sentence = _("Nous ne connaissons pas la commune « %(place)s ».") % {"place": lieu}
            if len(meant.others) == 1:
                sentence += " " + _("Vouliez-vous dire %(place)s ?") % {"place": meant.others[0].name}
            elif meant.others:
                sentence += " " + _("Vouliez-vous dire l'une de celles-ci ?")
            self._leave(sentence, meant.others)
            return criteria
        if meant.both_codes:
            self._leave(
                _("« %(code)s » est à la fois un code postal et un code INSEE : nous cherchons dans les deux communes.")
                % {"code": lieu},
                meant.places,
            )
        elif meant.others:
            self._leave(
                _("Plusieurs communes portent ce nom. Nous avons pris %(place)s. Les autres :")
                % {"place": _place_name(meant.places[0])},
                meant.others,
            )
        return criteria.changed(lieu=lieu, radius=radius, places=meant.places, page=criteria.page)


def _place_name(place: Municipality) -> str:
    return f"{place.name} ({place.department_id})"

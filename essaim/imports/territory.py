"""Where Sirene's files and the API are to be read: a club's territory, an intercommunality, a department."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from . import api, queries, sirene

COMMUNES_AT_ONCE = 40  # in one question to the API, whose address must stay short


@dataclass(frozen=True)
class Where:
    """`club` bears the import; `epci` (SIREN) or `department` (code) narrow it, or stand alone."""

    club: Club | None = None
    epci: str = ""
    department: str = ""

    def territory(self) -> sirene.Territory:
        """What to keep of Sirene's files."""
        if self.epci:
            codes = queries.communes_of(self.epci)
            if not codes:
                raise Refusal(_("Aucune intercommunalité n'a le SIREN %(code)s.") % {"code": self.epci})
            return sirene.Territory(communes=codes)
        if self.department:
            return sirene.Territory(departments=[self.department])
        return sirene.Territory(communes=queries.territory_codes(self.club) if self.club else ())

    def questions(self) -> list[dict[str, str]]:
        """What to ask the API. Raises `Refusal` when nothing says where."""
        if self.epci or self.department:
            return [api.query_for(epci=self.epci, department=self.department)]
        questions = []
        if self.club:
            questions = [api.query_for(epci=code) for code in self.club.intermunicipalities]
            alone = queries.communes_alone(self.club)
            questions += [
                api.query_for(communes=alone[start : start + COMMUNES_AT_ONCE])
                for start in range(0, len(alone), COMMUNES_AT_ONCE)
            ]
        if not questions:
            raise Refusal(
                _("Ce club n'a pas encore de territoire : dites-le d'abord dans ses réglages.")
                if self.club
                else _("Dites où chercher : --club, --epci ou --department."),
                code="no_territory",
            )
        return questions

    def as_options(self) -> dict[str, str]:
        """What a batch remembers; its club is its own column."""
        return {"epci": self.epci, "department": self.department}

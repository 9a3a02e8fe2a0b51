"""Legal forms: INSEE's legal category → family and membership of the social economy; words → category.

Families by code: law n° 2014-856 art. 1-II, with INSEE's categories of level III (labels: data/legal_categories.csv,
activities: data/naf_rev2.csv, both by scripts/build_nomenclatures.py). A category does not tell everything: a SCIC has
no code of its own, and a SAS or a SARL is of the social economy only by its statutes.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise

from essaim.kernel.text import fold

from .enums import CooperativeKind, EssBasis, Family

DATA = Path(__file__).parent / "data"

ASSOCIATIONS = frozenset({"9210", "9220", "9221", "9222", "9223", "9230", "9260"})
FOUNDATIONS = frozenset({"9300"})
MUTUALS = frozenset({"8210", "8250", "8290", "6411"})
COOPERATIVES = frozenset(
    [
        "5192",
        "5193",
        "5194",
        "5195",
        "5196",
        "5203",
        "5307",
        "5309",
        "5443",
        "5451",
        "5453",
        "5454",
        "5455",
        "5458",
        "5459",
        "5460",
        "5543",
        "5547",
        "5551",
        "5552",
        "5553",
        "5554",
        "5555",
        "5558",
        "5559",
        "5560",
        "5643",
        "5647",
        "5651",
        "5652",
        "5653",
        "5654",
        "5655",
        "5658",
        "5659",
        "5660",
        "6316",
        "6317",
        "6318",
        "6543",
        "6551",
        "6554",
        "6558",
        "6560",
        "6595",
        "6596",
    ]
)
SCOPS = frozenset({"5458", "5558", "5658"})
CONSUMER_COOPERATIVES = frozenset({"5451", "5551", "5651", "6551"})


@lru_cache(maxsize=1)
def legal_categories() -> dict[str, str]:
    """Return INSEE's legal categories of level III, code → French label."""
    return _codes("legal_categories.csv")


@lru_cache(maxsize=1)
def naf_rev2() -> dict[str, str]:
    """Return the NAF rév. 2, code → French label: divisions `01` to sub-classes `01.11Z`."""
    return _codes("naf_rev2.csv")


def _codes(name: str) -> dict[str, str]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file)}


def legal_label(code: str) -> str:
    """Return the label of a legal category, or the code itself when INSEE's list does not have it."""
    return legal_categories().get(code, code)


def naf_label(code: str) -> str:
    """Return the label of a NAF rév. 2 code, or an empty text when it is not one."""
    return naf_rev2().get(code, "")


def clean_naf(text: str) -> str:
    """Write a NAF code as INSEE does: `0111z` and `01.11 Z` give `01.11Z`. What is no such code is given as typed."""
    compact = re.sub(r"[\s.]", "", text).upper()
    return f"{compact[:2]}.{compact[2:]}" if re.fullmatch(r"\d{4}[A-Z]", compact) else text.strip().upper()


def in_french(label: Promise | str) -> str:
    """Return a label in the language in which notes are stored."""
    with translation.override("fr"):
        return str(label)


def cooperative_kind_of(code: str) -> str:
    """Return the kind of cooperative that the category alone tells, or an empty text."""
    if code in SCOPS:
        return CooperativeKind.SCOP
    if code == "6316":
        return CooperativeKind.CUMA
    if code in CONSUMER_COOPERATIVES:
        return CooperativeKind.CONSUMERS
    return ""


def family_of(code: str, *, cooperative_kind: str = "", ess: bool = False) -> str:
    """Return the family of a legal category (empty when nothing is known).

    `ess`: something else than the form says that it is of the social economy; a commercial company is then one of its
    companies, otherwise it stays among the other forms.
    """
    if code in COOPERATIVES or cooperative_kind:
        return Family.COOPERATIVE
    if code in ASSOCIATIONS:
        return Family.ASSOCIATION
    if code in FOUNDATIONS:
        return Family.FOUNDATION
    if code in MUTUALS:
        return Family.MUTUAL
    if not code:
        return ""
    return Family.COMPANY if ess and code.startswith("5") else Family.OTHER


@dataclass(frozen=True)
class EssDecision:
    """Why an organization is held to be of the social economy, and the sentence that says from where (French)."""

    basis: str
    note: str = ""

    def __bool__(self) -> bool:
        return self.basis != EssBasis.UNKNOWN


def decide_ess(
    *,
    legal_category: str = "",
    cooperative_kind: str = "",
    sirene_flag: str = "",
    in_ess_france_list: bool = False,
    statutes: str = "",
    review: str = "",
) -> EssDecision:
    """Decide whether and why an organization is of the social economy, the strongest reason first.

    The form, then what people read (`review`: by whom; `statutes`: which article or document), then what Sirene
    declares (`sirene_flag == "O"`; empty or "N" proves nothing, since few companies declared), then ESS France's list.
    """
    if family_of(legal_category) in {Family.ASSOCIATION, Family.FOUNDATION, Family.MUTUAL, Family.COOPERATIVE}:
        return EssDecision(EssBasis.FORM, f"{legal_label(legal_category)} ({legal_category})")
    if cooperative_kind:
        return EssDecision(EssBasis.FORM, in_french(CooperativeKind(cooperative_kind).label))
    if review:
        return EssDecision(EssBasis.REVIEW, review)
    if statutes:
        return EssDecision(EssBasis.STATUTES, statutes)
    if sirene_flag.strip().upper() in {"O", "OUI", "TRUE", "1"}:
        return EssDecision(EssBasis.SIRENE, "Sirene : economieSocialeSolidaire = O")
    if in_ess_france_list:
        return EssDecision(EssBasis.ESS_FRANCE, "Liste d'ESS France sur data.gouv.fr")
    return EssDecision(EssBasis.UNKNOWN)


@dataclass(frozen=True)
class LegalGuess:
    """What a legal form written in words tells. `sure`: INSEE's own label or code, not a reading of the words."""

    category: str = ""
    cooperative_kind: str = ""
    sure: bool = False

    @property
    def family(self) -> str:
        return family_of(self.category, cooperative_kind=self.cooperative_kind)


# (what the folded words hold, category, kind of cooperative): the first that fits, so the narrow ones come first.
# A form that several codes share (a SCOP may be a SARL, a SA or a SAS) tells its kind and no code.
_WORDS: list[tuple[re.Pattern, str, str]] = [
    (re.compile(pattern), code, kind)
    for pattern, code, kind in [
        (r"\bcuma\b|utilisation de materiel agricole", "6316", "cuma"),
        (r"\b(scic|interet collectif)\b.*\b(sarl|responsabilite limitee)\b|\bsarl\b.*\bscic\b", "5460", "scic"),
        (r"\bscic\b.*\b(sas|actions simplifiee)\b|\bsas\b.*\bscic\b", "5710", "scic"),
        (r"\bscic\b.*\b(sa|anonyme)\b|\bsa\b.*\bscic\b", "5560", "scic"),
        (r"\bscic\b|cooperative d interet collectif", "", "scic"),
        (r"\bcae\b|cooperative d activites? et d emplois?", "", "cae"),
        (r"\bscop\b.*\b(sarl|responsabilite limitee)\b|\bsarl\b.*\bscop\b", "5458", "scop"),
        (r"\bscop\b.*\b(sas|actions simplifiee)\b|\bsas\b.*\bscop\b", "5710", "scop"),
        (r"\bscop\b.*\bdirectoire\b|\bdirectoire\b.*\bscop\b", "5658", "scop"),
        (r"\bscop\b.*\b(sa|anonyme)\b|\bsa\b.*\bscop\b", "5558", "scop"),
        (r"\bscop\b|cooperative( ouvriere)? de production|cooperative et participative", "", "scop"),
        (r"\bunion de(s)? (societes )?cooperatives? agricoles?", "6318", ""),
        (r"\bcooperatives? agricoles?", "6317", ""),
        (r"\bcooperatives? de consommat", "", "consommateurs"),
        (r"\bsarl\b.*\bcooperative|\bcooperative.*\bsarl\b", "5460", "autre"),
        (r"\bsas\b.*\bcooperative|\bcooperative.*\bsas\b", "5710", "autre"),
        (r"\bsa\b.*\bcooperative|\bcooperative.*\bsa\b", "5560", "autre"),
        (r"\bcooperative\b", "", "autre"),
        (r"\b(asso(ciation)?s?)\b.*\butilite publique\b|\b(asso(ciation)?)\b.*\brup\b|^arup$", "9230", ""),
        (r"\bassociations? intermediaires?\b", "9222", ""),
        (r"\bassociation\b.*\binsertion par l economique\b", "9221", ""),
        (r"\bassociation\b.*\b(droit local|alsace|bas rhin|haut rhin)\b", "9260", ""),
        (r"\b(groupement|association) d employeurs\b|^geiq$", "9223", ""),
        (r"\bassociation\b.*\bnon declaree\b|\bassociation de fait\b", "9210", ""),
        (r"\bassociation (syndicale|fonciere|d avocats)", "", ""),
        (r"\basso(ciation)?s?\b|\bloi (de )?1901\b", "9220", ""),
        (r"\bfondations?\b|\bfonds de dotation\b", "9300", ""),
        (r"\bassurances?\b.*\bmutuelle\b|\bmutuelle d assurances?\b", "6411", ""),
        (r"\bmutuelles?\b", "8210", ""),
        (r"\b(eurl|sarl unipersonnelle|sarlu)\b", "5498", ""),
        (r"\bsarl\b|\bresponsabilite limitee\b", "5499", ""),
        (r"\bsasu\b|\bactions simplifiee\b.*\b(unipersonnelle|associe unique)\b", "5720", ""),
        (r"\bsas\b|\bactions simplifiee\b", "5710", ""),
        (r"\bsa\b.*\bdirectoire\b", "5699", ""),
        (r"^sa\b|\bsociete anonyme\b", "5599", ""),
        (r"\bgie\b|\bgroupement d interet economique\b", "6220", ""),
        (r"\b(auto|micro) ?entrepr|\bentrepr(ise|eneur) individuel", "1000", ""),
        (r"\bccas\b|\bcentre communal d action sociale\b", "7361", ""),
    ]
]


@lru_cache(maxsize=1)
def _by_label() -> dict[str, str]:
    return {fold(label): code for code, label in legal_categories().items()}


@lru_cache(maxsize=4096)
def guess_legal_category(text: str) -> LegalGuess:
    """Read a legal form written in words or as a code: `Association déclarée`, `SCOP SA`, `9220`, `loi 1901`."""
    code = re.sub(r"\s", "", text)
    if code in legal_categories():
        return LegalGuess(code, cooperative_kind_of(code), sure=True)
    # « S.A.R.L. » is one word.
    folded = fold(re.sub(r"\b(?:\w\.){2,}", lambda found: found[0].replace(".", "") + " ", text))
    if code := _by_label().get(fold(text), ""):
        return LegalGuess(code, cooperative_kind_of(code), sure=True)
    for pattern, code, kind in _WORDS:
        if pattern.search(folded):
            return LegalGuess(code, kind)
    return LegalGuess()

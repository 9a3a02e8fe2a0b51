"""Legal forms: families, membership of the social economy, words."""

import csv
from pathlib import Path

import pytest

from essaim.organizations import legal
from essaim.organizations.enums import EssBasis, Family

# Open files that are not part of the project, beside it on a developer’s machine.
REAL = Path(__file__).resolve().parents[4] / "shared" / "data"
SIAE = REAL / "structures" / "siae_asp_2019_07.csv"


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("9220", Family.ASSOCIATION), ("9223", Family.ASSOCIATION), ("9240", Family.OTHER),
        ("9300", Family.FOUNDATION), ("8210", Family.MUTUAL), ("6411", Family.MUTUAL), ("5458", Family.COOPERATIVE),
        ("6316", Family.COOPERATIVE), ("5710", Family.OTHER), ("7361", Family.OTHER), ("", ""),
    ],
)  # fmt: skip
def test_family(code, family):
    assert legal.family_of(code) == family


def test_family_of_companies():
    assert legal.family_of("5710", ess=True) == Family.COMPANY
    assert legal.family_of("5710", cooperative_kind="scic") == Family.COOPERATIVE
    assert legal.family_of("7361", ess=True) == Family.OTHER, "a public body is not a company"


def test_every_code_of_a_family_is_in_insees_list():
    known = set(legal.legal_categories())
    assert known >= legal.ASSOCIATIONS | legal.FOUNDATIONS | legal.MUTUALS | legal.COOPERATIVES
    assert len(known) == 260
    assert len([code for code in legal.naf_rev2() if len(code) == 6]) == 732


@pytest.mark.parametrize(
    ("facts", "basis"),
    [
        ({"legal_category": "9220"}, EssBasis.FORM),
        ({"legal_category": "5710", "cooperative_kind": "scic"}, EssBasis.FORM),
        ({"legal_category": "5710"}, EssBasis.UNKNOWN),
        ({"legal_category": "5710", "sirene_flag": "O"}, EssBasis.SIRENE),
        ({"legal_category": "5710", "sirene_flag": "N"}, EssBasis.UNKNOWN),
        ({"legal_category": "5499", "sirene_flag": "", "in_ess_france_list": True}, EssBasis.ESS_FRANCE),
        ({"legal_category": "5499", "sirene_flag": "O", "statutes": "article 3"}, EssBasis.STATUTES),
        ({"legal_category": "5499", "statutes": "article 3", "review": "le bureau"}, EssBasis.REVIEW),
    ],
)
def test_why_it_is_of_the_social_economy(facts, basis):
    decision = legal.decide_ess(**facts)
    assert decision.basis == basis
    assert bool(decision) == bool(decision.note) == (basis != EssBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("words", "category", "kind"),
    [
        ("Association déclarée", "9220", ""), ("ASSOCIATION LOI 1901", "9220", ""), ("asso", "9220", ""),
        ("Association intermédiaire ", "9222", ""),
        ("Association déclarée, reconnue d'utilité publique", "9230", ""),
        ("Association reconnue d’utilité publique", "9230", ""),
        ("SA coopérative ouvrière de production (SCOP) à conseil d'administration", "5558", "scop"),
        ("Société coopérative et participative SCOP SA", "5558", "scop"), ("SCOP SARL", "5458", "scop"),
        ("SCOP", "", "scop"), ("SCIC SAS", "5710", "scic"), ("SCIC", "", "scic"), ("S.C.I.C. S.A.", "5560", "scic"),
        ("Coopérative d'activités et d'emploi", "", "cae"), ("CUMA", "6316", "cuma"),
        ("SARL", "5499", ""), ("S.A.R.L.", "5499", ""), ("EURL", "5498", ""), ("SAS", "5710", ""), ("SASU", "5720", ""),
        ("Fondation", "9300", ""), ("Mutuelle", "8210", ""), ("9220", "9220", ""), ("5458", "5458", "scop"),
        ("Groupement d'employeurs", "9223", ""), ("", "", ""), ("à préciser", "", ""),
        ("Association syndicale autorisée", "7321", ""), ("Commune et commune nouvelle", "7210", ""),
    ],
)  # fmt: skip
def test_words(words, category, kind):
    guess = legal.guess_legal_category(words)
    assert (guess.category, guess.cooperative_kind) == (category, kind)


@pytest.mark.skipif(not SIAE.exists(), reason="the public list of SIAE is not on this machine")
def test_every_legal_form_of_a_public_list_is_read():
    with SIAE.open(encoding="utf-8-sig", newline="") as file:
        forms = {row["NATURE_JURIDIQUE"] for row in csv.DictReader(file)}
    assert len(forms) > 30
    individuals = {"Artisan", "Commerçant", "Exploitant agricole"}  # former categories, one person each
    assert {form.strip() for form in forms if not legal.guess_legal_category(form).sure} <= individuals


def test_naf_is_written_as_insee_does():
    assert legal.clean_naf("0111z") == "01.11Z"
    assert legal.clean_naf("94.99 Z") == "94.99Z"
    assert legal.naf_label("94.99Z").startswith("Autres organisations")
    assert legal.naf_label("99.99X") == ""

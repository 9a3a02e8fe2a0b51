"""Words that headers of French files use, and how sure each is (0 to 100).

Patterns read a header that `plain_header` folded: lower case, no accents, camelCase opened, one space between words.
"""

import re

from ..enums import Target

# A column about someone else than the organization: the funder, a person, the site that publishes the file.
SOMEONE_ELSE = re.compile(
    r"\b(attribuant|financeurs?|elus?|dirigeants?|president\w*|contacts?|referents?|sourceur|logo|declarant|tags?|"
    r"personne|regions?|prenom|civilite|horaires?|gestionnaire|prescripteur|maj|mise a jour|latine)\b|^dir |^adrg "
)
# Words that say a file of grants: there « objet » is the grant's, not the organization's.
GRANTS = re.compile(r"\b(montant|subventions?|attribuant)\b")

_NAMED = r"(?:structure|association|asso|organisme|etablissement|entreprise|societe|beneficiaire|attributaire|siae)"

_RULES: list[tuple[Target, str, int]] = [
    (Target.SIRET, r"^(?:(?:n|no|num|numero|code) )?siret$|^siret (?:du )?siege$", 100),
    (Target.SIRET, r"\bsiret\b", 90),
    (Target.SIREN, r"^(?:(?:n|no|num|numero|code) )?siren$", 100),
    (Target.SIREN, r"\bsiren\b", 88),
    (Target.NIC, r"^nic\b", 95),
    (Target.HEAD_OFFICE, r"^(?:est )?(?:le )?siege$|^etablissement siege$", 90),
    (Target.RNA, r"^(?:(?:n|no|num|numero|code|id) )?rna$|^identifiant association|\bwaldec\b|^rup mi$", 96),
    (Target.RNA, r"\brna\b", 85),
    (Target.VAT, r"\btva\b", 80),
    (Target.IDENTIFIER, r"^id beneficiaire$|^identifiant (?:du )?beneficiaire|^id attributaire$", 94),
    (Target.IDENTIFIER, r"^(?:pivot|identifiant|id|numero|matricule|siret ou (?:siren|rna))$|^id ", 45),
    (Target.NAME, r"^raison sociale\b|^nom raison sociale$", 98),
    (Target.NAME, r"^denomination(?: sociale)?(?: unite legale)?$", 97),
    (Target.NAME, rf"^nom (?:(?:du|de|de la|de l|des) )?{_NAMED}s?$", 96),
    (Target.NAME, r"^nom$|^nom complet$", 95),
    (Target.NAME, rf"^{_NAMED}s?$", 92),
    (Target.NAME, r"^denomination\b|^nom usuel$|^nom officiel$", 88),
    (Target.NAME, r"^(?:titre|intitule|name|lieu|nom (?:du )?lieu|tiers lieu)$", 84),
    (Target.NAME, r"structure porteuse|^porteur$", 75),
    (Target.NAME, r"^(?:libelle|lib)(?: fs| structure| etablissement)?$", 60),
    (Target.NAME, r"^nom\b(?!.*\b(?:projet|service|fichier|commune|ville|rue|voie|usage|naissance|famille)\b)", 40),
    (Target.NAME, r"^nom (?:du )?projet$", 20),
    (Target.ACRONYM, r"\bsigle\b|^acronyme$", 95),
    (Target.OTHER_NAME, r"^enseigne\b|nom commercial|denomination usuelle|^titre court$|^autre nom|nom d usage$", 80),
    (Target.LEGAL, r"categorie juridique|nature juridique|forme juridique|statut juridique|code juridique", 96),
    (
        Target.LEGAL,
        r"^(?:type|categorie)(?: de(?: la)?| d)? ?(?:structure|organisme|association)$|^famille(?: ess)?$",
        70,
    ),
    (Target.LEGAL, r"^(?:typologie|forme|type lieu|statut|categorie)$", 50),
    (Target.ESS, r"\bess\b.*\b(?:sirene|flag|est)\b|\b(?:est|flag)\b.*\bess\b|economie sociale solidaire", 90),
    (Target.NAF25, r"\bnaf ?(?:20)?25\b", 98),
    (Target.NAF, r"^(?:code )?(?:naf|ape)\b|\bnaf ?2?$|^activite principale$|^code ape\b|^code naf", 92),
    (Target.HEADCOUNT, r"tranche (?:d )?effectifs?|^effectifs?\b|nombre de salaries|^nb salaries|^salaries$", 88),
    (Target.FOUNDED, r"^date (?:de )?creat\w*|^creee? le$|^date de constitution|^annee de creation$", 88),
    (Target.CLOSED, r"^date (?:de )?(?:fermeture|disso\w*|cessation|radiation)", 88),
    (Target.ACTIVE, r"^est active?$|^etat administratif\b|^active?$|^en activite$", 85),
    (Target.STATUS, r"^mesures?$|^type (?:de |d )?(?:siae|insertion)$|\bagrements?\b", 90),
    (Target.STATUS, r"^labels?\b|^labellisations?$|^conventions? iae|^typologie$", 62),
    (Target.SUMMARY, r"^(?:presentation )?resumee?$|^accroche$|^en une phrase$|^slogan$", 85),
    (Target.DESCRIPTION, r"^presentation(?: detail)?$|^description$|^objet(?: social)?$|^descriptif$|^missions?$", 80),
    (Target.WEBSITE, r"^(?:site|url|adresse)? ?(?:web|internet)$|^site\b|^website$|^site ?web$|^url(?: site)?$", 88),
    (Target.EMAIL, r"\be ?mails?\b|\bcourriels?\b|^mels?$|^adresse electronique$", 92),
    (Target.PHONE, r"\btel(?:ephone)?s?\b|\bportable\b|^phone$", 90),
    (Target.ADDRESS, r"^adresse(?: postale| complete| brute?| siege| du siege| ligne 1| 1)?$|^address$|^adr1?$", 90),
    (Target.ADDRESS, r"^adresse\b(?!.*\b(?:mail|web|internet|electronique)\b)|^localisation$", 50),
    (Target.STREET_NUMBER, r"numero (?:de )?voie$|^(?:num|numero|no) rue$|^adresse numero$|^adrs num ?voie$", 92),
    (Target.STREET_REPETITION, r"(?:indice )?repetition(?: voie)?$", 90),
    (Target.STREET_KIND, r"type (?:de )?voie$|^adrs type ?voie$", 92),
    (Target.STREET, r"libelle (?:de )?(?:la )?voie$|^nom (?:de )?(?:la )?(?:rue|voie)$|^adrs lib ?voie$", 93),
    (Target.STREET, r"^adresse (?:rue|voie)$|^(?:rue|voie)$", 91),
    (Target.EXTRA, r"complement(?: d)? ?adresse|adresse complement|^adrs complement$|^adresse (?:ligne )?2$", 88),
    (Target.POSTAL_CODE, r"code ?postal|^cp$|^c p$|^adrs code ?postal$|^post ?code$|^zip(?: code)?$", 95),
    (Target.POSTAL_CODE, r"code post\b|\bcp\b", 80),
    (
        Target.INSEE,
        r"^(?:code )?insee(?: com(?:mune)?)?$|code insee|^depcom$|^city ?code$|^code commune\b|code ?insee",
        94,
    ),
    (
        Target.CITY,
        r"^(?:nom )?(?:de )?(?:la )?(?:commune|ville|localite)(?: (?:du )?siege(?: social)?)?$|^city$|^town$",
        95,
    ),
    (
        Target.CITY,
        r"^(?:adrs )?lib(?:elle)?(?: de la)? ?com(?:mune)?$|\bcommune$|\bville$|^localite|^libelle ?commune$",
        86,
    ),
    (Target.DEPARTMENT, r"^(?:code |numero )?(?:departement|dept|dep|dpt)(?: code)?$|^code (?:departement|dpt)$", 92),
    (Target.DEPARTMENT, r"\b(?:departement|dpt|dept|insee dep)\b", 80),
    (Target.LATITUDE, r"\blat(?:itude)?\b", 95),
    (Target.LONGITUDE, r"\b(?:lon|lng|long|longitude)\b", 95),
    (Target.X, r"^(?:coord\w* )?x(?: l\w*93)?$|^x\b.*lambert|lambert.*\b(?:x|abscisse)\b", 93),
    (Target.Y, r"^(?:coord\w* )?y(?: l\w*93)?$|^y\b.*lambert|lambert.*\b(?:y|ordonnee)\b", 93),
]
RULES = [(target, re.compile(pattern), score) for target, pattern, score in _RULES]
# These say whose department it is, and still where the organization is from: the only hint there may be.
DEPARTMENT_OF_ELECTED = re.compile(r"^departement elus?$|^elu departement$")

"""Statuses and labels as files write them: `ACI`, `Entreprise adaptée`, `CNFS;France Services`."""

import re
from functools import lru_cache

from essaim.kernel.text import fold
from essaim.organizations.enums import StatusKind

_WORDS: dict[str, str] = {
    "aci": StatusKind.ACI,
    "atelier et chantier d insertion": StatusKind.ACI,
    "ateliers et chantiers d insertion": StatusKind.ACI,
    "atelier chantier d insertion": StatusKind.ACI,
    "chantier d insertion": StatusKind.ACI,
    "ai": StatusKind.AI,
    "association intermediaire": StatusKind.AI,
    "ei": StatusKind.EI,
    "entreprise d insertion": StatusKind.EI,
    "eiti": StatusKind.EITI,
    "entreprise d insertion par le travail independant": StatusKind.EITI,
    "etti": StatusKind.ETTI,
    "entreprise de travail temporaire d insertion": StatusKind.ETTI,
    "geiq": StatusKind.GEIQ,
    "groupement d employeurs pour l insertion et la qualification": StatusKind.GEIQ,
    "ea": StatusKind.EA,
    "entreprise adaptee": StatusKind.EA,
    "eatt": StatusKind.EATT,
    "entreprise adaptee de travail temporaire": StatusKind.EATT,
    "esat": StatusKind.ESAT,
    "etablissement et service d aide par le travail": StatusKind.ESAT,
    "sep": StatusKind.SEP,
    "esus": StatusKind.ESUS,
    "agrement esus": StatusKind.ESUS,
    "entreprise solidaire d utilite sociale": StatusKind.ESUS,
    "rge": StatusKind.RGE,
    "label rge": StatusKind.RGE,
    "rsei": StatusKind.RSEI,
    "rfar": StatusKind.RFAR,
    "b corp": StatusKind.BCORP,
    "bcorp": StatusKind.BCORP,
    "qualiopi": StatusKind.QUALIOPI,
    "nf service": StatusKind.NF_SERVICE,
    "france services": StatusKind.FRANCE_SERVICES,
    "france service": StatusKind.FRANCE_SERVICES,
    "espace france services": StatusKind.FRANCE_SERVICES,
}
_PARTS = re.compile(r"[;,|/\n+]")


@lru_cache(maxsize=4096)
def read_statuses(text: str) -> tuple[str, ...]:
    """Return the statuses that a cell names, each once; unknown words are left out."""
    found = [_WORDS[part] for part in map(fold, _PARTS.split(text)) if part in _WORDS]
    return tuple(dict.fromkeys(found))

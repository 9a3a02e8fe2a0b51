"""The few questions of `essaim init`, and what the answers mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold
from essaim.territory.models import Intermunicipality, Municipality

MOST_CHOICES = 12


@dataclass(frozen=True)
class Territory:
    """Whole intermunicipalities, or municipalities."""

    intermunicipalities: tuple[Intermunicipality, ...] = ()
    municipalities: tuple[Municipality, ...] = ()

    def __str__(self) -> str:
        return ", ".join(map(str, (*self.intermunicipalities, *self.municipalities)))


# Words that say what every club is, not which one.
COMMON_WORDS = {"club", "de", "d", "du", "des", "la", "le", "les", "l", "ess", "entrepreneurs", "entrepreneuses", "et"}


def short_address(name: str) -> str:
    """What to propose as address: `Club de l’ESS de Béthune-Bruay` → `bethune-bruay`."""
    words = fold(name).split()
    return "-".join([word for word in words if word not in COMMON_WORDS] or words)[:40].strip("-")


def read_territory(text: str) -> Territory:
    """Understand an intermunicipality (SIREN or name), or communes separated by commas (INSEE code or name).

    Refuses, with the nearest names, what is unknown or could be several things.
    """
    if found := _intermunicipalities(text):
        if len(found) > 1:
            raise _several([f"{one.code} {one.name}" for one in found])
        return Territory(intermunicipalities=(found[0],))
    return Territory(municipalities=tuple(_municipality(part) for part in text.split(",") if part.strip()))


def _intermunicipalities(text: str) -> list[Intermunicipality]:
    digits = text.replace(" ", "")
    if digits.isdigit() and len(digits) == 9:
        return list(Intermunicipality.objects.filter(pk=digits))
    words = fold(text).split()
    if not words or "," in text:
        return []
    everyone = [(set(fold(one.name).split()), one) for one in Intermunicipality.objects.order_by("name")]
    found = [one for name, one in everyone if set(words) <= name]
    exact = [one for one in found if fold(one.name) == " ".join(words)]
    # One word alone is more often a commune: an intermunicipality then has to bear just that name.
    return exact or (found if len(words) > 1 else [])


def _municipality(part: str) -> Municipality:
    part = part.strip()
    found = list(Municipality.objects.filter(pk=part.upper())) or list(
        Municipality.objects.filter(folded_name=fold(part)).select_related("department")
    )
    if len(found) > 1:
        raise _several([f"{one.pk} {one.name} ({one.department})" for one in found])
    if not found:
        raise Refusal(
            _("Nous ne connaissons ni intercommunalité ni commune « %(name)s ».") % {"name": part}, code="unknown"
        )
    return found[0]


def _several(choices: list[str]) -> Refusal:
    shown = "\n".join(f"  {choice}" for choice in choices[:MOST_CHOICES])
    return Refusal(
        _("Plusieurs répondent à ce nom ; donnez le code :\n%(choices)s") % {"choices": shown}, code="several"
    )

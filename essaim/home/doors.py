"""Four ways in, for those who are not entrepreneurs of the ESS: each entry is a search of the directory."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .queries import Front


@dataclass(frozen=True)
class Door:
    """`entries`: (label, address)."""

    title: str
    promise: str
    entries: list[tuple[str, str]]


def doors(front: Front) -> list[Door]:
    """The words of the addresses are the directory's (essaim.directory.enums) and the sectors' codes."""
    url = front.search_url
    return [
        Door(
            _("Collectivité"),
            _("Acheter ici, avec ce que permet le code de la commande publique."),
            [
                (_("Préparer un marché réservé"), url(label="marche-reserve")),
                (_("Entretenir, réemployer, verdir"), url(secteur="environnement")),
                (_("Cantines et restauration"), url(secteur="alimentation")),
            ],
        ),
        Door(
            _("Entreprise"),
            _("Des fournisseurs et des partenaires à deux pas."),
            [
                (_("Sous-traiter au secteur adapté"), url(label=["esat", "ea"])),
                (_("Recruter avec l'insertion"), url(secteur="insertion")),
                (_("Services aux organisations"), url(secteur="services")),
            ],
        ),
        Door(
            _("Consommateur"),
            _("Manger, réparer, s'habiller, emménager."),
            [
                (_("Manger d'ici"), url(secteur="alimentation")),
                (_("Donner plutôt que jeter"), url(secteur="environnement")),
                (_("Textile et artisanat"), url(secteur="textile")),
            ],
        ),
        Door(
            _("Usager"),
            _("Garde d'enfants, aide à domicile, mobilité, droits."),
            [
                (_("Trouver une aide à domicile"), url(secteur="aide-a-la-personne")),
                (_("Être accompagné vers l'emploi"), url(secteur="insertion")),
                (_("Se déplacer"), url(secteur="mobilite")),
            ],
        ),
    ]

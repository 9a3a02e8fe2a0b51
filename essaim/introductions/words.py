"""Why two trades often have something to say to each other. Sectors are those of the first level."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def _pair(one: str, other: str, sentence: Any) -> tuple[frozenset[str], Any]:
    return frozenset({one, other}), sentence


COMPLEMENTS: dict[frozenset[str], Any] = dict(
    [
        _pair(
            "alimentation",
            "environnement",
            _("Ce que la cuisine ne prend pas, le compost et le réemploi le cherchent."),
        ),
        _pair("alimentation", "mobilite", _("Qui cuisine ou cultive doit livrer ; qui roule cherche des tournées.")),
        _pair("alimentation", "education", _("Cantines, goûters, jardins : nourrir et grandir vont ensemble.")),
        _pair("alimentation", "social", _("L'aide alimentaire a besoin de producteurs, et l'inverse est vrai aussi.")),
        _pair("insertion", "environnement", _("Espaces verts et réemploi font de bons chantiers d'insertion.")),
        _pair("insertion", "mobilite", _("Pour prendre un emploi, il faut d'abord pouvoir s'y rendre.")),
        _pair("insertion", "alimentation", _("Cuisine et maraîchage forment et embauchent.")),
        _pair("insertion", "habitat", _("Un chantier qui rénove, des logements à rénover.")),
        _pair(
            "aide-a-la-personne",
            "mobilite",
            _("Les aides à domicile font beaucoup de route : le transport les concerne."),
        ),
        _pair("aide-a-la-personne", "sante", _("Vous voyez souvent les mêmes personnes, à d'autres moments.")),
        _pair(
            "aide-a-la-personne", "numerique", _("Chez les personnes aidées, l'écran est souvent l'obstacle suivant.")
        ),
        _pair("culture", "education", _("Un spectacle cherche un public jeune ; la jeunesse cherche une scène.")),
        _pair("culture", "sante", _("La culture entre à l'hôpital et au foyer quand quelqu'un ouvre la porte.")),
        _pair("culture", "social", _("Un lieu qui rassemble, des personnes qui sortent peu : il y a de quoi faire.")),
        _pair("habitat", "environnement", _("Matériaux, meubles, énergie : le réemploi habille les logements.")),
        _pair("habitat", "social", _("Se loger et se faire accompagner sont souvent la même demande.")),
        _pair("numerique", "social", _("Les droits se demandent en ligne : la médiation numérique y aide.")),
        _pair("numerique", "insertion", _("De plus en plus de postes demandent un clavier : cela s'apprend.")),
        _pair("sport", "sante", _("Bouger fait partie du soin.")),
        _pair("sport", "education", _("Un club et un centre de loisirs partagent souvent les mêmes enfants.")),
    ]
)
# Words of announcements that say nothing of their subject, as stems.
IDLE_WORDS = (
    "cherche recherche propose proposons cherchons besoin aide mise disposition service structure association membre "
    "local locaux territoire projet action activite jour semaine mois annee heure matin fois partir possible gratuit "
    "gratuitement prix ponctuel regulier partage commun ensemble nouveau petit grand place personne public temps "
    "disponible rejoindre contact echange offre quelqu faire avoir mettre donner trouver plusieurs deux trois "
    "lundi mardi mercredi jeudi vendredi samedi dimanche vingt dix personnes pret preter prete avance "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre un une quatre cinq six sept "
    "huit neuf onze douze quinze trente quarante cinquante cent cents mille tonnes kilos simple simples mots demi "
    "atelier ateliers heures semestre trimestre weekend week end hiver ete automne printemps"
)

"""The questions that help to write each part. They stand beside the field, never in the text itself."""

from django.utils.translation import gettext_lazy as _

from .enums import PartKind

QUESTIONS = {
    PartKind.SITUATION: (
        _("Qu'est-ce qui n'allait pas, ou manquait ?"),
        _("Depuis quand, et pour qui ?"),
        _("Qu'aviez-vous déjà essayé ?"),
    ),
    PartKind.DONE: (
        _("Par quoi avez-vous commencé ? Et ensuite ?"),
        _("Qui a fait quoi, avec qui ?"),
        _("Combien de temps avant que cela tourne ?"),
    ),
    PartKind.MEANS: (
        _("Quelles compétences, quel matériel, quels partenaires ?"),
        _("Quelle dépense au départ, et chaque mois ensuite ?"),
        _("Qu'avez-vous pu éviter d'acheter ?"),
    ),
    PartKind.RESULTS: (
        _("Qu'est-ce qui a changé, et pour qui ?"),
        _("Quels chiffres le montrent, avant et après ?"),
        _("Qu'est-ce qui n'a pas marché ?"),
    ),
    PartKind.DIFFERENTLY: (
        _("Si vous recommenciez demain, que feriez-vous autrement ?"),
        _("Quel conseil à une structure plus petite que la vôtre ?"),
    ),
}
# Without these, nobody can take the practice up.
NEEDED = (PartKind.SITUATION, PartKind.DONE, PartKind.RESULTS)

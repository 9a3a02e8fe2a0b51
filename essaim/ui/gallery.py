"""What the gallery shows: one template per component, in all its states, and the values that some need.

The gallery is for developers; its samples speak French only.
"""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

SPECIMENS = {
    "Boutons": "ui/gallery/buttons.html",
    "Étiquettes et filtres": "ui/gallery/tags.html",
    "Messages": "ui/gallery/notices.html",
    "Champs": "ui/gallery/fields.html",
    "Formulaire à revoir": "ui/gallery/form.html",
    "Lignes": "ui/gallery/formset.html",
    "Cartes": "ui/gallery/cards.html",
    "Liste de choses à faire": "ui/gallery/todo.html",
    "Hexagones": "ui/gallery/hexagons.html",
    "Rien à montrer": "ui/gallery/empty.html",
    "Tableau": "ui/gallery/table.html",
    "Onglets": "ui/gallery/tabs.html",
    "Fil d’Ariane et pages": "ui/gallery/ways.html",
    "Avancement": "ui/gallery/progress.html",
    "Chronologie": "ui/gallery/timeline.html",
    "Chiffres clés": "ui/gallery/figures.html",
    "Graphiques": "ui/gallery/charts.html",
    "Filtres de recherche": "ui/gallery/facets.html",
    "Replier": "ui/gallery/folds.html",
    "Dialogue": "ui/gallery/dialog.html",
}


@dataclass(frozen=True)
class Specimen:
    title: str
    template: str
    source: str


LENDABLE = [("room", "Une salle"), ("van", "Un véhicule"), ("tools", "Des outils")]


class Sample(forms.Form):
    name = forms.CharField(label="Nom de la structure", max_length=80)
    email = forms.EmailField(label="Adresse e-mail", help_text="Elle reste entre vous et le club.")
    siret = forms.CharField(
        label="SIRET",
        help_text="14 chiffres, sur votre avis de situation.",
        widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "numeric"}),
    )
    town = forms.ChoiceField(label="Commune", choices=[("62119", "Béthune"), ("62516", "Lillers")])
    story = forms.CharField(
        label="Ce que vous faites", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ChoiceField(
        label="Votre structure est",
        choices=[("association", "Une association"), ("cooperative", "Une coopérative")],
        widget=forms.RadioSelect,
    )
    lends = forms.MultipleChoiceField(
        label="Ce que vous pouvez prêter", choices=LENDABLE, required=False, widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(
        label="Depuis", required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input-s"})
    )
    statutes = forms.FileField(label="Statuts", required=False, help_text="PDF, 5 Mo au plus.")
    charter = forms.BooleanField(label="Nous adhérons à la charte du club")

    def clean_siret(self) -> str:
        raise forms.ValidationError("Il manque un chiffre : vous en avez tapé 13.")


class Place(forms.Form):
    street = forms.CharField(label="Adresse")
    town = forms.CharField(label="Commune")


def values() -> dict:
    """What the specimens draw."""
    bad = QueryDict("name=Les+Vélos+du+Canal&siret=0000000000000&town=62119&kind=association&email=odile")
    return {
        "form": Sample(prefix="vide", initial={"town": "62516", "lends": ["room"]}),
        "bad_form": Sample(bad),
        "formset": forms.formset_factory(Place, extra=1, can_delete=True)(
            prefix="lieux", initial=[{"street": "12 rue du Puits", "town": "Lillers"}]
        ),
        "steps": ["Votre structure", "Vos lieux", "Vos savoir-faire", "Relire"],
        "sections": [
            {"label": "L’essentiel", "url": "?", "current": True},
            {"label": "Acheter", "url": "?vue=acheter", "current": False},
            {"label": "Coopérations", "url": "?vue=cooperations", "current": False, "count": 5},
        ],
        "families": [("Associations", 131), ("Coopératives", 44), ("Entreprises solidaires", 27), ("Mutuelles", 3)],
        "years": ["2023", "2024", "2025", "2026"],
        "curves": [("Structures", [38, 61, 120, 202]), ("Coopérations", [4, 11, 19, 27])],
    }

"""The columns of the sheet « Lignes », and the heads by which a stranger's table is understood."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LINES = _("Lignes")
MARK = "_essaim"  # hidden: the budget, then the keys of the lines that left with the workbook
ALL = _("L'ensemble")
# Letters follow this order.
COLUMNS = {
    "line": _("Ligne"), "number": _("Version"), "account": _("Poste"), "code": _("Code"), "label": _("Intitulé"),
    "party": _("Partenaire"), "package": _("Lot"), "year": _("Année"), "quantity": _("Quantité"), "unit": _("Unité"),
    "unit_cents": _("Prix unitaire"), "cents": _("Montant"), "funding": pgettext_lazy("funding", "État"),
    "requested": _("Ce que l'on demande"), "method": _("Comment c'est valorisé"),
}  # fmt: skip
LETTERS = {name: chr(ord("A") + place) for place, name in enumerate(COLUMNS)}
# Folded. The longest that begins the head wins.
GUESSES = {
    "line": ("ligne", "line", "n"),
    "number": ("version",),
    "code": ("code",),
    "account": ("poste", "compte", "rubrique", "nature", "classe", "heading", "account", "categorie"),
    "label": ("intitule", "libelle", "designation", "depense", "description", "objet", "detail", "label", "item",
              "recette", "what"),
    "party": ("partenaire", "structure", "organisme", "porteur", "association", "partner", "qui"),
    "package": ("lot", "action", "wp", "work package", "package"),
    "year": ("annee", "exercice", "an", "year"),
    "quantity": ("quantite", "qte", "nombre", "nb", "quantity"),
    "unit": ("unite", "unit"),
    "unit_cents": ("prix unitaire", "prix", "pu", "cout unitaire", "tarif", "unit price"),
    "cents": ("montant", "total", "cout", "budget", "somme", "amount", "cost"),
    "funding": ("etat", "statut", "state", "status"),
    "requested": ("ce que l on demande", "demande", "what we request", "requested"),
    "method": ("comment", "valorisation", "methode", "method", "how"),
}  # fmt: skip

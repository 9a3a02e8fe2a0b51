"""The words of the grid's accounts, as the grant form has them."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .engine import ACCOUNTS

HEADS = {
    "60": _("Achats"),
    "61": _("Services extérieurs"),
    "62": _("Autres services extérieurs"),
    "63": _("Impôts et taxes"),
    "64": _("Charges de personnel"),
    "65": _("Autres charges de gestion courante"),
    "66": _("Charges financières"),
    "67": _("Charges exceptionnelles"),
    "68": _("Dotations aux amortissements et provisions"),
    "69": _("Impôt sur les bénéfices"),
    "indirect": _("Charges indirectes affectées au projet"),
    "86": _("Emplois des contributions volontaires en nature"),
    "70": _("Ventes et prestations de services"),
    "73": _("Dotations et produits de tarification"),
    "74": _("Subventions"),
    "75": _("Autres produits de gestion courante"),
    "76": _("Produits financiers"),
    "77": _("Produits exceptionnels"),
    "78": _("Reprises et reports"),
    "79": _("Transferts de charges"),
    "own": _("Ressources propres affectées au projet"),
    "87": _("Contributions volontaires en nature"),
}
DETAILS = {
    "60-supplies": _("Matières et fournitures"),
    "60-other": _("Autres achats"),
    "61-rental": _("Locations"),
    "61-upkeep": _("Entretien et réparation"),
    "61-insurance": _("Assurance"),
    "61-documentation": _("Documentation"),
    "62-fees": _("Honoraires et intermédiaires"),
    "62-publicity": _("Publicité, publications"),
    "62-travel": _("Déplacements, missions"),
    "62-bank": _("Services bancaires, autres"),
    "63-payroll": _("Sur les rémunérations"),
    "63-other": _("Autres impôts et taxes"),
    "64-pay": _("Rémunération des personnels"),
    "64-social": _("Charges sociales"),
    "64-other": _("Autres charges de personnel"),
    "86-relief": _("Secours en nature"),
    "86-provision": _("Mise à disposition gratuite"),
    "86-services": _("Prestations reçues sans payer"),
    "86-volunteers": _("Personnel bénévole"),
    "74-state": pgettext_lazy("funder", "État"),
    "74-region": _("Région"),
    "74-department": _("Département"),
    "74-epci": _("Intercommunalité"),
    "74-commune": _("Commune"),
    "74-social": _("Organismes sociaux"),
    "74-europe": _("Fonds européens"),
    "74-asp": _("ASP (emplois aidés)"),
    "74-public": _("Autres établissements publics"),
    "74-private": _("Aides privées"),
    "75-dues": _("Cotisations"),
    "75-gifts": _("Dons, mécénat"),
    "75-other": _("Autres produits"),
    "87-volunteers": _("Bénévolat"),
    "87-services": _("Prestations en nature"),
    "87-gifts": _("Dons en nature"),
}


def group_label(group: str) -> str:
    """« 60 Achats »; without number for indirect costs and own resources."""
    return f"{group} {HEADS[group]}" if group.isdigit() else str(HEADS[group])


def account_label(code: str) -> str:
    """« Matières et fournitures »; the class itself when the line gives no detail."""
    return str(DETAILS[code]) if code in DETAILS else str(HEADS[code])


def in_kind_numbers(code: str) -> str:
    """« 870 au formulaire, 875 au plan comptable » where the two disagree, else the one number."""
    account = ACCOUNTS[code]
    if account.form == account.chart:
        return account.form
    return _t("%(form)s au formulaire, %(chart)s au plan comptable") % {"form": account.form, "chart": account.chart}

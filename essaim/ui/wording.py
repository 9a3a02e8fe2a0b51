"""What fields answer when something is missing or does not fit, in the house's voice rather than Django's."""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES: dict[type[forms.Field], dict] = {
    forms.Field: {"required": _("Il manque cette réponse.")},
    forms.BooleanField: {"required": _("Cochez cette case pour continuer.")},
    forms.IntegerField: {"invalid": _("Écrivez un nombre entier, par exemple 12.")},
    forms.DecimalField: {"invalid": _("Écrivez un nombre, par exemple 12,5.")},
    forms.DateField: {"invalid": _("Écrivez une date comme 31/12/2026.")},
    forms.DateTimeField: {"invalid": _("Écrivez une date et une heure comme 31/12/2026 14:00.")},
    forms.TimeField: {"invalid": _("Écrivez une heure comme 14:00.")},
    forms.URLField: {"invalid": _("Écrivez l'adresse entière, par exemple https://exemple.fr.")},
    forms.ChoiceField: {"invalid_choice": _("Choisissez l'une des réponses proposées.")},
    forms.MultipleChoiceField: {"invalid_choice": _("Choisissez parmi les réponses proposées.")},
    forms.ModelChoiceField: {"invalid_choice": _("Choisissez l'une des réponses proposées.")},
    forms.FileField: {
        "invalid": _("Le fichier n'est pas arrivé. Choisissez-le de nouveau."),
        "missing": _("Le fichier n'est pas arrivé. Choisissez-le de nouveau."),
        "empty": _("Ce fichier est vide."),
    },
    forms.ImageField: {"invalid_image": _("Ce fichier n'est pas une image que nous savons lire (JPEG, PNG, WebP).")},
}


def install() -> None:
    """Give Django's fields and validators our words. Called once, when the app is ready."""
    for field, messages in MESSAGES.items():
        field.default_error_messages = {**field.default_error_messages, **messages}
    validators.EmailValidator.message = _("Écrivez une adresse e-mail comme nom@exemple.fr.")
    validators.URLValidator.message = MESSAGES[forms.URLField]["invalid"]
    validators.MaxLengthValidator.message = ngettext_lazy(
        "%(limit_value)d caractère au plus : il y en a %(show_value)d.",
        "%(limit_value)d caractères au plus : il y en a %(show_value)d.",
        "limit_value",
    )
    validators.MinLengthValidator.message = ngettext_lazy(
        "%(limit_value)d caractère au moins : il y en a %(show_value)d.",
        "%(limit_value)d caractères au moins : il y en a %(show_value)d.",
        "limit_value",
    )
    validators.MaxValueValidator.message = _("%(limit_value)s au plus.")
    validators.MinValueValidator.message = _("%(limit_value)s au moins.")

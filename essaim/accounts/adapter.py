"""Where django-allauth asks the house: its words, its messages, what a new person is."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from . import mails
from .models import User

_INCORRECT_CODE = _("Ce n'est pas ce code. Regardez le message le plus récent, puis écrivez ses huit chiffres.")
_LATER = _("Trop d'essais en peu de temps. Attendez quelques minutes, puis recommencez.")


class AccountAdapter(DefaultAccountAdapter):
    """Signing up is open; sign-in is by e-mail, with a password or a code."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Ce compte est fermé. Écrivez à la personne qui anime votre club pour le rouvrir."),
        "cannot_remove_primary_email": _("C'est votre adresse principale : choisissez-en d'abord une autre."),
        "duplicate_email": _("Cette adresse est déjà sur votre compte."),
        "email_password_mismatch": _(
            "L'adresse et le mot de passe ne vont pas ensemble. Réessayez, ou demandez un code par e-mail."
        ),
        "email_taken": _("Un compte existe déjà avec cette adresse. Connectez-vous, ou prenez une autre adresse."),
        "enter_current_password": _("Ce n'est pas votre mot de passe actuel."),
        "incorrect_code": _INCORRECT_CODE,
        "incorrect_password": _("Ce n'est pas votre mot de passe."),
        "invalid_login": _("Écrivez l'adresse e-mail de votre compte."),
        "max_email_addresses": _("Un compte a %d adresses au plus. Retirez-en une, puis ajoutez celle-ci."),
        "too_many_login_attempts": _LATER,
        "rate_limited": _LATER,
        "unknown_email": _("Aucun compte n'a cette adresse."),
        "unverified_primary_email": _("Votre adresse principale reste à vérifier : écrivez le code qu'on vous envoie."),
        "same_as_current": _("C'est déjà cette adresse. Écrivez-en une autre."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.send(template_prefix=template_prefix, address=email, context=context)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name") or user.name
        user.language = _page_language()
        return super().save_user(request, user, form, commit)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:detail")

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        words = {
            "reauthenticate": _("Écrire mon mot de passe"),
            "mfa_reauthenticate": _("Écrire un code de mon application"),
            "mfa_reauthenticate:webauthn": _("Utiliser une clé"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words.get(method["id"], method["description"])} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Votre compte demande deux preuves : retirez la seconde avant d'ajouter une adresse."),
        "cannot_delete_authenticator": _("Cette protection ne peut pas être retirée."),
        "cannot_generate_recovery_codes": _("Les codes de secours viennent avec une application ou une clé."),
        "incorrect_code": _("Ce n'est pas ce code. Attendez le suivant dans l'application, puis écrivez-le."),
        "unverified_email": _("Vérifiez d'abord votre adresse e-mail."),
    }

    def _get_site_name(self) -> str:
        return str(settings.ESSAIM_NAME)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = user.authenticator_set.filter(type=type).count()
        return gettext("Ma clé") if not count else gettext("Ma clé n° {number}").format(number=count + 1)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": _("Un compte existe déjà avec cette adresse. Connectez-vous d'abord, puis reliez-y %s."),
        "invalid_token": _("La réponse reçue ne peut pas servir. Recommencez la connexion."),
        "no_password": _("Choisissez d'abord un mot de passe : il vous faut une autre façon d'entrer."),
        "no_verified_email": _("Vérifiez d'abord une adresse e-mail : il vous faut une autre façon d'entrer."),
        "disconnect_last": _("C'est votre seule façon d'entrer. Choisissez d'abord un mot de passe."),
        "connected_other": _("Ce compte est déjà relié à une autre personne."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        full = f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()
        user.name = (data.get("name") or full)[: User._meta.get_field("name").max_length]
        user.language = _page_language()
        return user


def _page_language() -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

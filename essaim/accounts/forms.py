"""allauth's forms in the house's words: a label above each field, never a placeholder, one password field and not two
(whoever mistypes a new password signs in by code)."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import User

EMAIL, PASSWORD, NEW_PASSWORD = _("Adresse e-mail"), _("Mot de passe"), _("Nouveau mot de passe")
_CODE_HINT = _("Huit chiffres, reçus par e-mail. Ils valent un quart d'heure.")
_PASSWORD_HINT = _("Dix signes au moins. Une phrase courte est facile à retenir et difficile à deviner.")
_APP_CODE_HINT = _("Les six chiffres que montre l'application, ou un de vos codes de secours.")


class InOurWords:
    """Names the fields as `words` says: {name: (label, hint)}."""

    words: dict = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # type: ignore[attr-defined]
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
        for name, (label, hint) in self.words.items():
            if field := self.fields.get(name):  # type: ignore[attr-defined]
                field.label, field.help_text = label, hint


class LoginForm(InOurWords, account.LoginForm):
    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}


class SignupForm(InOurWords, account.SignupForm):
    name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]
    words = {
        "email": (EMAIL, _("On vous y envoie un code pour vérifier qu'elle est à vous.")),
        "password1": (PASSWORD, _("Sans mot de passe, vous vous connectez avec un code reçu par e-mail.")),
    }


class SocialSignupForm(InOurWords, social.SignupForm):
    words = {"email": (EMAIL, _("On vous y envoie un code pour vérifier qu'elle est à vous."))}


class AddEmailForm(InOurWords, account.AddEmailForm):
    words = {"email": (_("Nouvelle adresse e-mail"), _("On y envoie un code, à écrire à l'écran suivant."))}


class ChangeEmailForm(InOurWords, account.ChangeEmailForm):
    words = {"email": (EMAIL, "")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    words = {"oldpassword": (_("Mot de passe actuel"), ""), "password1": (NEW_PASSWORD, _PASSWORD_HINT)}


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    words = {"password1": (PASSWORD, _PASSWORD_HINT)}


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    words = {"email": (EMAIL, "")}


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, _PASSWORD_HINT)}


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    words = {"email": (EMAIL, _("Celle de votre compte."))}


class _CodeForm(InOurWords):
    words = {"code": (_("Code"), _CODE_HINT)}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # A keyboard of figures on phones; `type=number` would drop zeros and spaces.
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "input-s"}  # type: ignore[attr-defined]


class ConfirmLoginCodeForm(_CodeForm, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(_CodeForm, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(_CodeForm, account.ConfirmPasswordResetCodeForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class AuthenticateForm(_CodeForm, mfa.AuthenticateForm):
    words = {"code": (_("Code"), _APP_CODE_HINT)}


class MfaReauthenticateForm(_CodeForm, mfa.ReauthenticateForm):
    words = {"code": (_("Code"), _APP_CODE_HINT)}


class ActivateTOTPForm(_CodeForm, totp.ActivateTOTPForm):
    words = {"code": (_("Code que montre l'application"), _("Six chiffres. Ils changent toutes les trente secondes."))}


_KEY_NAME = (_("Nom de la clé"), _("Pour la reconnaître, par exemple « Téléphone » ou « Clé bleue »."))


class AddWebAuthnForm(InOurWords, webauthn.AddWebAuthnForm):
    words = {
        "name": _KEY_NAME,
        "passwordless": (
            _("Ouvre aussi mon compte sans mot de passe"),
            _("La clé vous demandera alors votre doigt, votre visage ou son code."),
        ),
    }


class EditWebAuthnForm(InOurWords, webauthn.EditWebAuthnForm):
    words = {"name": _KEY_NAME}


class CloseForm(forms.Form):
    """Closing one's account: one's address, typed."""

    typed = forms.CharField(label=_("Votre adresse e-mail, pour confirmer"), max_length=254, widget=forms.EmailInput)


class PersonForm(forms.ModelForm):
    """One's name and the language of the messages one gets."""

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {"language": _("Celle des messages que nous vous envoyons.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

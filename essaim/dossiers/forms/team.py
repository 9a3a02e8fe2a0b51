"""Who is asked, who answers, for which share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import ConsortiumForm, PartnerRole
from ..models import Partner
from ..words import shown_cents, shown_share
from .about import InNameOf
from .fields import EurosField, ShareField

ASKED_ROLES = [(role.value, role.label) for role in (PartnerRole.PARTNER, PartnerRole.SUBCONTRACTOR)]


def _word(label) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class HandForm(InNameOf):
    word = _word(_("Ce que vous pourriez apporter"))


class WordForm(forms.Form):
    word = _word(_("Un mot"))


class InviteForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Rôle"), choices=ASKED_ROLES, initial=PartnerRole.PARTNER, widget=forms.RadioSelect
    )
    word = _word(_("Un mot pour la structure"))
    contact_name = forms.CharField(label=_("Personne à qui écrire"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Son adresse e-mail"), required=False,
        help_text=_("Vide : les personnes qui ont un compte pour cette structure sont prévenues."),
    )  # fmt: skip


class OutsideForm(InviteForm):
    name = forms.CharField(label=_("Nom de la structure"), max_length=200)
    field_order = ("name", "contact_name", "email", "role", "word")

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["email"].required = True
        self.fields["email"].help_text = _("Un lien personnel y est envoyé : ni compte, ni mot de passe.")


class ContactForm(forms.Form):
    contact_name = forms.CharField(label=_("Personne à qui écrire"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Son adresse e-mail"), required=False,
        help_text=_("Une autre adresse reçoit un nouveau lien ; le précédent ne sert plus."),
    )  # fmt: skip


class ShareForm(forms.Form):
    """One line of the composition; `partner` is its key."""

    partner = forms.IntegerField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Rôle"), choices=ASKED_ROLES, required=False)
    share = ShareField(label=_("Part, en %"), required=False)
    amount = EurosField(label=_("Montant, en euros"), required=False)
    brings = forms.CharField(
        label=_("Ce qu'elle apporte"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


ShareFormSet = forms.formset_factory(ShareForm, extra=0)


class ConsortiumFormForm(forms.Form):
    form = forms.ChoiceField(
        label=_("Forme du groupement"), choices=ConsortiumForm, widget=forms.RadioSelect, required=False,
        help_text=_("Conjoint : chacun répond de sa part. Solidaire : chacun répond du tout. Avec mandataire "
                    "solidaire : lui seul répond du tout."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


def initial_shares(team: list[Partner]) -> list[dict]:
    return [
        {
            "partner": one.pk, "role": one.role, "share": shown_share(one.share),
            "amount": shown_cents(one.amount_cents), "brings": one.brings,
        }
        for one in team
    ]  # fmt: skip

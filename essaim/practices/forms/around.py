"""What peers say of a practice, and what is asked of them."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization

from ..enums import Audience, CheckAnswer, VisitKind
from ..models import Practice


def _date(**options) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"), **options
    )


class PeerForm(forms.Form):
    organization = forms.ChoiceField(label=_("À quelle structure"))

    def __init__(self, *args, organizations: Sequence[Organization], **options) -> None:
        super().__init__(*args, **options)
        self.organizations = {str(one.pk): one for one in organizations}
        self.fields["organization"].choices = [  # type: ignore[attr-defined]
            ("", _("Choisir")), *((key, one.name) for key, one in self.organizations.items())
        ]  # fmt: skip

    def clean_organization(self) -> Organization:
        return self.organizations[self.cleaned_data["organization"]]


class ReviewForm(forms.Form):
    words = forms.CharField(
        label=_("En une phrase ou deux"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ce qui vous a paru clair, ou ce que vous demanderiez si vous vouliez faire pareil."),
    )  # fmt: skip


class PublishForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Qui peut la lire"), choices=Audience, initial=Audience.MEMBERS, widget=forms.RadioSelect
    )

    def __init__(self, *args, decides: bool, **options) -> None:
        super().__init__(*args, **options)
        if not decides:
            self.fields["audience"].help_text = _(
                "Pour « tout le monde », l'animation du club dira oui d'abord : d'ici là, les membres la lisent."
            )


class CheckForm(forms.Form):
    answer = forms.ChoiceField(label=_("Est-ce toujours vrai ?"), choices=CheckAnswer, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qui a changé"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En une phrase. Vous pourrez aussi corriger la fiche."),
    )  # fmt: skip


class AdoptForm(forms.Form):
    since = _date(label=_("Depuis quand"), required=False)
    gave = forms.CharField(
        label=_("Ce que cela vous a donné"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vous pourrez le dire plus tard."),
    )  # fmt: skip
    changed = forms.CharField(
        label=_("Ce que vous avez changé"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class VisitForm(forms.Form):
    kind = forms.ChoiceField(label=_("Ce que vous demandez"), widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Votre message"), max_length=1500, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce que vous aimeriez voir ou comprendre, et quand. La réponse vous arrive par e-mail : votre "
                    "adresse est donnée avec ce message."),
    )  # fmt: skip

    def __init__(self, *args, practice: Practice, **options) -> None:
        super().__init__(*args, **options)
        offered = {VisitKind.VISIT: practice.offers_visit, VisitKind.CALL: practice.offers_call}
        kinds = [kind for kind in VisitKind if offered[kind]]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if kinds:
            self.fields["kind"].initial = kinds[0].value


class SettleVisitForm(forms.Form):
    on = _date(label=_("Quel jour"), required=False)


class DocumentForm(forms.Form):
    upload = forms.FileField(
        label=_("Le fichier"), help_text=_("PDF, image, texte ou document bureautique, 20 Mo au plus.")
    )
    title = forms.CharField(label=_("Titre"), max_length=120, required=False)

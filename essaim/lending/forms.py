"""What is typed in accounts, statements, agreements and prices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind

from .enums import Payment
from .fields import CentsField, DayField, MinutesField


class StructureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.name


class GivenForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Qui a aidé qui ?"),
        choices=[("got", _("Nous avons reçu")), ("gave", _("Nous avons donné"))],
        widget=forms.RadioSelect,
        initial="got",
    )
    other = StructureField(label=_("Avec quelle structure ?"), queryset=Organization.objects.none(), empty_label="")
    what = forms.CharField(
        label=_("Qu'est-ce que c'était ?"), max_length=200, help_text=_("« Deux personnes pour déménager la réserve »")
    )
    kind = forms.ChoiceField(label=_("De quelle sorte ?"), choices=ResourceKind, initial=ResourceKind.SKILL)
    day = DayField(label=_("Quand ?"))
    minutes = MinutesField(
        label=_("Combien de temps ?"),
        required=False,
        help_text=_("En heures, pour tout le monde ensemble : 3, 1,5 ou 2 h 30."),
    )
    cents = CentsField(
        label=_("Une participation aux frais, en euros"), required=False, help_text=_("Ce que doit qui a reçu.")
    )
    owed = forms.BooleanField(
        label=_("C'est du donnant-donnant : ces heures se rendent, ou en rendent d'autres"), required=False
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=300, help_text=_("En une phrase : l'autre structure la lira.")
    )


class StatementForm(forms.Form):
    until = DayField(label=_("Jusqu'au"))


class DisputeForm(forms.Form):
    word = forms.CharField(
        label=_("Qu'est-ce qui ne va pas ?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("L'autre structure le lira. Corrigez la ligne dans vos comptes, puis proposez de nouveau."),
    )


class SettleForm(forms.Form):
    payment = forms.ChoiceField(
        label=_("Comment ?"), choices=[one for one in Payment.choices if one[0] != Payment.NOTHING]
    )
    settled_on = DayField(label=_("Quand ?"))

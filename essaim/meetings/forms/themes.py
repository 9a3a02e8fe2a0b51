"""A theme in two fields, in the name of an organization; what one brings; what organisers answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization


class ThemeForm(forms.Form):
    title = forms.CharField(
        label=_("Le problème, en quelques mots"),
        max_length=120,
        help_text=_("Par exemple « Trouver des financements » ou « Recruter quand on ne peut pas payer plus »."),
    )
    text = forms.CharField(
        label=_("Ce qui se passe, ce qui a été essayé"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    organization = forms.TypedChoiceField(label=_("Au nom de"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, organizations: list[Organization], **kwargs) -> None:
        """The field of the organization is there when the person represents several."""
        super().__init__(*args, **kwargs)
        self._organizations = {one.pk: one for one in organizations}
        if len(organizations) > 1:
            self.fields["organization"].choices = [(one.pk, one.name) for one in organizations]  # type: ignore[attr-defined]
        else:
            del self.fields["organization"]

    def in_name_of(self) -> Organization | None:
        """In whose name: the chosen one, the only one, or none (whoever runs the club)."""
        if "organization" in self.cleaned_data:
            return self._organizations[self.cleaned_data["organization"]]
        return next(iter(self._organizations.values()), None)


class ReplyForm(forms.Form):
    verb = forms.ChoiceField(
        label=_("Ce thème est"),
        choices=[
            ("reopen", _("Proposé : il attend")),
            ("choose", _("Retenu : le club va s'en occuper")),
            ("treat", _("Traité")),
            ("set_aside", _("Mis de côté")),
        ],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("Une phrase pour les membres"),
        max_length=300,
        required=False,
        help_text=_("Ce qui va se passer, ou pourquoi pas maintenant. Tous les membres la lisent."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

"""Somebody whom the organiser writes on the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of

from ..enums import Answer, AttendeeKind


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    email = forms.EmailField(
        label=_("Adresse e-mail"), required=False, help_text=_("Sans adresse, la personne ne reçoit rien."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    organization: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Structure"), queryset=None, required=False, empty_label=_("Aucune, ou pas du club")
    )
    kind = forms.ChoiceField(
        label=_("À quel titre"), choices=[(one.value, one.label) for one in AttendeeKind if one != AttendeeKind.GUEST],
        initial=AttendeeKind.MEMBER,
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=_("Sa réponse"), widget=forms.RadioSelect, initial=Answer.NONE,
        choices=[(Answer.NONE, _("L'inviter, la réponse viendra")), (Answer.YES, _("Vient déjà : garder sa place"))],
    )  # fmt: skip

    def __init__(self, *args, club: Club, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = members_of(club)  # type: ignore[attr-defined]

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("answer") == Answer.NONE and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Il faut une adresse pour inviter quelqu'un."))
        return data

    def take(self, refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

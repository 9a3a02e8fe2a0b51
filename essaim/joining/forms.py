"""What is typed for campaigns and invitations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.meetings.models import Meeting
from essaim.ui.templatetags.ui import day

from .models import Campaign
from .queries.campaigns import meetings_to_come


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.title}, {day(meeting.starts_at)}"


def meeting_field(club: Club) -> MeetingField:
    return MeetingField(
        label=_("Rencontre où l'on invite"),
        queryset=meetings_to_come(club),
        required=False,
        empty_label=_("Aucune : on invite à rejoindre le club"),
        help_text=_("Répondre oui, c'est alors venir à cette rencontre."),
    )


class NewCampaignForm(forms.Form):
    title = forms.CharField(
        label=_("Nom de la campagne"),
        max_length=120,
        help_text=_("Pour vous y retrouver ; personne d'autre ne le lit."),
    )

    def __init__(self, *args, club: Club, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = meeting_field(club)


class WordsForm(forms.Form):
    subject = forms.CharField(label=_("Objet"), max_length=150)
    words = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 14}))

    field_order = ("meeting", "subject", "words")

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        initial = {"subject": campaign.subject, "words": campaign.words, "meeting": campaign.meeting_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["meeting"] = meeting_field(campaign.club)
        self.order_fields(self.field_order)


class AddressForm(forms.Form):
    name = forms.CharField(
        label=_("Prénom et nom"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.CharField(
        label=_("Fonction"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class AnswerForm(forms.Form):
    word = forms.CharField(
        label=_("Un mot pour le club"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

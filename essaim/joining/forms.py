"""What is typed for campaigns, invitations and applications."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.meetings.models import Meeting
from essaim.organizations.models import Organization
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
        super().__init__(*args, **kwargs | {"initial": initial})
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


class SponsorField(forms.ModelChoiceField):
    def label_from_instance(self, organization: Organization) -> str:
        return organization.name


def sponsor_field(club: Club, *, required: bool = False) -> SponsorField:
    return SponsorField(
        label=_("Qui connaissez-vous, parmi les membres ?"),
        queryset=members_of(club),
        required=required,
        empty_label=_("Choisissez") if required else _("Personne pour l'instant"),
        help_text=_("Nous lui demanderons de vous parrainer : une phrase lui suffit."),
    )


class ApplyForm(forms.Form):
    """`sees_members`: a club may keep the list of its members for them; then it looks for a sponsor itself."""

    new_name = forms.CharField(label=_("Nom de votre structure"), max_length=200)
    commune = forms.CharField(
        label=_("Commune"), max_length=80, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )
    name = forms.CharField(
        label=_("Votre prénom et votre nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.CharField(
        label=_("Votre fonction"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : directrice, trésorier, salariée."),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Vous y recevrez le lien pour suivre votre demande. Seul le club la voit."),
    )
    why = forms.CharField(
        label=_("Pourquoi rejoindre le club, en deux lignes"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ce que vous faites, ce que vous cherchez ou pouvez apporter. Les membres la liront."),
    )
    # A trap: people do not see this field, robots fill it.
    website = forms.CharField(
        label=_("Laissez ce champ vide"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(self, *args, club: Club, is_new: bool, sees_members: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["new_name"], self.fields["commune"]
        if sees_members:
            self.fields["sponsor"] = sponsor_field(club)

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class SentenceForm(forms.Form):
    """A sentence that an act asks for."""

    words = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label: str, hint: str = "", required: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = required
        self.fields["words"].label = label
        self.fields["words"].help_text = hint


class AskSponsorForm(forms.Form):
    def __init__(self, *args, club: Club, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"] = sponsor_field(club, required=True)


class ProposeForm(forms.Form):
    words = forms.CharField(
        label=_("D'où vous vous connaissez, en une phrase"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La structure et le club la liront."),
    )
    name = forms.CharField(label=_("À qui écrire"), max_length=120, help_text=_("Prénom et nom de votre contact."))
    email = forms.EmailField(label=_("Son adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, sponsors: Sequence[Organization], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if len(sponsors) > 1:
            choices = [(one.pk, one.name) for one in sponsors]
            self.fields["sponsor"] = forms.ChoiceField(label=_("Au nom de"), choices=choices)

"""What is typed about a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.files.formats import FORMATS
from essaim.meetings.models import Theme
from essaim.organizations.models import Organization, Sector

from .enums import Outcome, Urgency
from .models import MOST_TITLE, MOST_TRIED, MOST_WORDS


class QuestionForm(forms.Form):
    """`sectors` of the first level, `themes` of the club, `organizations` in whose name one may ask."""

    title = forms.CharField(
        label=_("Votre question"),
        max_length=MOST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("En une phrase, comme vous la diriez au téléphone."),
    )
    tried = forms.CharField(
        label=_("Ce que vous avez déjà essayé"),
        max_length=MOST_TRIED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pour qu'on ne vous le redise pas."),
    )
    topic = forms.ChoiceField(
        label=_("Le sujet"),
        required=False,
        help_text=_("Un domaine, ou un thème dont le club s'occupe : on saura mieux à qui la porter."),
    )
    words = forms.CharField(
        label=_("Le savoir-faire cherché"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"list": "savoir-faire", "autocomplete": "off"}),
        help_text=_("Un ou deux mots de métier, si vous les avez : « paie », « blanchisserie »."),
    )
    urgency = forms.ChoiceField(label=_("Pour quand"), choices=Urgency, initial=Urgency.MONTH, widget=forms.RadioSelect)

    def __init__(self, *args, sectors: list[Sector], themes: list[Theme], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._topics = {f"s:{one.pk}": one for one in sectors} | {f"t:{one.pk}": one for one in themes}
        groups: list = [("", _("Je ne sais pas"))]
        if themes:
            groups.append((_("Thèmes du club"), [(f"t:{one.pk}", one.title) for one in themes]))
        groups.append((_("Domaines"), [(f"s:{one.pk}", str(one)) for one in sectors]))
        self.fields["topic"].choices = groups  # type: ignore[attr-defined]

    def asked(self) -> dict:
        """What the actions take, the topic as what it is."""
        data = {name: self.cleaned_data[name] for name in ("title", "tried", "words", "urgency")}
        topic = self._topics.get(self.cleaned_data["topic"])
        return data | {
            "sector": topic if isinstance(topic, Sector) else None,
            "theme": topic if isinstance(topic, Theme) else None,
        }


class AskForm(QuestionForm):
    organization = forms.TypedChoiceField(label=_("Au nom de"), coerce=int, widget=forms.RadioSelect)
    anonymous = forms.BooleanField(
        label=_("Ne pas montrer mon nom : seule l'animation du club le saura"), required=False
    )

    def __init__(self, *args, organizations: list[Organization], **kwargs) -> None:
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


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Gives a list."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class AnswerForm(forms.Form):
    """Words, or a file alone."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=5000,
        error_messages={"required": _("Une phrase suffit, mais il en faut une.")},
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Deux phrases, un nom, une adresse : un début de piste suffit."),
    )
    uploads = ManyFilesField(
        label=_("Pièces jointes"),
        required=False,
        help_text=_("Un modèle, une photo, un devis : PDF, image ou document, 20 Mo au plus."),
        widget=ManyFilesInput(attrs={"accept": ",".join(f".{ending}" for ending in FORMATS.values())}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.files:
            self.fields["text"].required = False


class EditAnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Votre réponse"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class ThanksForm(forms.Form):
    word = forms.CharField(label=_("Un mot"), max_length=300, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi la masquer"), max_length=300, required=False)


class OutcomeForm(forms.Form):
    note = forms.CharField(
        label=_("En une phrase"),
        max_length=300,
        required=False,
        help_text=_("Ce qui s'est passé, ce que vous en retenez. Les membres du club la lisent."),
    )
    outcome = forms.ChoiceField(choices=Outcome, widget=forms.HiddenInput)

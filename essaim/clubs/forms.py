"""What is typed about a club."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import Refusal

from . import images
from .actions.club import ADMISSION_FIELDS, FIELDS, check_slug
from .enums import ClubRole
from .models import Club


class NewClubForm(forms.Form):
    name = forms.CharField(label=_("Nom du club"), max_length=120)
    slug = forms.CharField(
        label=_("Adresse"),
        max_length=40,
        required=False,
        help_text=_("La fin de l'adresse des pages, par exemple bethune-bruay. Tirée du nom si vous la laissez vide."),
    )
    organiser = forms.EmailField(
        label=_("Adresse e-mail de la personne qui anime"),
        help_text=_("Elle se connecte avec un code reçu par e-mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict:
        data = super().clean() or {}
        try:
            data["slug"] = check_slug(data.get("slug") or slugify(data.get("name", ""))[:40].strip("-"))
        except Refusal as refusal:
            self.add_error("slug", refusal.sentence)
        return data


class ClubForm(forms.ModelForm):
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG ou WebP, 3 Mo au plus. Il est réduit à 512 pixels."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label=_("Retirer le logo"), required=False)

    class Meta:
        model = Club
        fields = FIELDS
        widgets = {
            "presentation": forms.Textarea(attrs={"rows": 8}),
            "founded_on": forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
            "directory_visibility": forms.RadioSelect,
            "people_visibility": forms.RadioSelect,
        }
        help_texts = {
            "short_name": _("Celui du menu, en haut des pages : « Béthune-Bruay »."),
            "tagline": _("Une phrase courte, en grand sur la page du club."),
            "presentation": _("Qui vous êtes, pour qui, depuis quand. Une ligne vide sépare deux paragraphes."),
            "email": _("Montrée à tout le monde : c'est là qu'écrivent les structures qui veulent rejoindre le club."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["short_name"].required = False
        if not self.instance.logo:
            del self.fields["no_logo"]

    def clean_logo(self) -> bytes | None:
        """The picture made small, or None when none was sent."""
        upload = self.files.get("logo")
        if upload is None:
            return None
        try:
            return images.read_logo(upload)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None

    def changes(self) -> dict:
        """Keyword arguments for `actions.update_club`."""
        data = {field: self.cleaned_data[field] for field in FIELDS}
        logo = self.cleaned_data.get("logo")
        return data | {"logo": logo if logo else b"" if self.cleaned_data.get("no_logo") else None}

    def _post_clean(self) -> None:
        """Nothing is put on the club here: `actions.update_club` compares with what is kept."""


class AdmissionForm(forms.ModelForm):
    """Who admits a candidate, and how long the members may object."""

    objection_days = forms.IntegerField(
        label=_("Délai d'opposition, en jours"),
        min_value=1,
        max_value=90,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
        help_text=_("Quand ce sont les membres qui admettent. Sans opposition à la fin du délai, c'est oui."),
    )

    young_below = forms.IntegerField(
        label=_("Membres à partir desquels un parrainage est demandé"),
        min_value=0,
        max_value=20,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
        help_text=_(
            "En dessous, le club commence : les fondatrices s'admettent entre elles. 0 : toujours un parrainage."
        ),
    )

    class Meta:
        model = Club
        fields = ADMISSION_FIELDS
        widgets = {"admission": forms.RadioSelect, "board_rule": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board_rule"].required = False

    def clean_objection_days(self) -> int:
        return self.cleaned_data["objection_days"] or self.initial["objection_days"]

    def clean_board_rule(self) -> str:
        return self.cleaned_data["board_rule"] or self.initial["board_rule"]

    def clean_young_below(self) -> int:
        typed = self.cleaned_data["young_below"]
        return self.initial["young_below"] if typed is None else typed

    def _post_clean(self) -> None:
        """As in ClubForm: `actions.update_club` compares with what is kept."""


class ChargeForm(forms.Form):
    email = forms.EmailField(
        label=_("Adresse e-mail"),
        help_text=_("Un compte est créé s'il n'y en a pas ; la personne se connecte avec un code."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Prénom et nom"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=_("Charge"),
        choices=[
            (ClubRole.ORGANISER, _("Animation : règle le club et ses membres")),
            (ClubRole.OFFICER, _("Bureau : présidence, trésorerie, secrétariat")),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Titre"), max_length=80, required=False, help_text=_("Par exemple « Trésorière »."))


class PlaceForm(forms.Form):
    """What changes in an organization's place in the club."""

    verb = forms.ChoiceField(label=_("Ce qui change"), widget=forms.RadioSelect)
    on = forms.DateField(
        label=_("À compter du"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Raison"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lue par l'animation et le bureau seulement. Il en faut une pour suspendre."),
    )

    def __init__(self, *args, verbs: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = verbs  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """The day on which the register is read."""

    le = forms.DateField(
        label=_("Le registre au"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
    )

"""A speaker's sheet, a talk, a speaker's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import AgendaItem, Speaker


class SpeakerForm(forms.Form):
    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    organization_name = forms.CharField(
        label=_("Structure"), max_length=160, required=False,
        help_text=_("Si elle est dans l'annuaire sous ce nom, la fiche y mène."),
    )  # fmt: skip
    role = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    subjects = forms.CharField(
        label=_("De quoi cette personne peut parler"), max_length=300, required=False,
        help_text=_("Quelques mots, séparés par des virgules."),
    )  # fmt: skip
    email = forms.EmailField(label=_("Adresse e-mail"), required=False)
    phone = forms.CharField(
        label=_("Téléphone"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )
    consented_on = forms.DateField(
        label=_("Accord donné le"), required=False,
        help_text=_("Le jour où la personne a accepté que le club garde ses coordonnées."),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
    )  # fmt: skip
    notes = forms.CharField(
        label=_("Notes de l'animation"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Seule l'animation les lit ; la personne peut demander à les voir."),
    )  # fmt: skip


class TalkForm(forms.Form):
    """Someone whose sheet there is, or a new person."""

    speaker = forms.TypedChoiceField(label=_("Qui"), coerce=int, empty_value=None, required=False)
    name = forms.CharField(label=_("Prénom et nom, si la personne est nouvelle"), max_length=120, required=False)
    organization_name = forms.CharField(label=_("Sa structure"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("Son adresse e-mail"), required=False,
        help_text=_("Sans elle, vous imprimez sa fiche pratique et notez sa réponse."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Sujet"), max_length=160)
    agenda_item = forms.TypedChoiceField(label=_("Moment du programme"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, speakers: list[Speaker], items: list[AgendaItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._speakers = {one.pk: one for one in speakers}
        self._items = {one.pk: one for one in items}
        known = [(one.pk, f"{one.name} ({one.where_from})" if one.where_from else one.name) for one in speakers]
        if known:
            self.fields["speaker"].choices = [("", _("Une nouvelle personne")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["speaker"]
            self.fields["name"].label = _("Prénom et nom")
        _give_moments(self, items)

    def clean(self) -> dict:
        data = super().clean() or {}
        if not data.get("speaker") and not data.get("name"):
            self.add_error("name", _("Choisissez quelqu'un, ou donnez un nom."))
        data["speaker"] = self._speakers.get(data.get("speaker") or 0)
        data["agenda_item"] = self._items.get(data.get("agenda_item") or 0)
        return data


class TalkEditForm(forms.Form):
    subject = forms.CharField(label=_("Sujet"), max_length=160)
    agenda_item = forms.TypedChoiceField(label=_("Moment du programme"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, items: list[AgendaItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._items = {one.pk: one for one in items}
        _give_moments(self, items)

    def clean(self) -> dict:
        data = super().clean() or {}
        data["agenda_item"] = self._items.get(data.get("agenda_item") or 0)
        return data


class NeedsForm(forms.Form):
    """What a speaker says with their answer."""

    equipment = forms.CharField(
        label=_("Matériel"), max_length=300, required=False, help_text=_("Vidéoprojecteur, micro, tableau, prise…")
    )
    access = forms.CharField(
        label=_("Accès"), max_length=300, required=False,
        help_text=_("Plain-pied, place de parking, langue des signes, repas…"),
    )  # fmt: skip
    travel = forms.CharField(
        label=_("Trajet, horaires"), max_length=300, required=False,
        help_text=_("À quelle heure vous arrivez ou repartez, s'il faut vous chercher à la gare…"),
    )  # fmt: skip
    words = forms.CharField(label=_("Un mot pour le club"), max_length=300, required=False)


def _give_moments(form: forms.Form, items: list[AgendaItem]) -> None:
    if items:
        form.fields["agenda_item"].choices = [("", _("Pas encore placé")), *((one.pk, one.title) for one in items)]  # type: ignore[attr-defined]
    else:
        del form.fields["agenda_item"]

"""The sheet: begun in two fields, described in a page."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.accounts.models import User
from essaim.organizations.models import Organization

from ..actions.sheet import MOST_FIGURES, MOST_WORDS
from ..models import Practice


class StartForm(forms.Form):
    title = forms.CharField(
        label=_("Ce que vous avez réussi, en quelques mots"), max_length=120,
        help_text=_("Par exemple « Partager un comptable à trois »."),
    )  # fmt: skip
    situation = forms.CharField(
        label=_("Au départ, qu'est-ce qui n'allait pas ?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Deux lignes suffisent : vous continuerez ensuite."),
    )  # fmt: skip

    def __init__(self, *args, organizations: Sequence[Organization], **options) -> None:
        super().__init__(*args, **options)
        self.organizations = {str(one.pk): one for one in organizations}
        if len(organizations) > 1:
            self.fields["organization"] = forms.ChoiceField(
                label=_("Au nom de"), choices=[(key, one.name) for key, one in self.organizations.items()]
            )

    def in_name_of(self) -> Organization:
        if "organization" in self.fields:
            return self.organizations[self.cleaned_data["organization"]]
        return next(iter(self.organizations.values()))


class SheetForm(forms.Form):
    title = forms.CharField(label=_("Titre"), max_length=120)
    summary = forms.CharField(
        label=_("En une phrase"), max_length=240, required=False,
        help_text=_("Ce qu'une personne pressée doit retenir."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Thèmes"), max_length=300, required=False,
        help_text=_("Quelques mots, séparés par des virgules : mobilité, déchets, comptabilité…"),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=_("Heures de travail pour la mettre en place"), min_value=0, max_value=100_000, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    euros = forms.IntegerField(
        label=_("Dépense au départ, en euros"), min_value=0, max_value=100_000_000, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}), help_text=_("0 si cela n'a rien coûté."),
    )  # fmt: skip
    contact = forms.ChoiceField(
        label=_("À qui demander"), required=False,
        help_text=_("Quelqu'un de votre structure qui a un compte ici. Les membres lisent son nom."),
    )  # fmt: skip
    names_contact = forms.BooleanField(
        label=_("La personne veut bien que son nom paraisse aussi sur la page publique"), required=False
    )
    offers_visit = forms.BooleanField(label=_("Nous proposons une visite"), required=False)
    offers_call = forms.BooleanField(label=_("Nous proposons un appel"), required=False)

    def __init__(self, *args, people: Sequence[User], **options) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        choices = [("", _("Personne en particulier")), *((key, str(one)) for key, one in self.people.items())]
        self.fields["contact"].choices = choices  # type: ignore[attr-defined]

    def clean_contact(self) -> User | None:
        return self.people.get(self.cleaned_data["contact"])

    def clean_words(self) -> list[str]:
        words = [one.strip() for one in self.cleaned_data["words"].replace(";", ",").split(",") if one.strip()]
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(_("Gardez les %(count)s thèmes qui comptent le plus.") % {"count": MOST_WORDS})
        return words


def initial_of(practice: Practice) -> dict:
    """What the form shows of a practice."""
    names = ("title", "summary", "hours", "euros", "names_contact", "offers_visit", "offers_call")
    return {name: getattr(practice, name) for name in names} | {
        "contact": str(practice.contact_id or ""),
        "words": ", ".join(one.word for one in practice.words.all()),
    }


class FigureForm(forms.Form):
    what = forms.CharField(label=_("Ce qui est compté"), max_length=80, required=False)
    before = forms.CharField(
        label=_("Avant"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )
    after = forms.CharField(
        label=_("Après"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if any(data.values()):
            for name in ("what", "after"):
                if not data.get(name):
                    self.add_error(name, _("Un chiffre se lit avec ce qu'il compte, et sa valeur après."))
        return data


FigureFormSet = forms.formset_factory(FigureForm, extra=1, max_num=MOST_FIGURES, absolute_max=20)

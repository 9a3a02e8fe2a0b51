"""What is typed around minutes, and a review's answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.accounts.models import User
from essaim.kernel.text import fold
from essaim.organizations.models import Organization

from .enums import Met, Method
from .models import Minutes, ReviewAnswer


class PlacedForm(forms.Form):
    """In which part of the minutes it was said."""

    section = forms.ChoiceField(label=_("Dans quelle partie"), required=False)

    def __init__(self, *args, minutes: Minutes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = minutes.sections.order_by("position", "pk").values_list("pk", "title")
        self._sections = {str(pk): pk for pk, _title in rows}
        field: forms.ChoiceField = self.fields["section"]  # type: ignore[assignment]
        field.choices = [("", _("Aucune en particulier")), *((str(pk), title) for pk, title in rows)]

    def clean_section(self) -> int | None:
        return self._sections.get(self.cleaned_data["section"])


class DecisionForm(PlacedForm):
    sentence = forms.CharField(
        label=_("La décision, en une phrase"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    method = forms.ChoiceField(label=_("Comment"), choices=Method.choices, initial=Method.CONSENSUS)
    precision = forms.CharField(
        label=_("Précision"), max_length=200, required=False, help_text=_("Par exemple « 18 pour, 2 abstentions ».")
    )
    field_order = ("sentence", "method", "precision", "section")


class ActionForm(PlacedForm):
    """`who` is typed freely, helped by a list: a person of the meeting, a member organization, or any name."""

    what = forms.CharField(label=_("Quoi"), max_length=300)
    who = forms.CharField(
        label=_("Qui s'en charge"), max_length=160,
        help_text=_("Une personne ou une structure du club : elle la retrouve dans sa journée, avec un rappel."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Avant le"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input-s"})
    )
    field_order = ("what", "who", "due_on", "section")

    def __init__(self, *args, people: list[User], organizations: list[Organization], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.organizations = people, organizations
        self.list_id = f"{str(self.auto_id) % 'qui'}-liste"
        self.fields["who"].widget.attrs |= {"list": self.list_id, "autocomplete": "off"}

    @property
    def suggestions(self) -> list[str]:
        return [str(one) for one in self.people] + [one.name for one in self.organizations]

    def owner(self) -> dict:
        """Keyword arguments for the actions: the person of that name, else the organization, else the name alone."""
        typed = self.cleaned_data["who"]
        wanted = fold(typed)
        for person in self.people:
            if wanted in (fold(str(person)), fold(person.email)):
                return {"owner": person}
        for organization in self.organizations:
            if wanted == organization.folded_name:
                return {"organization": organization}
        return {"owner_name": typed}


class SectionForm(forms.Form):
    title = forms.CharField(label=_("Titre de la partie"), max_length=120)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("Ce que cela a donné"), max_length=300, required=False)


class ReviewForm(forms.ModelForm):
    class Meta:
        model = ReviewAnswer
        fields = ("useful", "organised", "met", "desire", "will_do", "words")
        widgets = {
            "useful": forms.RadioSelect, "organised": forms.RadioSelect, "met": forms.RadioSelect,
            "desire": forms.RadioSelect, "will_do": forms.Textarea(attrs={"rows": 3}),
            "words": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip
        help_texts = {"desire": _("0 : aucune envie. 10 : je commence demain.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("useful", "organised", "met", "desire"):
            field = self.fields[name]
            field.choices = [one for one in field.choices if one[0] != ""]  # type: ignore[attr-defined]
        self.fields["met"].choices = Met.choices  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Nothing is made here: `actions.answer_review` does."""


class ThanksForm(forms.Form):
    words = forms.CharField(label=_("Votre message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 12}))

"""Tasks, work packages, decisions, a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Partner, PlanTask, WorkPackage
from .fields import PartnerField, day_field, moment_field


class TaskForm(forms.Form):
    title = forms.CharField(label=_("Ce qui est à faire"), max_length=160)
    due_on = day_field(label=_("Pour le"), required=False)
    owner = PartnerField(label=_("Structure qui s'en charge"))
    package = forms.ChoiceField(label=_("Lot de travail"), required=False)

    def __init__(self, *args, team: list[Partner], packages: list[WorkPackage], **options) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]
        self.packages = {str(one.pk): one for one in packages}
        self.fields["package"].choices = [  # type: ignore[attr-defined]
            ("", _("Aucun")), *((key, one.title) for key, one in self.packages.items())
        ]  # fmt: skip
        if not packages:
            del self.fields["package"]

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"package": self.packages.get(data.get("package") or "")}


def initial_task(task: PlanTask) -> dict[str, Any]:
    return {
        "title": task.title, "due_on": task.due_on, "owner": task.owner_id or "", "package": task.package_id or ""
    }  # fmt: skip


class PackageForm(forms.Form):
    title = forms.CharField(label=_("Lot de travail"), max_length=120)
    about = forms.CharField(
        label=_("Ce qu'il contient"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = PartnerField(label=_("Structure qui en répond"))

    def __init__(self, *args, team: list[Partner], **options) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    words = forms.CharField(label=_("Ce qui est décidé"), max_length=500)
    why = forms.CharField(
        label=_("Pourquoi"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MeetingForm(forms.Form):
    starts_at = moment_field(label=_("Quand"))
    place = forms.CharField(
        label=_("Où"), max_length=200, required=False, help_text=_("Un lieu, ou l'adresse de la visioconférence.")
    )
    why = forms.CharField(
        label=_("Ce dont on parlera"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

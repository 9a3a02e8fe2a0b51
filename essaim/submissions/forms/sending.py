"""What leaves, under which names; that it left, with its proof."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..documents import LABELS, FileFacts, usual
from ..enums import Channel
from ..models import FilePlan


class PlanForm(forms.Form):
    chosen = forms.MultipleChoiceField(
        label=_("Ce que l'archive contient"), choices=list(LABELS.items()), widget=forms.CheckboxSelectMultiple
    )
    addressee = forms.CharField(
        label=_("À qui le dossier s'adresse"), max_length=300, required=False,
        help_text=_("Le service, son adresse : tel qu'il faut l'écrire sur les formulaires."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Objet, comme l'appel le dit"), max_length=300, required=False)
    lots = forms.CharField(
        label=_("Lots auxquels vous répondez"), max_length=160, required=False,
        help_text=_("Pour un marché seulement."),
    )  # fmt: skip
    letter = forms.CharField(
        label=_("La lettre"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Vide, une lettre courte est écrite pour vous."),
    )  # fmt: skip
    pattern = forms.CharField(
        label=_("Comment nommer les fichiers"), max_length=120,
        help_text=_("{numero:02}_{nom} donne 01_lettre.pdf. Possibles aussi : {projet}, {structure}."),
    )  # fmt: skip

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        order = list(LABELS)
        self.fields["chosen"].choices = sorted(  # type: ignore[attr-defined]
            LABELS.items(), key=lambda one: order.index(one[0])
        )

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def initial_plan(plan: FilePlan, facts: FileFacts) -> dict[str, Any]:
    return {
        "chosen": plan.chosen or usual(facts), "addressee": plan.addressee, "subject": plan.subject,
        "lots": plan.lots, "letter": plan.letter, "pattern": plan.pattern,
    }  # fmt: skip


class AttachForm(forms.Form):
    title = forms.CharField(
        label=_("Ce que c'est"), max_length=120,
        help_text=_("Il nomme le fichier dans l'archive : « RIB du mandataire », « Plan des locaux »."),
    )  # fmt: skip
    upload = forms.FileField(label=_("Le fichier"))


class ProofForm(forms.Form):
    proof = forms.FileField(label=_("Accusé de réception, capture, bordereau"))


class RecordForm(forms.Form):
    channel = forms.ChoiceField(label=_("Par où"), choices=Channel, widget=forms.RadioSelect, initial=Channel.PLATFORM)
    sent_by = forms.CharField(label=_("Qui l'a envoyé"), max_length=160)
    at = forms.DateTimeField(
        label=_("Quand"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    receipt = forms.CharField(
        label=_("Numéro d'accusé de réception"), max_length=120, required=False,
        help_text=_("Ou gardez le fichier reçu, juste dessous : il faut l'un des deux."),
    )  # fmt: skip
    proof = forms.FileField(label=_("Accusé de réception, capture, bordereau"), required=False)
    despite = forms.CharField(
        label=_("Pourquoi l'envoyer malgré ce qui bloque"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args, blocked: bool, **options) -> None:
        super().__init__(*args, **options)
        if not blocked:
            del self.fields["despite"]

    @staticmethod
    def first(sent_by: str) -> dict[str, Any]:
        return {"sent_by": sent_by, "at": timezone.localtime().replace(second=0, microsecond=0)}

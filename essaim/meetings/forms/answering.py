"""What a person says when they answer: yes or no, with whom, from where, what they need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import Journey
from ..enums import MOST_GUESTS, Answer, Lift
from ..models import Attendance
from .fields import CommuneField

ANSWERS = [(Answer.YES, _("Je viens")), (Answer.MAYBE, _("Peut-être")), (Answer.NO, _("Je ne viens pas"))]


class AnswerForm(forms.Form):
    """The button alone: `answer`."""

    answer = forms.ChoiceField(choices=ANSWERS)


class DetailsForm(forms.Form):
    """What comes after yes. Everything may stay empty."""

    needs = forms.CharField(
        label=_("Pour être à l'aise"), max_length=300, required=False,
        help_text=_("Accès de plain-pied, langue des signes, repas… Seule l'animation le lit."),
    )  # fmt: skip
    lift = forms.ChoiceField(
        label=_("Le trajet"), choices=Lift.choices, required=False, widget=forms.RadioSelect, initial=Lift.NONE
    )
    leaves_from = CommuneField(
        label=_("Au départ de"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )  # fmt: skip
    car_places = forms.IntegerField(
        label=_("Places que vous offrez"), min_value=1, max_value=8, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    lift_contact = forms.CharField(
        label=_("Comment vous joindre pour le trajet"), max_length=120, required=False,
        help_text=_(
            "Un téléphone ou une adresse. Montré, avec votre nom et votre commune, aux seules personnes qui peuvent "
            "faire la route avec vous."
        ),
    )  # fmt: skip

    def __init__(self, *args, attendance: Attendance, guests: list[Attendance], departments=frozenset(), **kwargs):
        lift = Lift.OFFER if attendance.car_places else Lift.SEEK if attendance.wants_lift else Lift.NONE
        initial = {
            "needs": attendance.needs, "lift": lift, "leaves_from": attendance.leaves_from,
            "car_places": attendance.car_places or None, "lift_contact": attendance.lift_contact,
        } | {f"guest_{rank}": guest.name for rank, guest in enumerate(guests, start=1)}  # fmt: skip
        super().__init__(*args, **kwargs | {"initial": initial})
        self.fields["leaves_from"].departments = departments  # type: ignore[attr-defined]
        for rank in range(1, MOST_GUESTS + 1):
            self.fields[f"guest_{rank}"] = forms.CharField(
                label=_("Avec vous, personne %(rank)s") % {"rank": rank}, max_length=120, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
        self.order_fields([f"guest_{rank}" for rank in range(1, MOST_GUESTS + 1)])
        if attendance.brought_by_id:
            for rank in range(1, MOST_GUESTS + 1):
                del self.fields[f"guest_{rank}"]

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `actions.answer`."""
        data = self.cleaned_data
        names = [data.get(f"guest_{rank}", "") for rank in range(1, MOST_GUESTS + 1)]
        return {
            "guests": names,
            "needs": data["needs"],
            "journey": Journey(data["lift"], data["leaves_from"], data["car_places"] or 0, data["lift_contact"]),
        }

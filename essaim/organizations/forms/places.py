"""Where the organization is and works. People write places as they say them; the forms find the communes."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.territory.geometry import distance_km
from essaim.territory.models import Municipality

from .. import where
from ..enums import PlaceKind
from .activity import Row
from .fields import LinesField, PointField, SiretField

FAR = 40  # km from the centre of the commune; the widest of mainland France is 30 km across


class PlaceRow(Row):
    kind = forms.ChoiceField(label=_("Ce lieu est"), choices=[("", _("Choisissez")), *PlaceKind.choices])
    name = forms.CharField(label=_("Nom du lieu"), max_length=120, required=False)
    street = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    postal_code = forms.CharField(
        label=_("Code postal"), max_length=5, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-s"})
    )
    city = forms.CharField(label=_("Commune"), max_length=80)
    point = PointField(
        label=_("Position sur la carte"), required=False, max_length=60,
        help_text=_("Latitude puis longitude, par exemple 50,5303 ; 2,6405. Sans elle, la carte montre la commune."),
    )  # fmt: skip
    siret = SiretField(
        label=_("SIRET de ce lieu"), required=False, help_text=_("S'il a le sien."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-s"}),
    )  # fmt: skip

    def clean(self) -> dict:
        values = super().clean() or {}
        city = values.get("city")
        if city and "postal_code" in values:
            found = where.municipalities_named(city, values["postal_code"])
            if len(found) == 1:
                values["municipality"] = found[0]
                self._check_point(values.get("point"), found[0])
            else:
                self.add_error("city", _which(city, found, values["postal_code"]))
        return values

    def _check_point(self, point: tuple[float, float] | None, municipality: Municipality) -> None:
        """Latitude and longitude are easily swapped: a point far from its commune is one mistake or the other."""
        if point is None or municipality.latitude is None or municipality.longitude is None:
            return
        far = distance_km(*point, municipality.latitude, municipality.longitude)
        if far > FAR:
            self.add_error(
                "point",
                gettext("Ce point est à %(far)s km de %(city)s. La latitude vient d'abord, puis la longitude.")
                % {"far": round(far), "city": municipality.name},
            )


def _which(city: str, found: list[Municipality], postal_code: str = "") -> str:
    """Say why a commune was not found, with those that could be meant."""
    names = ", ".join(f"{row.name} ({row.department_id})" for row in found[:6])
    if found:
        return gettext("Plusieurs communes répondent à « %(city)s » : %(names)s.") % {"city": city, "names": names}
    if near := where.municipalities_of_postal_code(postal_code):
        names = ", ".join(row.name for row in near[:8])
        return gettext("Nous ne trouvons pas « %(city)s » au code postal %(code)s. Il y a là : %(names)s.") % {
            "city": city, "code": postal_code, "names": names,
        }  # fmt: skip
    return gettext("Nous ne trouvons pas la commune « %(city)s ».") % {"city": city}


class ServedAreaForm(forms.Form):
    """Territories around the head office to tick, and any other to write."""

    wide = forms.MultipleChoiceField(
        label=_("Vous intervenez dans"), required=False, widget=forms.CheckboxSelectMultiple
    )
    municipalities = forms.MultipleChoiceField(
        label=_("Ou seulement dans ces communes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = LinesField(
        label=_("Autres territoires"), required=False,
        help_text=_("Un par ligne : commune, intercommunalité, département ou région. « Saint-Venant (62) » s'il y a "
                    "des homonymes."),
    )  # fmt: skip

    def __init__(self, *args, choices: where.AreaChoices, **options) -> None:
        super().__init__(*args, **options)
        self.fields["wide"].choices = choices.wide  # type: ignore[attr-defined]
        self.fields["municipalities"].choices = choices.municipalities  # type: ignore[attr-defined]
        if not choices.municipalities:
            del self.fields["municipalities"]

    def clean_others(self) -> list[tuple[str, str]]:
        areas = []
        for line in self.cleaned_data["others"]:
            found = where.areas_named(line)
            if len(found) > 1:
                names = ", ".join(area.words for area in found[:6])
                raise forms.ValidationError(
                    gettext("Plusieurs territoires répondent à « %(line)s » : %(names)s.")
                    % {"line": line, "names": names}
                )
            if not found:
                raise forms.ValidationError(gettext("Nous ne trouvons pas « %(line)s ».") % {"line": line})
            areas.append((found[0].kind, found[0].code))
        return areas

    def clean(self) -> dict:
        """Add `areas`: all those chosen, as (kind, code)."""
        values = super().clean() or {}
        ticked = [tuple(value.split(":", 1)) for value in values.get("wide", [])]
        municipalities = [("municipality", code) for code in values.get("municipalities", [])]
        return values | {"areas": [*ticked, *municipalities, *values.get("others", [])]}

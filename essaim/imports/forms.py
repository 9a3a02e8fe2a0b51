"""A file to bring in; what its columns hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club

from . import queries
from .enums import Target
from .storing import MOST_UPLOADED, too_large
from .territory import Where

_GROUPS: list[tuple[object, list[Target]]] = [
    (_("Qui"), [
        Target.NAME, Target.ACRONYM, Target.OTHER_NAME, Target.IDENTIFIER, Target.SIREN, Target.SIRET, Target.NIC,
        Target.RNA, Target.VAT,
    ]),
    (_("Quoi"), [
        Target.LEGAL, Target.ESS, Target.STATUS, Target.NAF, Target.NAF25, Target.HEADCOUNT, Target.FOUNDED,
        Target.CLOSED, Target.ACTIVE, Target.SUMMARY, Target.DESCRIPTION,
    ]),
    (_("Où"), [
        Target.ADDRESS, Target.STREET_NUMBER, Target.STREET_REPETITION, Target.STREET_KIND, Target.STREET,
        Target.EXTRA, Target.POSTAL_CODE, Target.CITY, Target.INSEE, Target.DEPARTMENT, Target.HEAD_OFFICE,
        Target.LATITUDE, Target.LONGITUDE, Target.X, Target.Y,
    ]),
    (_("Joindre"), [Target.WEBSITE, Target.EMAIL, Target.PHONE]),
]  # fmt: skip


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("CSV, XLSX, ODS ou XLS. Les colonnes sont reconnues, puis vous les vérifiez : rien n'est importé "
                    "avant votre accord."),
        max_length=255,
        error_messages={"required": _("Choisissez un fichier."), "empty": _("Ce fichier est vide."),
                        "max_length": _("Le nom de ce fichier est trop long : raccourcissez-le.")},
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOADED:
            raise forms.ValidationError(str(too_large()))
        return file


class ApiForm(forms.Form):
    """Where to ask the API. Of a club's own imports: its territory, nothing to choose. `where` once valid."""

    own_id = "api_%s"  # both forms stand on one page, and both ask for a territory

    def __init__(self, *args: Any, club: Club | None, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": self.own_id, **options})
        self.club = club
        if club is None:
            self.fields["territory"] = forms.ChoiceField(
                label=_("Territoire"), choices=territory_choices(),
                error_messages={"required": _("Choisissez un territoire."),
                                "invalid_choice": _("Choisissez un territoire de la liste.")},
            )  # fmt: skip

    @property
    def where(self) -> Where:
        return where_named(self.cleaned_data["territory"]) if self.club is None else Where(self.club)


class SireneForm(ApiForm):
    """Which two files of the operator's folder, and for which territory."""

    own_id = "sirene_%s"

    def __init__(self, *args: Any, files: Sequence[Path], **options: Any) -> None:
        super().__init__(*args, club=None, **options)
        choices = [(path.name, path.name) for path in files]
        wrong = {"required": _("Choisissez un fichier."), "invalid_choice": _("Ce fichier n'est plus dans le dossier.")}
        for name, label, hint in (
            ("units", _("Unités légales"), "unitelegale"), ("places", _("Établissements"), "etablissement"),
        ):  # fmt: skip
            guess = next((path.name for path in files if hint in path.name.lower()), None)
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=guess, error_messages=wrong)
        self.order_fields(["units", "places", "territory"])


def territory_choices() -> list[tuple[Any, Any]]:
    """Clubs, whose import it will then be, and departments."""
    clubs = [(f"club:{pk}", name) for pk, name in queries.clubs_by_name()]
    departments = [(f"department:{code}", f"{name} ({code})") for code, name in queries.departments_by_code()]
    return [("", _("(choisir)")), (_("Le territoire d'un club"), clubs), (_("Un département"), departments)]


def where_named(value: str) -> Where:
    kind, _colon, code = value.partition(":")
    return Where(queries.club_of(int(code))) if kind == "club" else Where(department=code)


class ColumnsForm(forms.Form):
    """One choice for each column (`column-0`, …), and the name under which to find them again."""

    def __init__(self, *args, headers: Sequence[str], columns: Sequence[str], samples: Sequence[Sequence[str]], **kw):
        super().__init__(*args, **kw)
        choices = [("", _("(laisser de côté)"))] + [
            (label, [(target.value, target.label) for target in targets]) for label, targets in _GROUPS
        ]
        self.rows = []
        for position, header in enumerate(headers):
            name = f"column-{position}"
            shown = header or _("Colonne %(number)s") % {"number": position + 1}
            self.fields[name] = forms.ChoiceField(
                label=shown, choices=choices, required=False,
                initial=columns[position] if position < len(columns) else "",
                widget=forms.Select(attrs={"aria-label": _("Ce que contient « %(header)s »") % {"header": shown}}),
            )  # fmt: skip
            self.rows.append({"header": shown, "samples": samples[position] if position < len(samples) else [],
                              "field": self[name]})  # fmt: skip
        self.fields["remember_as"] = forms.CharField(
            label=_("Retenir ces choix sous le nom"), max_length=80, required=False,
            help_text=_("Ils seront repris pour le prochain fichier qui aura les mêmes colonnes."),
        )  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [self.cleaned_data[f"column-{position}"] for position in range(len(self.rows))]


class DecisionsForm(forms.Form):
    """What is said of the probable duplicates of one page: fields `row-<number>`."""

    def decisions(self) -> dict[int, str]:
        return {
            int(name[4:]): str(value)
            for name, value in self.data.items()
            if name.startswith("row-") and name[4:].isdecimal()
        }

"""The cards of a page: each is one form, with lists of rows, that reads and writes one part of an organization.

Rows work without script: « Ajouter une ligne » is a submit button that gives the form back with one row more and all
that was typed. A card carries a stamp of what it was filled from: when someone else wrote the same part meanwhile,
saving is refused, nothing typed is lost, and a second click writes.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..models import Organization

MOST_ROWS = 60


@dataclass(frozen=True)
class Rows:
    """A list of rows of a card. `read` gives the present ones; `new`: the words of the button that adds one."""

    key: str
    title: str | Promise
    new: str | Promise
    form: type[forms.Form]
    read: Callable[[Organization], list[dict[str, Any]]]


@dataclass(frozen=True)
class Card:
    """`read` gives the initial values of the form; `write` (organization, values, rows by key, actor) calls actions.
    `options` gives what the form needs besides. `reviewers`: shown only to those who may review the page."""

    slug: str
    title: str | Promise
    why: str | Promise
    icon: str
    write: Callable[[Organization, dict[str, Any], dict[str, list[dict[str, Any]]], Any], None]
    form: type[forms.Form] | None = None
    read: Callable[[Organization], dict[str, Any]] = lambda organization: {}
    options: Callable[[Organization], dict[str, Any]] = lambda organization: {}
    rows: tuple[Rows, ...] = ()
    reviewers: bool = False


@dataclass
class CardForm:
    """A card for one organization and one request."""

    card: Card
    organization: Organization
    data: Mapping[str, Any] | None = None
    form: forms.Form | None = None
    formsets: list[Any] = field(default_factory=list)
    refusal: Refusal | None = None

    def __post_init__(self) -> None:
        values = self.card.read(self.organization) if self.card.form else {}
        present = {rows.key: rows.read(self.organization) for rows in self.card.rows}
        self.stamp = _stamp(values, present)
        options = self.card.options(self.organization) if self.card.form else {}
        draft = self.data is not None and "add" in self.data
        if self.card.form:
            if draft:
                values = _typed(self.card.form(self.data, **options))
            self.form = self.card.form(None if draft else self.data, initial=values, **options)
        for rows in self.card.rows:
            factory = _factory(rows, extra=1)
            if draft:
                given = factory(self.data, prefix=rows.key)
                typed = [_typed(row) | _removed(row) for row in given.forms if row.has_changed()]
                # Each list ends with an empty row; asked for more, with two.
                more = 2 if self.data is not None and self.data.get("add") == rows.key else 1
                formset = _factory(rows, extra=more)(prefix=rows.key, initial=typed)
            else:
                formset = factory(self.data, prefix=rows.key, initial=present[rows.key])
            formset.rows = rows
            self.formsets.append(formset)

    def keep(self, actor) -> bool:
        """Write the card. Returns False, with the reasons in the forms or in `refusal`, when it was not."""
        parts = ([self.form] if self.form else []) + self.formsets
        valid = [part.is_valid() for part in parts]  # every part says what is wrong, not only the first
        if not all(valid):
            return False
        try:
            with transaction.atomic():
                self._write(actor)
        except Refusal as refusal:
            if self.form and refusal.field in self.form.fields:
                self.form.add_error(refusal.field, refusal.sentence)
            else:
                self.refusal = refusal
            return False
        return True

    def _write(self, actor) -> None:
        assert self.data is not None
        row = Organization.objects.select_for_update().get(pk=self.organization.pk)
        values = self.card.read(row) if self.card.form else {}
        now = _stamp(values, {rows.key: rows.read(row) for rows in self.card.rows})
        if self.data.get("stamp") != now:
            raise Refusal(
                _(
                    "Quelqu'un a modifié cette partie de la fiche pendant que vous écriviez. Rien de ce que vous avez "
                    "écrit n'est perdu : enregistrez encore une fois pour le garder à la place."
                ),
                code="changed_meanwhile",
            )
        rows = {formset.rows.key: _kept_rows(formset) for formset in self.formsets}
        self.card.write(row, self.form.cleaned_data if self.form else {}, rows, actor)


class _RowSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Retirer cette ligne")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        # An empty row says nothing, wherever it stands (forms.activity.Row tells which are empty).
        return {**super().get_form_kwargs(index), "empty_permitted": True, "use_required_attribute": False}


def _factory(rows: Rows, *, extra: int) -> Any:
    return forms.formset_factory(
        rows.form, formset=_RowSet, extra=extra, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 20
    )


def _kept_rows(formset: Any) -> list[dict[str, Any]]:
    kept = []
    for form in formset.forms:
        values = dict(form.cleaned_data)
        if not values or values.pop("DELETE", False):
            continue
        if not values.get("pk"):
            values.pop("pk", None)
        kept.append(values)
    return kept


def _typed(form: Any) -> dict[str, Any]:
    """What was typed in a form, as it was typed, to be given back as initial values."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _removed(form: Any) -> dict[str, Any]:
    return {"DELETE": bool(form.data.get(form.add_prefix("DELETE")))}


def _stamp(values: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> str:
    return hashlib.sha256(repr((sorted(values.items()), sorted(rows.items()))).encode()).hexdigest()[:20]

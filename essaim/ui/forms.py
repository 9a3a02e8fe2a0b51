"""How forms are drawn: one column, label above, error between hint and field (templates/ui/field.html).

A view says `{{ form }}` inside its `<form>`: the summary of what is to be corrected comes first, each point a link
to its field. Formsets say `{{ formset }}`, and grow by a button that works without script (`with_one_more`).
"""

from django.forms.renderers import TemplatesSetting
from django.http import QueryDict


class Renderer(TemplatesSetting):
    """The site's own templates around Django's widgets."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"


def with_one_more(data: QueryDict, prefix: str) -> QueryDict | None:
    """The posted data with one more row, when the button « Ajouter une ligne » of the formset was pressed, else None.

    The view then draws the formset again with what was typed, and saves nothing.
    """
    if f"{prefix}-add" not in data:
        return None
    grown = data.copy()
    total = grown.get(f"{prefix}-TOTAL_FORMS", "")
    grown[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() else 1)
    return grown

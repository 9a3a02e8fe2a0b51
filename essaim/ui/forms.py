"""How forms are drawn: one column, label above, error between hint and field (templates/ui/field.html)."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our field and form around Django's own widgets, found by the project's engine so that they have our tags."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

"""How forms are drawn: one column, label above, error between hint and field (templates/ui/field.html)."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's own widgets, with our field and form around them."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

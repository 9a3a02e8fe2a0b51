"""A part of a template that stands still is drawn once for each language."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from essaim.ui.templatetags import ui


def test_drawn_once_for_each_language(monkeypatch):
    template = Template('<p>{% still %}{% icon "x" %}{% trans "Fermer" %}{% endstill %} {{ name }}</p>')
    with translation.override("en"):
        english = template.render(Context({"name": "Ada"}))
    french = template.render(Context({"name": "Ada"}))
    assert "Close" in english
    assert "Fermer" in french
    monkeypatch.setattr(ui, "_svg", lambda name: pytest.fail("drawn again"))
    assert template.render(Context({"name": "<Bo>"})) == french.replace("Ada", "&lt;Bo&gt;")


def test_what_changes_cannot_stand_still():
    with pytest.raises(TemplateSyntaxError, match="name"):
        Template("{% still %}{% if a %}{{ name }}{% endif %}{% endstill %}")

"""Tags of the organizations' pages: `{% load organizations %}`."""

import json
from urllib.parse import urlsplit

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from essaim.kernel.text import NO_BREAK
from essaim.ui.templatetags.ui import number

from .. import contact, identifiers, legal, markdown
from ..models import Organization

register = template.Library()

# As Django's json_script: a text that holds `</script>` or `<!--` cannot end the block it stands in.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def as_json(value: object) -> SafeString:
    """A value as JSON that may stand inside a script block."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_ESCAPES))


@register.filter(name="markdown")
def as_markdown(text: str) -> SafeString:
    """Markdown as safe HTML (no raw HTML, no script, no image)."""
    return mark_safe(markdown.render(text))


@register.filter
def siren(value: str | None) -> str:
    return identifiers.display_siren(value)


@register.filter
def siret(value: str | None) -> str:
    return identifiers.display_siret(value)


@register.filter
def tel(value: str) -> str:
    """The number of a `tel:` link."""
    return contact.phone_link(value)


@register.filter
def legal_label(code: str) -> str:
    """The words of a legal category: `Association déclarée`."""
    return legal.legal_label(code)


@register.filter
def naf_label(code: str) -> str:
    return legal.naf_label(code)


@register.filter
def web(url: str) -> str:
    """The address when it is one of the web, else nothing: files may bring `javascript:`."""
    return url if url.lower().startswith(("https://", "http://")) else ""


@register.filter
def host(url: str) -> str:
    """`exemple.org` for `https://www.exemple.org/accueil`."""
    return urlsplit(url).netloc.removeprefix("www.") or url


@register.simple_tag(takes_context=True)
def show_panel(context, panel) -> SafeString:
    """A panel that a higher app adds to the page (panels.py)."""
    own = {"organization": context["organization"], **panel.context}
    return mark_safe(get_template(panel.template).render(own, context.get("request")))


@register.filter
def euros(amount) -> str:
    """`86 000 €`, `1 234,50 €`: cents only when there are some."""
    whole = amount == amount.to_integral_value()
    return f"{number(int(amount) if whole else amount)}{NO_BREAK}€"


_LISTS = {
    "sectors": _("Secteurs"), "skills": _("Savoir-faire"), "references": _("Références"),
    "exchanges": _("Offres et besoins"), "statuses": _("Statuts et labels"), "links": _("Liens"),
    "other_names": _("Autres noms"), "places": _("Lieux"), "served_areas": _("Territoire d'intervention"),
    "people": _("Personnes"), "pictures": _("Images"),
}  # fmt: skip


@register.filter
def field_label(name: str) -> str:
    """The words of a field or list of an organization, as its sources name it."""
    if name in _LISTS:
        return str(_LISTS[name])
    try:
        return str(getattr(Organization._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name

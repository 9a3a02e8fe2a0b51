"""What a template would draw a hundred times on one page, written at once: a page has 60 ms."""

from collections.abc import Iterable
from itertools import chain

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.directory.cards import Card
from essaim.directory.facets import Facet, Option
from essaim.ui.templatetags.ui import hexagon, icon, number, typo

register = template.Library()


@register.simple_tag
def boxes(facet: Facet, options: Iterable[Option]) -> SafeString:
    """The boxes to tick of a facet, those of children set back under their parent."""
    kind, name = "radio" if facet.single else "checkbox", escape(facet.name)
    parts = []
    for option, child in chain.from_iterable(map(_family, options)):
        value = escape(option.value)
        parts.append(
            f'<label class="check{" check-child" if child else ""}"><input type="{kind}" name="{name}"'
            f' id="f-{name}-{slugify(option.value)}" value="{value}" form="recherche"'
            f"{' checked' if option.selected else ''}><span>{typo(option.label)}"
            f' <span class="num">{number(option.count)}</span></span></label>'
        )
    return mark_safe("".join(parts))


def _family(option: Option) -> list[tuple[Option, bool]]:
    return [(option, False), *((child, True) for child in option.children)]


@register.simple_tag
def drawn(cards: Iterable[Card]) -> SafeString:
    """The cards of a page of results, one `li` each."""
    return mark_safe("".join(map(_card, cards)))


def _card(card: Card) -> str:
    name, place = escape(card.name), ""
    if card.commune:
        place = f"<span>{icon('map-pin')}{escape(card.commune)}"
        if card.distance is not None:
            place += ", " + _("à %(km)s km") % {"km": card.kilometres}
        place += "</span>"
    tags = "".join(f'<span class="tag">{typo(tag)}</span>' for tag in card.tags)
    return (
        f'<li class="card card-link"><div class="card-head">{hexagon(card.name)}<div>'
        f'<h2><a href="{escape(card.url)}">{name}</a></h2>'
        f'<p class="meta">{f"<span>{typo(card.form)}</span>" if card.form else ""}{place}</p></div></div>'
        + (f"<p>{typo(card.summary)}</p>" if card.summary else "")
        + (f'<p class="why">{typo(card.why)}</p>' if card.why else "")
        + (f'<p class="row">{tags}</p>' if tags else "")
        + "</li>"
    )

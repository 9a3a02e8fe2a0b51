"""What a template would draw a hundred times on one page, written at once: a page has 60 ms."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import chain

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.directory.cards import Card
from essaim.directory.facets import Facet, Option
from essaim.directory.screen import CommuneLine
from essaim.ui.templatetags.ui import hexagon, icon, number, typo

register = template.Library()


@register.simple_tag
def boxes(facet: Facet, options: Iterable[Option]) -> SafeString:
    """The boxes to tick of a facet, those of children set back under their parent."""
    language = get_language()
    parts = []
    for option, child in chain.from_iterable(map(_family, options)):
        before, after = _box(facet.name, facet.single, option.value, str(option.label), child, language)
        parts.append(
            f"{before}{' checked' if option.selected else ''}{after}{_number(option.count, language)}</span></label>"
        )
    return mark_safe("".join(parts))


# The same boxes stand on every page: only their counts change, and which are ticked.
@lru_cache(maxsize=5000)
def _box(name: str, single: bool, value: str, label: str, child: bool, _language: str | None) -> tuple[str, str]:
    kind, parameter = "radio" if single else "checkbox", escape(name)
    return (
        f'<label class="check{" check-child" if child else ""}"><input type="{kind}" name="{parameter}"'
        f' id="f-{parameter}-{slugify(value)}" value="{escape(value)}" form="recherche"',
        f"><span>{typo(label)} ",
    )


def _family(option: Option) -> list[tuple[Option, bool]]:
    return [(option, False), *((child, True) for child in option.children)]


@register.simple_tag
def radii(chosen: int | None, offered: tuple[int, ...]) -> SafeString:
    """The options of a distance."""
    return _radii(chosen, offered, get_language())


@lru_cache(maxsize=500)
def _radii(chosen: int | None, offered: tuple[int, ...], _language: str | None) -> SafeString:
    words = _("À moins de %(km)s km")
    options = (
        f'<option value="{km}"{" selected" if km == chosen else ""}>{words % {"km": km}}</option>' for km in offered
    )
    return mark_safe("".join(options))


@register.simple_tag
def listed(lines: Iterable[CommuneLine]) -> SafeString:
    """Communes and how many results each has, one `li` each."""
    language = get_language()
    return mark_safe(
        "".join(
            f'<li><a href="{escape(line.url)}">{escape(line.name)}</a> {_number(line.count, language)}</li>'
            for line in lines
        )
    )


@lru_cache(maxsize=5000)
def _number(count: int, _language: str | None) -> str:
    return f'<span class="num">{number(count)}</span>'


@register.simple_tag
def drawn(cards: Iterable[Card]) -> SafeString:
    """The cards of a page of results, one `li` each."""
    language = get_language()
    return mark_safe("".join([_card(card, language) for card in cards]))


@lru_cache(maxsize=4000)  # some kilobyte each; a card is equal to another when both say the same
def _card(card: Card, _language: str | None) -> str:
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

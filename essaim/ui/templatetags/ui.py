"""Tags that every template has: icons, typography, hexagons, fields, dates."""

import functools
import zlib
from datetime import date, datetime

from django import template
from django.forms import BoundField, CheckboxInput, Textarea
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from lucide.templatetags.lucide import lucide

from essaim.kernel import french, text
from essaim.ui.addresses import localized

register = template.Library()


@functools.lru_cache(maxsize=512)
def _svg(name: str) -> str:
    # From lucide (ISC), which ships 24-unit outlines; size and stroke come from the style sheet.
    svg = lucide(name, size=None)
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    inner = " ".join(inner.split()).replace("> <", "><").replace(" />", "/>")
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{inner}</svg>'


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon by its lucide name, drawn in the page; always beside a word, so hidden from screen readers."""
    return mark_safe(_svg(name))


@register.filter
def of(name: object) -> str:
    """In French, the name after « de »: « d'Auchel », « du Club… »; in other languages, the name alone."""
    return french.of(str(name)) if get_language() == "fr" else str(name)


@register.filter
def to(name: object) -> str:
    """In French, the name after « à »: « aux Vélos du Canal », « au Club… »; in other languages, the name alone."""
    return french.contracted(f"à {name}") if get_language() == "fr" else str(name)


@register.filter
def the(name: object) -> str:
    """In French, the name with the article it calls for: « le Club… »; in other languages, the name alone."""
    return french.the(str(name)) if get_language() == "fr" else str(name)


@register.filter
def typo(value: object) -> str:
    """Set a text as a French printer would, when the page is in French. Escapes what is not already safe."""
    if value is None:
        return ""
    safe = conditional_escape(str(value) if not hasattr(value, "__html__") else value)  # type: ignore[arg-type]
    if get_language() != "fr":
        return safe
    return mark_safe(text.typographic(safe.replace("&#x27;", "’").replace("&#39;", "’")))


@register.filter
def initials(name: str) -> str:
    return text.initials(name)


# Two honeys for each green and each neutral.
_HEX_KINDS = ("", " hex-b", " hex-d", "", " hex-b", " hex-c")


@register.simple_tag
@functools.lru_cache(maxsize=4096)
def hexagon(name: str, extra: str = "") -> SafeString:
    """The hexagon of a structure: two letters, one of four tints that the name always gives again."""
    kind = _HEX_KINDS[zlib.crc32(name.encode()) % 6]
    extra = f" {extra}" if extra else ""
    return format_html('<span class="hex{}{}" aria-hidden="true">{}</span>', kind, extra, text.initials(name))


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in words: `1er janvier 2026`, `15 mars 2026`; `15 March 2026` in English."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if get_language() == "fr":
        number = "1er" if value.day == 1 else str(value.day)
        return f"{number}{text.NO_BREAK}{date_format(value, 'F Y')}"
    return date_format(value, "j F Y")


@register.filter
def clock(moment: datetime | None, whole: str = "") -> str:
    """`14 h 30`, `14 h`; `14:30` in English. Local time; nothing when there is none.

    `whole`: what an hour without minutes shows, for hours under one another (`14 h 00`).
    """
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if get_language() != "fr":
        return date_format(local, "H:i")
    shown = f"{local.minute:02}" if local.minute else whole
    minutes = f"{text.NO_BREAK}{shown}" if shown else ""
    return f"{local.hour}{text.NO_BREAK}h{minutes}"


@register.simple_tag
def weekday(value: date | datetime) -> str:
    """A date with its day, as one says it: `mardi 24 novembre 2026`; `Tuesday 24 November 2026` in English."""
    name = date_format(timezone.localtime(value).date() if isinstance(value, datetime) else value, "l")
    return f"{name} {day(value)}"


@register.filter
def first_name(name: str) -> str:
    """`Marie-Laure` of `Marie-Laure Dubois`."""
    return name.split(" ")[0]


@register.filter
def month(value: date | datetime | None) -> str:
    """`octobre 2026`."""
    return date_format(value, "F Y") if value else ""


@register.filter
def number(value: int | float | None) -> str:
    """`1 234 567` with the narrow space in French, `1,234,567` in English."""
    if value is None:
        return ""
    grouped = f"{value:,}"
    return grouped.replace(",", text.NARROW).replace(".", ",") if get_language() == "fr" else grouped


@register.filter
def key(value: object) -> str:
    """What names a row in an attribute or an address, without the spaces that a number to be read takes: `12345`."""
    return "" if value is None else str(value)


@register.filter
def duration(minutes: int | None) -> str:
    """`45 min`, `2 h`, `2 h 30`, with spaces that do not break."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [f"{number(hours)} h" if hours else "", (f"{rest:02}" if hours else f"{rest} min") if rest else ""]
    return " ".join(filter(None, parts)).replace(" ", text.NO_BREAK)


@register.filter
def fields_with_errors(form) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """One box to tick: its label stands beside it, not above."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def wrapper(field: BoundField) -> str:
    """The element around a field: `fieldset` when its label names several inputs, else `div`."""
    return "fieldset" if field.use_fieldset else "div"


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to the field aims at: its input, or the first of its inputs."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def counted(field: BoundField) -> int | None:
    """The most characters that a long text takes, when it has a limit: the page then counts what is left."""
    return getattr(field.field, "max_length", None) if isinstance(field.field.widget, Textarea) else None


@register.simple_tag(takes_context=True)
def in_language(context, language: str) -> str:
    """The address of this same page in another language, with its query."""
    request = context.get("request")
    return localized(request.get_full_path(), language) if request else "/"

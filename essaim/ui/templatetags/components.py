"""Composite components, in every template without `{% load %}`. What is one element and a class (button, tag, card,
table, timeline…) is written in HTML. The gallery (/composants/) shows each with its source.
"""

from collections.abc import Iterable

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essaim.ui import charts

from .ui import icon

register = template.Library()

_NOTICE_ICONS = {"": "info", "ok": "check", "wait": "clock", "no": "circle-alert"}


@register.simple_block_tag
def notice(content: str, kind: str = "", role: str = "") -> SafeString:
    """`{% notice "ok" %}<p>…</p>{% endnotice %}`. Kinds: information (none), ok, wait, no. `role="alert"` for what
    must be heard at once, `"status"` for what may wait."""
    return format_html(
        '<div class="notice{}"{}>{}<div>{}</div></div>',
        f" notice-{kind}" if kind else "",
        format_html(' role="{}"', role) if role else "",
        icon(_NOTICE_ICONS[kind]),
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: str, level: int = 2) -> SafeString:
    """What will come here and one act to begin: `{% empty_state title %}<p>…</p><a class="btn">…{% endempty_state %}`.

    `level` is the heading's."""
    return format_html(
        '<div class="empty"><svg class="cells" viewBox="0 0 72 44" aria-hidden="true" focusable="false">'
        '<path d="m20 4 13 7.5v15L20 34 7 26.5v-15zM50 10l13 7.5v15L50 40l-13-7.5v-15z"/></svg>'
        "<h{0}>{1}</h{0}>{2}</div>",
        int(level),
        title,
        content,
    )


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A native dialog, opened without script by `<button popovertarget="id">`, closed by
    `<button popovertarget="id" popovertargetaction="hide">` or Escape. What it does must also have its page."""
    return format_html(
        '<dialog id="{0}" popover aria-labelledby="{0}-titre"><div class="stack"><h2 id="{0}-titre">{1}</h2>{2}</div>'
        "</dialog>",
        id,
        title,
        content,
    )


@register.inclusion_tag("ui/_breadcrumb.html", takes_context=True)
def breadcrumb(context, *parts: str) -> dict:
    """`{% breadcrumb label address … label %}`: home comes first, then the club one is in; the last part, without
    address, is the page itself."""
    club = context.get("club")
    links = [(_("Accueil"), reverse("home:index"))]
    if club:
        links.append((club.short_name, reverse("clubs:detail", args=[club.slug])))
    links += list(zip(parts[0:-1:2], parts[1:-1:2], strict=True))
    return {"links": links, "here": parts[-1]}


@register.inclusion_tag("ui/_pagination.html", takes_context=True)
def pagination(context, page: int, pages: int) -> dict:
    """Ways to the other pages of a list (`?page=`), the rest of the query kept. Nothing for a single page."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}" if query else request.path

    shown = sorted({1, pages, *(n for n in range(page - 1, page + 2) if 1 <= n <= pages)})
    numbers: list[dict | None] = []
    for number in shown:
        if numbers and number - shown[shown.index(number) - 1] > 1:
            numbers.append(None)  # a gap
        numbers.append({"number": number, "address": address(number), "current": number == page})
    return {
        "pages": pages,
        "numbers": numbers,
        "previous": address(page - 1) if page > 1 else "",
        "next": address(page + 1) if page < pages else "",
    }


@register.inclusion_tag("ui/_tabs.html")
def tabs(label: str, entries: Iterable[dict]) -> dict:
    """Parts of one subject, each at its own address. `entries`: dicts `label`, `url`, `current` and maybe `count`."""
    return {"label": label, "entries": entries}


@register.inclusion_tag("ui/_stepper.html")
def stepper(steps: list[str], current: int) -> dict:
    """Where one is in a work of several pages. `steps` are their names, `current` counts from 1."""
    return {
        "steps": [
            {"name": name, "done": number < current, "current": number == current}
            for number, name in enumerate(steps, start=1)
        ],
        "number": current,
        "total": len(steps),
        "name": steps[current - 1],
    }


@register.inclusion_tag("ui/_progress.html")
def progress(label: str, value: int | None = None, most: int = 100) -> dict:
    """How far a work is, in words and as a bar; without `value`, that it goes on."""
    return {"label": label, "value": value, "most": most}


@register.inclusion_tag("ui/_chart.html")
def chart_bars(title: str, rows: list[tuple[str, float]], column: str = "") -> dict:
    """Horizontal bars, one a row, and their table. `rows`: (label, value ≥ 0); `column` names the values."""
    return {"title": title, "picture": charts.bars(title, rows), "heads": ["", column or _("Nombre")], "rows": rows}


@register.inclusion_tag("ui/_chart.html")
def chart_lines(title: str, labels: list[str], series: list[tuple[str, list[float]]]) -> dict:
    """One or two lines along the same labels (years, months), and their table. `series`: (name, values ≥ 0)."""
    rows = [(label, *(values[i] for _name, values in series)) for i, label in enumerate(labels)]
    return {
        "title": title,
        "picture": charts.lines(title, labels, series),
        "heads": ["", *(name for name, _values in series)],
        "rows": rows,
    }

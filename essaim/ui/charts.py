"""Charts drawn by the server as SVG. Text keeps its size at any width: places are in percent, heights in pixels."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .templatetags.ui import number

ROW = 44  # pixels: a label, then its bar
HEIGHT = 220
LETTERS = 18  # from one line of text to the next
TOP, BOTTOM = 24, 30  # pixels kept above and under the lines
_MINOR = mark_safe(' class="minor"')


def bars(title: str, rows: list[tuple[str, float]]) -> SafeString:
    """Horizontal bars: label above, value at the end."""
    most = max([value for _label, value in rows], default=0) or 1
    drawn = format_html_join(
        "",
        '<text y="{}">{}</text><rect class="series" y="{}" width="{}%" height="14" rx="3"/>'
        '<text x="{}%" dx="8" y="{}">{}</text>',
        (
            (
                i * ROW + 14,
                label,
                i * ROW + 20,
                width := round(value / most * 86, 1),
                width,
                i * ROW + 32,
                number(value),
            )
            for i, (label, value) in enumerate(rows)
        ),
    )
    return _picture(title, len(rows) * ROW, drawn)


def lines(title: str, labels: list[str], series: list[tuple[str, list[float]]]) -> SafeString:
    """Lines from the left edge to the right one; the second is dashed, its points are square. Zero is at the bottom."""
    most = max([value for _name, values in series for value in values], default=0) or 1
    span = max(len(labels) - 1, 1)
    height = HEIGHT - TOP - BOTTOM

    def x(i: int) -> float:
        return round(4 + i / span * 88, 2)

    def y(value: float) -> float:
        return round(TOP + (1 - value / most) * height, 1)

    parts = [
        format_html_join(
            "", '<line class="grid-line" x1="0" x2="100%" y1="{0}" y2="{0}"/>', ((y(most * k / 2),) for k in range(3))
        ),
        format_html_join(
            "",
            '<text{} x="{}%" y="{}" text-anchor="middle">{}</text>',
            # On a phone, one label in two: the last stays.
            ((_MINOR if (len(labels) - i) % 2 == 0 else "", x(i), HEIGHT - 8, label) for i, label in enumerate(labels)),
        ),
    ]
    for rank, (_name, values) in enumerate(series):
        kind = "series series-2" if rank else "series"
        # Percentages are not allowed in a polyline: it stretches in a square of its own.
        points = " ".join(f"{x(i)},{y(value)}" for i, value in enumerate(values))
        parts.append(
            format_html(
                '<svg viewBox="0 0 100 {0}" width="100%" height="{0}" preserveAspectRatio="none">'
                '<polyline class="{1}" points="{2}"/></svg>',
                HEIGHT,
                kind,
                points,
            )
        )
        for i, value in enumerate(values):
            if rank:
                parts.append(
                    format_html(
                        '<svg class="dot" x="{}%" y="{}" width="1" height="1">'
                        '<rect class="{}" x="-4" y="-4" width="8" height="8"/></svg>',
                        x(i),
                        y(value),
                        kind,
                    )
                )
            else:
                parts.append(format_html('<circle class="{}" cx="{}%" cy="{}" r="4"/>', kind, x(i), y(value)))
    ends = _apart([y(values[-1]) - 10 if values else 0.0 for _name, values in series], HEIGHT - BOTTOM - 6)
    for (name, values), end in zip(series, ends, strict=True):
        if values:
            parts.append(format_html('<text x="{}%" y="{}" text-anchor="end">{}</text>', x(len(values) - 1), end, name))
    return _picture(title, HEIGHT, format_html_join("", "{}", ((part,) for part in parts)))


def _apart(places: list[float], lowest: float) -> list[float]:
    """Where to write the names of the lines: none over another, the highest line's name on top, none under the axis."""
    found = list(places)
    below = lowest + LETTERS
    for i in sorted(range(len(places)), key=lambda i: -places[i]):
        found[i] = below = round(min(places[i], below - LETTERS), 1)
    return found


def _picture(title: str, height: int, content: SafeString) -> SafeString:
    return format_html('<svg height="{}" role="img"><title>{}</title>{}</svg>', height, title, content)

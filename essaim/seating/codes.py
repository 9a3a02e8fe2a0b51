"""QR codes (ISO/IEC 18004), drawn as SVG."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(text: str) -> str:
    """A drawing of its own, for a PDF: black on nothing, error correction M, four modules of margin."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def drawing(text: str) -> SafeString:
    """For a page, hidden from screen readers: the address stands beside it."""
    code = segno.make(text, error="m", micro=False)
    inline = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(inline.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))

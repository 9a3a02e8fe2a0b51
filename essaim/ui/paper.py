"""What an app sets on paper by typst: tagged PDF (PDF/UA-1), from a template of its own and plain data. Only the fonts
that typst carries are used: nothing is fetched, nothing depends on the machine.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .sheets import settable

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a template that reads `data` from `sys.inputs.data`; its strings went through `settable`."""
    import typst

    compiler = typst.Compiler(
        template.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def blocks(content: str) -> list[dict[str, Any]]:
    """A Markdown text as what typst lays: paragraphs, titles, items, each a list of runs (words, whether bold or
    slanted). Nothing of it is read as typst's own markup."""
    found: list[dict[str, Any]] = []
    lists: list[str] = []
    kind = "paragraph"
    for token in _PARSER.parse(content):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("•" if token.type.startswith("bullet") else "1")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind = "item"
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            found.append({"kind": kind, "depth": len(lists), "runs": list(_runs(token.children or []))})
            kind = "paragraph"
        elif token.type in ("fence", "code_block"):
            found.append({"kind": "paragraph", "depth": 0, "runs": [_run(token.content, False, False)]})
    return found


def _runs(children: list[Token]) -> Iterable[dict[str, Any]]:
    strong = slanted = False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            slanted = child.type == "em_open"
        elif child.type in ("softbreak", "hardbreak"):
            yield {"text": "\n", "strong": False, "slanted": False}
        elif child.content:
            yield _run(child.content, strong, slanted)


def _run(text: str, strong: bool, slanted: bool) -> dict[str, Any]:
    before, after = re.match(r"\s*", text), re.search(r"\s*$", text)
    edges = (" " if before and before[0] else "", " " if after and after[0] and text.strip() else "")
    return {"text": f"{edges[0]}{settable(text).strip()}{edges[1]}", "strong": strong, "slanted": slanted}

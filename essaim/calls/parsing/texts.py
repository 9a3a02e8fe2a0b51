"""Texts and lists as payloads write them."""

import ast
from typing import Any

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])
_EMPTY = {"", "null", "none", "nan", "n/a", "na", "-"}


def text_of(value: Any) -> str:
    """A scalar as text; the words that mean nothing as an empty one."""
    if value is None or isinstance(value, bool):
        return ""
    text = str(value).replace("\x00", "").strip()
    return "" if text.lower() in _EMPTY else text


def as_list(value: Any, separators: str = ";|") -> list[str]:
    """A list of texts from a list, from a text with separators, or from a list that someone wrote as Python does."""
    if value is None:
        return []
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and text.endswith("]"):
            try:
                return as_list(ast.literal_eval(text))
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                text = text[1:-1]
        for separator in separators:
            text = text.replace(separator, "\n")
        value = text.split("\n")
    if not isinstance(value, list | tuple):
        value = [value]
    found = []
    for one in value:
        if isinstance(one, dict):
            one = one.get("title") or one.get("libelle") or one.get("nom") or one.get("name") or ""
        if isinstance(one, str | int | float) and (text := text_of(one).strip("'\" ")):
            found.append(text)
    return list(dict.fromkeys(found))


def markdown(text: str) -> str:
    """Markdown as HTML, to be cleaned."""
    return _PARSER.render(text)

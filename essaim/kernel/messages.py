"""Texts of the screens: collect, check, compile. `python -m essaim.kernel.messages update|check|compile`.

Sources are French. `update` writes the English catalogues to fill (essaim/<app>/locale/en/LC_MESSAGES/django.po);
`compile` makes the binary catalogues, English from those files and French from the sources themselves set with
`typographic`: authors type plain spaces and apostrophes, readers see the right ones. Babel does the reading and
writing, so that no system package is needed.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .text import typographic

APPS = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
FRENCH = "nplurals=2; plural=(n > 1);"
ENGLISH = "nplurals=2; plural=(n != 1);"


def _template_messages(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Yield (message, context) of the translation tags of a Django template, as Django's own tags look them up."""
    from django.template.base import Lexer, TokenType
    from django.utils.translation import template as tags
    from django.utils.translation import trim_whitespace

    block: list[str] | None = None
    plural: list[str] = []
    into: list[str] = []
    trimmed, context = False, None
    for token in Lexer(source).tokenize():
        if block is not None:
            if token.token_type == TokenType.BLOCK and tags.endblock_re.match(token.contents):
                texts = ["".join(part) for part in (block, plural) if part]
                if trimmed:
                    texts = [trim_whitespace(text) for text in texts]
                yield (texts[0] if len(texts) == 1 else (texts[0], texts[1])), context
                block = None
            elif token.token_type == TokenType.BLOCK and tags.plural_re.match(token.contents):
                plural = into = []
            elif token.token_type == TokenType.VAR:
                into.append(f"%({token.contents})s")
            else:
                into.append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.BLOCK:
            if found := tags.inline_re.match(token.contents):
                text = found["noop"] if "noop" in found.groupdict() else found[1]
                if text and text[0] in "\"'":
                    yield text.strip(text[0]).replace("%", "%%"), _context(found[2])
            elif found := tags.block_re.match(token.contents):
                block = into = []
                plural = []
                trimmed = "trimmed" in token.split_contents()
                context = _context(found[1])


def _context(said: str | None) -> str | None:
    """What `context "…"` says in a tag."""
    from django.utils.translation.template import context_re

    found = context_re.match(said or "")
    return found[1].strip("\"'") if found else None


def collect(app: Path) -> Catalog:
    """Return the catalogue of one app's sources, texts without translations."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(app.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        with path.open("rb") as file:
            for _line, message, comments, context in extract("python", file, keywords=KEYWORDS):
                catalog.add(
                    message,
                    context=context,
                    locations=[(str(path.relative_to(APPS)), 0)],
                    auto_comments=comments,
                )
    for path in sorted([*app.rglob("templates/**/*.html"), *app.rglob("templates/**/*.txt")]):
        for message, context in _template_messages(path.read_text(encoding="utf-8")):
            catalog.add(message, context=context, locations=[(str(path.relative_to(APPS)), 0)])
    return catalog


def english_path(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def english(app: Path, sources: Catalog) -> Catalog:
    """Return the app's English catalogue, brought up to date with its sources."""
    path = english_path(app)
    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale="en")
    catalog.update(sources, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def french(sources: Catalog) -> Catalog:
    catalog = Catalog(locale="fr", charset="utf-8", fuzzy=False)
    for message in sources:
        if message.id:
            string = (
                tuple(map(typographic, message.id)) if isinstance(message.id, tuple) else typographic(str(message.id))
            )
            catalog.add(message.id, string, context=message.context)
    return catalog


def apps_with_texts() -> Iterator[tuple[Path, Catalog]]:
    for app in sorted(path for path in APPS.iterdir() if (path / "__init__.py").exists()):
        if len(sources := collect(app)):
            yield app, sources


def update(*names: str) -> None:
    """Write the English catalogues, of these apps or of all, new texts left empty, gone ones taken out.

    Output does not depend on the day.
    """
    for app, sources in apps_with_texts():
        if names and app.name not in names:
            continue
        path = english_path(app)
        catalog = english(app, sources)
        catalog.header_comment = "# English texts of Essaim."
        path.parent.mkdir(parents=True, exist_ok=True)
        clean = Catalog(locale="en", charset="utf-8", fuzzy=False, header_comment="# English texts of Essaim.")
        for message in catalog:
            if message.id:
                # Files without line numbers: an edit elsewhere changes no line here.
                places = sorted({(place, 0) for place, _line in message.locations})
                clean.add(message.id, message.string, context=message.context, locations=places)
        clean._messages = dict(sorted(clean._messages.items(), key=lambda item: str(item[0])))
        with path.open("wb") as file:
            write_po(file, clean, width=100, omit_header=True, include_lineno=False)


def missing() -> list[str]:
    """Return one line for each text that lacks its English, or whose English lost a variable."""
    import re

    lines = []
    for app, sources in apps_with_texts():
        translated = english(app, sources)
        for message in sources:
            if not message.id:
                continue
            entry = translated.get(message.id, message.context)
            strings = _forms(entry.string if entry else "")
            ids = _forms(message.id)
            if not all(strings):
                lines.append(f"{app.name}: no English for {ids[0]!r}")
            elif set(re.findall(r"%\(\w+\)s|\{\w*\}", ids[-1])) - set(re.findall(r"%\(\w+\)s|\{\w*\}", strings[-1])):
                lines.append(f"{app.name}: the English of {ids[0]!r} lacks a variable")
    return lines


def differing() -> list[str]:
    """Return one line for each text with several English texts: Django joins the catalogues of the apps, so that the
    last one would be read everywhere. One thing has one name; what differs in meaning gets a context (`pgettext`)."""
    found: dict[tuple, dict[tuple, str]] = {}
    for app, sources in apps_with_texts():
        translated = english(app, sources)
        for message in sources:
            entry = translated.get(message.id, message.context) if message.id else None
            if entry and any(strings := tuple(_forms(entry.string))):
                # A text with a plural and the same without one are two entries for gettext.
                key = message.context, isinstance(message.id, tuple | list), _forms(message.id)[0]
                found.setdefault(key, {}).setdefault(strings, app.name)
    return [
        f"{key[-1]!r} has several English texts: " + ", ".join(f"{text[0]!r} ({app})" for text, app in texts.items())
        for key, texts in found.items()
        if len(texts) > 1
    ]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """A text and its plural, or the text alone."""
    return [form or "" for form in text] if isinstance(text, tuple | list) else [text or ""]


def compile_all() -> None:
    for app, sources in apps_with_texts():
        for language, catalog, plurals in (
            ("fr", french(sources), FRENCH),
            ("en", english(app, sources), ENGLISH),
        ):
            folder = app / "locale" / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            catalog._plural_expr = plurals.split("plural=")[1].rstrip(";")  # type: ignore[assignment]
            catalog._num_plurals = 2  # type: ignore[assignment]
            temporary = folder / f"django.mo.{os.getpid()}"
            with temporary.open("wb") as file:
                write_mo(file, catalog)
            temporary.replace(folder / "django.mo")


def main(arguments: list[str]) -> int:
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    verb = arguments[0] if arguments else ""
    if verb == "update":
        update(*arguments[1:])
    elif verb == "compile":
        compile_all()
    elif verb == "check":
        lines = missing() + differing()
        print("\n".join(lines) or "Every text has its English.")
        return int(bool(lines))
    else:
        print("update [APP…] | check | compile")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

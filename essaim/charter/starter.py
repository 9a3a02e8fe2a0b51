"""The charter proposed to a new club, in French and in English: a place to begin, that members rewrite."""

import tomllib
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "starter.toml"


def starter_articles(language: str) -> list[tuple[str, str]]:
    """(title, words) of each article, in Markdown; French for any language but English."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["article"]
    code = "en" if language == "en" else "fr"
    return [(row[f"title_{code}"], row[f"words_{code}"].strip() + "\n") for row in rows]

"""The style sheets and the templates say the same classes; a page loads few of them; French is set as it should be."""

import re

import pytest

from .sources import APPS, product_files, templates
from .test_templates import name_of

# Every page loads the first; some load one more, which styles what only they show.
SHEET = APPS / "ui/static/ui/essaim.css"
OTHERS = sorted(path for path in APPS.glob("*/static/**/*.css") if path != SHEET)
MOST_BYTES = 30_000
# Classes without style: `plain` takes the bullets off a list (ul[class]), the others are hooks of scripts or tests.
HOOKS = {"plain", "honeycomb"}


def sheets() -> str:
    text = "".join(path.read_text() for path in [SHEET, *OTHERS])
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def styled_classes() -> set[str]:
    # Selectors only: what stands between a brace or a semicolon and the next opening brace.
    selectors = re.findall(r"(?<=[{};])[^{};]+(?=\{)", ";" + sheets())
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def classes_of(html: str) -> set[str]:
    """Classes written in a template: whole words, tags taken out."""
    html = re.sub(r"\{\{.*?\}\}", "{}", re.sub(r"\{%.*?%\}", " ", html))
    words = {word for value in re.findall(r'class="([^"]*)"', html) for word in value.split()}
    return {word for word in words if "{}" not in word}


@pytest.mark.parametrize("other", OTHERS, ids=lambda path: path.name)
def test_what_a_page_loads_stays_small(other):
    size = SHEET.stat().st_size + other.stat().st_size
    assert size < MOST_BYTES, f"{size} bytes: factor, or drop what no page shows"


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_every_class_has_its_style(path):
    assert classes_of(path.read_text()) - styled_classes() - HOOKS == set()


def test_every_style_is_used():
    texts = [path.read_text() for path in [*templates(), *product_files(), *APPS.rglob("static/**/*.js")]]
    words = set(re.findall(r"[a-zA-Z][\w-]*", "\n".join(texts)))
    # `h{{ tint }}` makes h1 to h5, `tint-{{ tint }}` too; htmx adds its own; `hex-b` and others are built from names.
    built = {f"h{tint}" for tint in range(1, 6)} | {f"tint-{tint}" for tint in range(6)} | {"htmx-request"}
    ours = {name for name in styled_classes() if not name.startswith("leaflet-")}
    assert ours - words - built == set()


def test_colours_are_tokens():
    """Outside the tokens no colour is written, white and black on print aside."""
    components = sheets().split("@layer components", 1)[1].split("@layer print")
    rules = components[0] + components[1].split("}\n}\n}", 1)[-1]
    assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == []


WRONG = [
    (re.compile(r"“|”"), "« » are the quotation marks of French"),
    (re.compile(r"\u202f|\u00a0"), "plain spaces: the compiler sets the narrow ones"),
    (re.compile(r"\S[?!;](?=\s|$)"), "a space before ? ! ;"),
    (re.compile(r"\w:(?=\s|$)"), "a space before :"),
    (re.compile(r"«\S|\S»"), "a space inside « »"),
    (re.compile(r"\.\.\."), "… is one character"),
    (re.compile(r"!"), "no exclamation mark"),
]


@pytest.fixture(scope="module")
def french_texts() -> list[str]:
    from essaim.kernel.messages import apps_with_texts

    texts = []
    for _app, catalog in apps_with_texts():
        for message in catalog:
            if message.id:
                texts += message.id if message.pluralizable else [message.id]
    return texts


@pytest.mark.parametrize(("wrong", "why"), WRONG, ids=[why for _wrong, why in WRONG])
def test_typography_of_the_texts(french_texts, wrong, why):
    kept = re.compile(r"<[^>]*>|https?://\S+|&\w+;|%\(\w+\)s|\{[^}]*\}")
    found = [text for text in french_texts if wrong.search(kept.sub("x", text))]
    assert found == [], why


VOICE = re.compile(r"\b(veuillez|invalide|soumettre|soumis|erreur)\b", re.IGNORECASE)


def test_voice_of_the_texts(french_texts):
    assert [text for text in french_texts if VOICE.search(text)] == []

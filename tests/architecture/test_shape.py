"""The shape of an app: file length, views without queries, no hidden writers."""

import re

import pytest

from .sources import APPS, ROOT, app_of, product_files, python_files

MOST_LINES = 300


@pytest.mark.parametrize(
    "path",
    [
        *python_files(),
        *python_files(ROOT / "tests"),
        *python_files(ROOT / "config"),
        *python_files(ROOT / "benchmarks"),
        *python_files(ROOT / "scripts"),
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_files_stay_small(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES, "make it a package, one file per noun or screen"


@pytest.mark.parametrize(
    "path",
    [path for path in product_files() if path.name == "views.py" or path.parent.name == "views"],
    ids=lambda path: str(path.relative_to(APPS)),
)
def test_views_hold_no_query(path):
    assert ".objects" not in path.read_text(), "views ask queries.py or access.py"


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(APPS)))
def test_no_signal_and_no_save_override(path):
    text = path.read_text()
    assert "django.db.models.signals" not in text, "hidden writes: tell a hook of essaim.kernel.hooks"
    assert not re.search(r"def save\(self", text) or path.name == "forms.py" or app_of(path) == "accounts"

"""An app imports only from lower steps; foreign keys by string count as imports."""

import ast
import re

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from .ladder import STEP
from .sources import APPS, app_of, product_files


def imported_apps(tree: ast.AST, path) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
            if node.module == "essaim":
                names = [f"essaim.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {match[1] for name in names if (match := re.match(r"essaim\.([a-z]\w*)", name))}
    return found


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(APPS)))
def test_imports_go_down(path):
    if path.parent == APPS:
        return
    app = app_of(path)
    wrong = {
        other for other in imported_apps(ast.parse(path.read_text()), path) if other != app and STEP[other] >= STEP[app]
    }
    assert not wrong, f"{app} (step {STEP[app]}) imports {wrong}, which stand at its step or above"


def test_every_app_has_a_step():
    present = {path.name for path in APPS.iterdir() if (path / "__init__.py").exists()}
    assert present <= set(STEP)


def test_relations_go_down():
    for model in apps.get_models():
        if not model.__module__.startswith("essaim."):
            continue
        app = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | ManyToManyField) and field.related_model.__module__.startswith("essaim."):
                other = field.related_model.__module__.split(".")[1]
                assert other == app or STEP[other] < STEP[app], f"{model.__name__}.{field.name} points up to {other}"


# Django wants some imports late, once apps are ready; heavy libraries are imported where they serve.
LATE_ALLOWED = {"apps.py"}
HEAVY = {
    "ortools",
    "duckdb",
    "scipy",
    "numpy",
    "typst",
    "rich",
    "xlsxwriter",
    "python_calamine",
    "PIL",
    "django",
    "segno",
}


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(APPS)))
def test_no_import_inside_a_function(path):
    if path.name in LATE_ALLOWED or "management" in path.parts or app_of(path) in {"cli", "kernel"}:
        return
    late = []
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                late += [alias.name for alias in node.names if alias.name.split(".")[0] not in HEAVY - {"django"}]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in HEAVY - {"django"}:
                late.append(node.module or ".")
    assert not late, f"imported inside a function: {late}"

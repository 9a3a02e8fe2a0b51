"""The files of the house, for its tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "essaim"


def python_files(folder: Path = APPS) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def product_files() -> list[Path]:
    """Python files of the product: without tests."""
    return [path for path in python_files() if "tests" not in path.parts]


def app_of(path: Path) -> str:
    return path.relative_to(APPS).parts[0]


def templates() -> list[Path]:
    return sorted(APPS.rglob("templates/**/*.html"))

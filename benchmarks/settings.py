"""Production, and one address more: a bare page of any size (benchmarks.urls)."""

from config.settings.prod import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "benchmarks" / "templates"]  # noqa: F405

"""What all tests share: the catalogues are compiled, the cast of people, the empty cache."""

import pytest
from django.core.cache import cache

from essaim.kernel import messages


def pytest_configure(config) -> None:
    # Once, by the controller: workers read what it wrote.
    if not hasattr(config, "workerinput"):
        messages.compile_all()


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()

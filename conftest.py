"""What all tests share: the catalogues are compiled, the cast of people, the empty cache."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from essaim.kernel import messages


def pytest_configure(config) -> None:
    # Once, by the controller: workers read what it wrote.
    if not hasattr(config, "workerinput"):
        messages.compile_all()


@pytest.fixture(autouse=True)
def _as_new():
    cache.clear()
    # A page in English leaves its language to the thread.
    translation.activate(settings.LANGUAGE_CODE)

"""What all tests share: compiled catalogues, an empty cache, templates that are given what they show."""

import gettext

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import trans_real

from essaim.kernel import messages
from essaim.kernel.testing import undefined_variables
from tests.helpers import database


def pytest_configure(config) -> None:
    # Once, by the controller: workers read what it wrote.
    if not hasattr(config, "workerinput"):
        messages.compile_all()
        # Older catalogues, read while the applications were loaded, are forgotten: as Django's own reload does.
        gettext._translations = {}  # type: ignore[attr-defined]
        trans_real._translations = {}
        trans_real._default = None


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copied template is there already; migrations not yet in it, none as a rule, are run on it."""
    return database.database_file() is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> None:
    database.bring_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        database.keep_template()
    yield
    with django_db_blocker.unblock():
        database.remove_test_database()


@pytest.fixture(autouse=True)
def _as_new():
    cache.clear()
    # A page in English leaves its language to the thread.
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _every_variable_is_defined():
    """A template that shows what its view did not give fails the test that drew it."""
    with undefined_variables() as found:
        yield
    assert sorted(found) == []

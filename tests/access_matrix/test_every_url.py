"""Every URL × role → status, in one table. A URL that is missing from the table fails."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from .cast import cast  # noqa: F401  (a fixture)
from .table import IGNORED_NAMESPACES, ROLES, TABLE


def named_urls(patterns=None, namespaces=()) -> set[str]:
    names = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            names |= named_urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.add(":".join((*namespaces, pattern.name)))
    return names


def is_ours(name: str) -> bool:
    return not name.startswith(IGNORED_NAMESPACES)


def test_every_url_is_in_the_table():
    urls = {name for name in named_urls() if is_ours(name)}
    assert urls - set(TABLE) == set(), "add them to tests/access_matrix/ground.py or club_life.py"
    assert set(TABLE) - urls == set(), "these no longer exist"


@pytest.mark.parametrize("name", sorted(TABLE))
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.django_db
def test_status(name, role, cast, client):  # noqa: F811
    row = TABLE[name]
    if user := cast.people[role]:
        client.force_login(user)
    response = getattr(client, row.method)(cast.url(name, row), row.data or {})
    assert response.status_code == row.statuses[ROLES.index(role)], f"{role} on {name}"

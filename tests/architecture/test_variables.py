"""No template shows a variable that its view did not give: on every page of the access matrix, for each role."""

import pytest
from django.template import engines

from essaim.kernel.testing import undefined_variables
from tests.access_matrix.cast import cast  # noqa: F401  (a fixture)
from tests.access_matrix.table import ROLES, TABLE


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.django_db
def test_every_variable_is_defined(role, cast, client):  # noqa: F811
    if user := cast.people[role]:
        client.force_login(user)
    with undefined_variables() as found:
        for name, row in TABLE.items():
            if row.method == "get":
                client.get(cast.url(name, row), row.data or {})
        client.get("/n/existe/pas/")
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("{{ nobody }}", True),
        ("{{ somebody.age }}", True),
        ("{{ nobody|upper }}", True),
        ("{% with x=nobody %}{% endwith %}", True),
        ("{{ somebody.name }}", False),
        ("{% if nobody %}{{ nobody }}{% endif %}", False),
        ("{{ nobody|default:'?' }}", False),
    ],
)
def test_what_is_found(source, is_found, tmp_path, monkeypatch):
    monkeypatch.setattr("essaim.kernel.testing.APPS", tmp_path)
    template = engines["django"].from_string(source)
    template.template.origin.name = str(tmp_path / "page.html")
    with undefined_variables() as found:
        template.render({"somebody": {"name": "Odile"}})
    assert bool(found) == is_found

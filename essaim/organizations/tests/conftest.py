"""What these tests hear of the hooks."""

import pytest

from essaim.kernel import hooks


@pytest.fixture
def told(monkeypatch):
    """The facts told to each hook during the test, by the hook's name."""
    facts = {"journaled": [], "organizations_changed": [], "mail_requested": []}
    for name, list_ in facts.items():
        listeners = [lambda list_=list_, **fact: list_.append(fact)]
        monkeypatch.setattr(getattr(hooks, name), "_listeners", listeners)
    return facts

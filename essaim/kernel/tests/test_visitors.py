"""Pages kept for visitors are never out of date, and never of somebody else."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from essaim.accounts.models import User
from essaim.kernel import visitors
from essaim.kernel.visitors import database_stamp, kept_for_visitors

drawn: list[str] = []


@kept_for_visitors
def page(request):
    drawn.append(request.get_full_path())
    return HttpResponse(f"{User.objects.count()} {request.headers.get('HX-Request', '')}")


@kept_for_visitors
def page_with_form(request):
    return HttpResponse(get_token(request))


@pytest.fixture(autouse=True)
def _empty():
    visitors._pages.clear()
    drawn.clear()


def ask(view=page, path="/", **extra):
    request = RequestFactory().get(path, **extra)
    request.session = SessionStore()
    request.COOKIES = extra.get("cookies", {})
    return view(request)


@pytest.fixture
def stamp(monkeypatch):
    """A database whose movements the test tells (those of the tests are in memory, or in a transaction)."""
    at = {"now": ("a",)}
    monkeypatch.setattr(visitors, "database_stamp", lambda: at["now"])
    return at


def test_drawn_once_while_nothing_moves(db, stamp):
    assert ask().content == ask().content
    assert drawn == ["/"]


def test_drawn_again_when_the_database_moved(db, stamp):
    ask()
    User.objects.create_user("a@example.org")
    stamp["now"] = ("b",)
    assert ask().content.startswith(b"1")


def test_each_address_and_each_fragment_is_its_own(db, stamp):
    ask(path="/?q=a")
    ask(path="/?q=b")
    assert ask(path="/?q=a", HTTP_HX_REQUEST="true").content == b"0 true"
    assert len(drawn) == 3


def test_a_known_person_never_gets_nor_gives_a_kept_page(db, stamp):
    ask(cookies={"essaim_session": "x"})
    ask()
    ask(cookies={"essaim_session": "x"})
    assert len(drawn) == 3


def test_a_page_with_a_token_is_not_kept(db, stamp):
    assert ask(page_with_form).content != ask(page_with_form).content


def test_nothing_is_kept_inside_a_transaction(db):
    with transaction.atomic():
        assert database_stamp() is None


@pytest.mark.django_db(transaction=True)
def test_the_stamp_moves_with_a_commit_and_only_then():
    if connection.vendor == "sqlite":
        pytest.skip("the tests' database is in memory; see the next test")
    before = database_stamp()
    assert database_stamp() == before
    User.objects.create_user("a@example.org")
    assert database_stamp() != before


def test_the_stamp_of_a_file(tmp_path, monkeypatch):
    """The same on a SQLite file, written by another connection."""
    import sqlite3

    file = tmp_path / "some.sqlite3"
    writer = sqlite3.connect(file)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE t (x)")
    writer.commit()
    first = visitors._watch(str(file)).execute("PRAGMA data_version").fetchone()
    assert visitors._watch(str(file)).execute("PRAGMA data_version").fetchone() == first
    writer.execute("INSERT INTO t VALUES (1)")
    writer.commit()
    assert visitors._watch(str(file)).execute("PRAGMA data_version").fetchone() != first

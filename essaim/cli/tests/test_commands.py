"""The console command, run as an operator runs it."""

import socket

import pytest

from essaim.cli import main
from essaim.cli.serving import check_port
from essaim.kernel.errors import Refusal

from .installation import Installation


@pytest.fixture
def empty(tmp_path):
    return Installation(tmp_path / "home")


def test_without_a_verb_it_says_what_there_is(empty):
    done = empty.essaim()
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in main.COMMANDS)


def test_an_unknown_verb_is_said(empty):
    done = empty.essaim("import", "nothing")
    assert done.returncode == 2
    assert "import nothing" in done.stderr


@pytest.mark.parametrize(
    ("spoken", "expected"), [("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "fr"), ("C", "fr"), ("", "fr")]
)
def test_it_speaks_the_language_of_the_terminal(monkeypatch, spoken, expected):
    monkeypatch.setenv("LC_ALL", spoken)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("LANG", raising=False)
    assert main.language() == expected


def test_a_port_in_use_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"{port}.*PORT={port + 1}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_demo_stops_before_loading_when_the_port_is_taken(empty):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = empty.essaim("demo", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "déjà pris" in done.stderr
    assert not (empty.home / "essaim.sqlite3").exists()


def test_doctor_looks_at_a_new_home_and_changes_nothing(empty):
    done = empty.essaim("doctor")
    assert done.returncode == 0, done.stdout
    assert "essaim migrate" in done.stdout
    assert "Traceback" not in done.stderr
    assert (empty.home / "secret_key").stat().st_mode & 0o077 == 0


def test_doctor_sees_what_is_wrong(empty):
    empty.essaim("doctor")
    (empty.home / "secret_key").chmod(0o644)
    done = empty.essaim("doctor")
    assert done.returncode == 1
    assert "chmod 600" in done.stdout


def test_a_damaged_database_is_said(empty):
    empty.essaim("migrate", "--verbosity", "0")
    (empty.home / "essaim.sqlite3").write_bytes(b"this was a database" * 100)
    for extra in ("-wal", "-shm"):
        (empty.home / f"essaim.sqlite3{extra}").unlink(missing_ok=True)
    done = empty.essaim("doctor")
    assert done.returncode == 1
    assert "✗" in done.stdout
    assert "Traceback" not in done.stderr

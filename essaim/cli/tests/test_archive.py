"""Backup and restore, on real files: what comes back is what was there; what is damaged is refused."""

import fcntl
import gzip
import json
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from .installation import Installation

PICTURE = b"not quite a picture"


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> tuple[Path, Path]:
    """A home with one person and one file, and its archive. Never changed by the tests."""
    folder = tmp_path_factory.mktemp("saved")
    made = Installation(folder / "home")
    assert made.essaim("migrate", "--verbosity", "0").returncode == 0
    (made.home / "files").mkdir()
    (made.home / "files" / "logo.png").write_bytes(PICTURE)
    made.add_person("odile@example.org")
    done = made.essaim("backup", str(folder / "one.tar.gz"))
    assert done.returncode == 0, done.stderr
    return made.home, folder / "one.tar.gz"


@pytest.fixture
def installation(saved, tmp_path) -> Installation:
    shutil.copytree(saved[0], tmp_path / "home")
    return Installation(tmp_path / "home")


@pytest.fixture
def archive(saved, tmp_path) -> Path:
    return Path(shutil.copy(saved[1], tmp_path / "one.tar.gz"))


def test_the_archive_holds_everything_with_its_sum(saved):
    with tarfile.open(saved[1]) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert set(tar.getnames()) - {"manifest.json"} == set(manifest["files"])
    assert {"database.sqlite3", "home/secret_key", "home/files/logo.png"} <= set(manifest["files"])
    assert saved[1].stat().st_mode & 0o077 == 0


def test_restore_into_an_empty_home(saved, archive, tmp_path):
    empty = Installation(tmp_path / "new")
    done = empty.essaim("restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert (empty.home / "secret_key").read_bytes() == (saved[0] / "secret_key").read_bytes()
    assert (empty.home / "files" / "logo.png").read_bytes() == PICTURE
    assert empty.people() == ["odile@example.org"]


def test_restore_never_overwrites_without_force(installation, archive):
    installation.add_person("yvon@example.org")
    done = installation.essaim("restore", str(archive))
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert installation.people() == ["odile@example.org", "yvon@example.org"]


def test_force_puts_what_was_there_aside(installation, archive):
    installation.add_person("yvon@example.org")
    done = installation.essaim("restore", "--force", str(archive))
    assert done.returncode == 0, done.stderr
    assert installation.people() == ["odile@example.org"]
    assert list(installation.home.glob("before-restore-*/essaim.sqlite3"))


def test_restore_waits_until_the_service_is_stopped(installation, archive):
    with subprocess.Popen(
        [sys.executable, "-m", "essaim.cli.main", "worker"], cwd=settings.BASE_DIR, env=installation.environment
    ) as worker:
        try:
            assert waited_for(lambda: (installation.home / "running").exists() and is_held(installation.home))
            done = installation.essaim("restore", "--force", str(archive))
            assert done.returncode == 1
            assert "arrêtez-le" in done.stderr
            assert not list(installation.home.glob("before-restore-*"))
        finally:
            worker.kill()
    assert installation.essaim("restore", "--force", str(archive)).returncode == 0


def is_held(home: Path) -> bool:
    with (home / "running").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def waited_for(holds, seconds: int = 60) -> bool:
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.1)
    return held


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_byte_changed(content: bytes) -> bytes:
    inside = bytearray(gzip.decompress(content))
    inside[inside.index(PICTURE)] ^= 1
    return gzip.compress(bytes(inside))


def alien(content: bytes) -> bytes:
    return b"PK\x03\x04 this is a zip"


@pytest.mark.parametrize("damage", [truncated, one_byte_changed, alien])
def test_a_damaged_archive_is_refused_and_nothing_touched(installation, archive, damage):
    archive.write_bytes(damage(archive.read_bytes()))
    done = installation.essaim("restore", "--force", str(archive))
    assert done.returncode == 1
    assert "abîmée" in done.stderr
    assert installation.people() == ["odile@example.org"]
    assert not list(installation.home.glob("before-restore-*"))

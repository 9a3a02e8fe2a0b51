"""The directory over 250,000 generated organizations (ESSAIM_BENCH_SIZE for another size), on SQLite, and on
PostgreSQL when one answers (ESSAIM_BENCH_POSTGRES, by default the local server).

Each kind of page is asked by two connections to two workers, its addresses nearly all different; just before and just
after, a bare page of the same length is asked the same way: the layout of the product around twenty rows, no query.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from contextlib import contextmanager, suppress
from pathlib import Path

from .load import Load, load

ROOT = Path(__file__).resolve().parents[1]
SIZE = int(os.environ.get("ESSAIM_BENCH_SIZE", "250000"))
POSTGRES = os.environ.get("ESSAIM_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
SECONDS = float(os.environ.get("ESSAIM_BENCH_SECONDS", "4"))
WORKERS = 2
DIRECTORY_P95, PAGE_P95, HOME_RATE, SHARE = 60.0, 30.0, 500.0, 1 / 3


def run() -> list[dict]:
    """Rows for SQLite, then for PostgreSQL. Both are filled at the same time, each on its core; then each is asked."""
    with postgres_database() as url, tempfile.TemporaryDirectory(prefix="essaim-bench-directory-") as folder:
        databases = {"sqlite": f"sqlite:///{folder}/sqlite/essaim.sqlite3"} | ({"postgresql": url} if url else {})
        environments = {
            engine: os.environ
            | {"ESSAIM_HOME": f"{folder}/{engine}", "DATABASE_URL": database}
            | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
            for engine, database in databases.items()
        }
        filling = {engine: prepare(environment) for engine, environment in environments.items()}
        rows = []
        for engine, process in filling.items():
            if process.wait():
                raise RuntimeError(f"{engine}: the database could not be filled")
        for engine, environment in environments.items():
            rows += measure(engine, environment)
        return rows


def prepare(environment: dict[str, str]) -> subprocess.Popen:
    """Fill a database, in a process of its own."""
    facts = Path(environment["ESSAIM_HOME"]) / "facts.json"
    facts.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "benchmarks.prepare", str(SIZE), str(facts)]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def measure(engine: str, environment: dict[str, str]) -> list[dict]:
    """Serve a filled database, and ask it."""
    facts = json.loads((Path(environment["ESSAIM_HOME"]) / "facts.json").read_text())
    print(f"{engine}: {SIZE:,} filled in {facts['fill']:.0f} s, indexed in {facts['index']:.0f} s", file=sys.stderr)
    rows = [
        row(
            f"{engine}: documents indexed", facts["indexed"] / facts["index"], "/s", SIZE / facts["fill"],
            "beside rows written without an index", None,
        )
    ]  # fmt: skip
    with serving(environment) as port:
        warm_up(port, facts)
        home = load(port, ["/"], seconds=SECONDS)
        bare = load(port, [f"/-/bare/{home.size}/"], seconds=SECONDS / 2)
        holds = home.rate >= HOME_RATE
        rows.append(row(f"{engine}: home page", home.rate, "requests/s", bare.rate, f"≥ {HOME_RATE:.0f}", holds))
        for name in ("first page", "filtered", "typed query", "map data", "organization page"):
            found, reference = beside_bare(port, facts[name])
            least = PAGE_P95 if name == "organization page" else DIRECTORY_P95
            rows.append(row(f"{engine}: {name}, p50", found.p50, "ms", reference.p50, "", None))
            holds = found.p95 <= least
            rows.append(row(f"{engine}: {name}, p95", found.p95, "ms", reference.p95, f"≤ {least:.0f}", holds))
            target, third = (
                ("≥ a third", found.rate >= SHARE * reference.rate) if least == DIRECTORY_P95 else ("", None)
            )
            rows.append(row(f"{engine}: {name}, rate", found.rate, "requests/s", reference.rate, target, third))
    return rows


def beside_bare(port: int, paths: list[str]) -> tuple[Load, Load]:
    """These addresses, and the bare page of their median length: half of its time before, half after."""
    size = load(port, paths[-3:], seconds=0, least=4).size
    before = load(port, [f"/-/bare/{size}/"], seconds=SECONDS / 3)
    found = load(port, paths, seconds=SECONDS)
    after = load(port, [f"/-/bare/{found.size}/"], seconds=SECONDS / 3)
    mean = Load(*((one + other) / 2 for one, other in zip(vars(before).values(), vars(after).values(), strict=True)))
    return found, mean


def row(name: str, value: float, unit: str, reference: float, target: str, holds: bool | None) -> dict:
    return {
        "name": name, "value": round(value, 2), "unit": unit, "reference": round(reference, 2),
        "ratio": round(value / reference, 3) if reference else None, "target": target, "holds": holds,
    }  # fmt: skip


def warm_up(port: int, facts: dict) -> None:
    """Templates are parsed and caches of the system filled: both workers answer each kind of page some times."""
    for name in ("first page", "filtered", "typed query", "map data", "organization page"):
        load(port, facts[name][-6:], seconds=0, connections=4, least=16)
    load(port, ["/", "/-/bare/20000/"], seconds=0, connections=4, least=16)


@contextmanager
def serving(environment: dict[str, str]):
    """The product's server, as `essaim serve` runs it. Gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4", "--preload", "--no-control-socket",
        "--log-level", "warning", "--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _time in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if server.poll() is not None:
                raise RuntimeError("the server stopped")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def postgres_database():
    """A database of its own on the server of POSTGRES, taken away afterwards; None when no server answers."""
    import psycopg

    parts = urllib.parse.urlsplit(POSTGRES)
    name = f"essaim_bench_{os.getpid()}"
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        print("no PostgreSQL answers: SQLite alone is measured", file=sys.stderr)
        yield None
        return
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

"""A load generator on plain sockets: a few connections kept open, each asking the next address as soon as answered."""

import itertools
import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 2


@dataclass(frozen=True)
class Load:
    """Milliseconds and requests a second of one run; `size` is the median length of the bodies."""

    p50: float
    p95: float
    rate: float
    size: int
    count: int


def load(port: int, paths: Sequence[str], *, seconds: float, connections: int = CONNECTIONS, least: int = 40) -> Load:
    """Ask these addresses in turn for a while (`least` times at least). Anything but a 200 stops with an error."""
    turn = itertools.cycle(paths)
    lock = threading.Lock()
    times: list[float] = []
    sizes: list[int] = []
    errors: list[str] = []
    end = time.monotonic() + seconds

    def work() -> None:
        with socket.create_connection(("127.0.0.1", port)) as wire:
            file = wire.makefile("rb")
            while not errors and (time.monotonic() < end or len(times) < least):
                with lock:
                    path = next(turn)
                start = time.perf_counter()
                wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: fr\r\n\r\n".encode())
                status, size, closing = _answer(file)
                times.append((time.perf_counter() - start) * 1000)
                sizes.append(size)
                if status != 200:
                    errors.append(f"{path}: {status}")
                if closing:
                    wire.close()
                    wire = socket.create_connection(("127.0.0.1", port))
                    file = wire.makefile("rb")

    start = time.monotonic()
    threads = [threading.Thread(target=work) for _connection in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - start
    if errors:
        raise RuntimeError(errors[0])
    ranked = sorted(times)
    return Load(
        p50=statistics.median(ranked),
        p95=ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))],
        rate=len(ranked) / spent,
        size=int(statistics.median(sizes)),
        count=len(ranked),
    )


def _answer(file) -> tuple[int, int, bool]:
    """Status, length of the body, whether the server closes."""
    status = int(file.readline().split()[1])
    length, closing, chunked = 0, False, False
    while (line := file.readline().strip().lower()) != b"":
        name, _colon, value = line.partition(b":")
        if name == b"content-length":
            length = int(value)
        elif name == b"connection":
            closing = value.strip() == b"close"
        elif name == b"transfer-encoding":
            chunked = True
    if chunked:
        length = 0
        while size := int(file.readline(), 16):
            file.read(size + 2)
            length += size
        file.readline()
    else:
        file.read(length)
    return status, length, closing

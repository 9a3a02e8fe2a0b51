"""The folder that holds every byte of state."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """Return the installation's secret key, made at the first start and kept in `home/secret_key` (mode 600)."""
    path = home / "secret_key"
    try:
        # O_EXCL: two processes that start together agree on the first one's key.
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        if key := path.read_text(encoding="ascii").strip():
            return key
        handle = os.open(path, os.O_TRUNC | os.O_WRONLY)
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
